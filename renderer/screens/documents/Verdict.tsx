// What came of checking a document: the whole of it in one sentence, then each signature.
import type { DocumentSignature, DocumentVerdict } from '../../../preload/shapes/documents.ts'
import { Fact } from '../../components/Fact.tsx'
import { Findings } from '../../components/Findings.tsx'
import { Note } from '../../components/Note.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from '../Documents.module.css'
import { type Whole, wholeOf } from './whole.ts'

const tones: Record<Whole, 'good' | 'warn' | 'bad' | 'info'> = {
  none: 'info',
  valid: 'good',
  notOnList: 'warn',
  expired: 'warn',
  notAll: 'bad',
  invalid: 'bad',
}

export function Verdict({ name, verdict }: { name: string; verdict: DocumentVerdict }) {
  const { text } = useText()
  const words = text.documents.verdict
  const whole = wholeOf(verdict)
  return (
    <>
      <Notice kind={tones[whole]} live takesFocus title={words[whole]}>
        <p>
          <strong>{name}</strong>
        </p>
        <p>
          <Ruby>{words[`${whole}Text`]}</Ruby>
        </p>
      </Notice>
      {verdict.signatures.map((signature, index) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: signatures keep their order in the document
          key={index}
          title={words.signature(index + 1, verdict.signatures.length)}
        >
          <Signature signature={signature} />
        </Part>
      ))}
      {verdict.timeStamped === true && <Note>{words.timeStamped}</Note>}
    </>
  )
}

function Signature({ signature }: { signature: DocumentSignature }) {
  const { text, language } = useText()
  const words = text.documents.verdict
  const { signer, claimedAt, coverage, state, findings } = signature
  // A certificate that nobody on the list vouches for says what its maker wanted it to say.
  const vouched = state === 'valid' || state === 'expired'
  const passed = findings.filter(({ ok }) => ok).length
  return (
    <>
      <dl className={style['facts']}>
        <Fact name={words.result}>
          <strong className={style['state']} data-state={state}>
            <Ruby>{words.states[state]}</Ruby>
          </strong>
        </Fact>
        <Fact name={vouched || signer === null ? words.who : words.saysWho}>
          {signer === null ? (
            <Ruby>{words.unknown}</Ruby>
          ) : (
            <>
              <strong>{signer.holder?.name ?? signer.subject}</strong>
              {signer.holder !== null && <small>{signer.subject}</small>}
              {!vouched && (
                <small>
                  <Ruby>{words.says}</Ruby>
                </small>
              )}
            </>
          )}
        </Fact>
        {signer?.holder != null && (
          <Fact name={vouched ? words.address : words.saysAddress}>{signer.holder.address}</Fact>
        )}
        {signer !== null && <Fact name={vouched ? words.issuer : words.saysIssuer}>{signer.issuer}</Fact>}
        <Fact name={words.when}>
          {claimedAt === null ? (
            <Ruby>{words.notTold}</Ruby>
          ) : (
            <>
              {formatDateTime(claimedAt, language)}
              <small>
                <Ruby>{words.claimed}</Ruby>
              </small>
            </>
          )}
        </Fact>
        <Fact name={words.covers}>
          <Ruby>
            {coverage === null
              ? words.content
              : coverage.wholeFile
                ? words.wholeFile
                : coverage.revision === 0
                  ? words.noRevision
                  : words.revision(coverage.revision, coverage.revisions)}
          </Ruby>
        </Fact>
        {coverage !== null && (
          <Fact name={words.changed}>
            {coverage.laterChanges.length === 0 ? (
              <Ruby>{words.unchanged}</Ruby>
            ) : (
              <ul className={style['points']}>
                {coverage.laterChanges.map((change) => (
                  <li key={change}>
                    <Ruby>{words.changes[change]}</Ruby>
                  </li>
                ))}
              </ul>
            )}
          </Fact>
        )}
        <Fact name={words.trust}>
          <Ruby>
            {state === 'valid' || state === 'expired'
              ? words.onList
              : state === 'notOnList'
                ? words.offList
                : words.trustUnclear}
          </Ruby>
        </Fact>
        <Fact name={words.revocation}>
          <Ruby>{words.revocationText}</Ruby>
        </Fact>
      </dl>
      <Findings title={words.findings(passed, findings.length)} findings={findings} />
    </>
  )
}

// Where a paper came from and what can be said of it: who signed, checked when, and what that does not prove.
import type { ReactNode } from 'react'
import type { PaperDetail, PaperState, PaperVerdict } from '../../../preload/shapes/papers.ts'
import { Button } from '../../components/Button.tsx'
import { Fact } from '../../components/Fact.tsx'
import { Findings } from '../../components/Findings.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Papers.module.css'

const tones: Readonly<Record<PaperState, 'good' | 'warn' | 'bad' | 'info'>> = {
  valid: 'good',
  notOnList: 'warn',
  expired: 'warn',
  invalid: 'bad',
  keyUnknown: 'warn',
  unsigned: 'info',
}

interface Props {
  readonly detail: PaperDetail
  readonly askKey: () => void
  readonly asking: boolean
}

export function Standing({ detail: { paper, read, checkedAt }, askKey, asking }: Props) {
  const { text, language } = useText()
  const words = text.papers
  const verdict = read?.verdict
  return (
    <>
      {verdict?.state === 'unsigned' && paper.media === 'application/pdf' ? (
        <UnsignedPdf />
      ) : (
        verdict !== undefined && (
          <VerdictNotice verdict={verdict}>
            {verdict.state === 'keyUnknown' && verdict.form === 'healthCard' && (
              <Button icon="refresh" pending={asking} onPress={askKey}>
                {words.askKey}
              </Button>
            )}
          </VerdictNotice>
        )
      )}
      <dl className={style['facts']}>
        {verdict?.signer != null && <Fact name={words.signer}>{verdict.signer}</Fact>}
        {verdict?.signedAt != null && <Fact name={words.signedAt}>{formatDateTime(verdict.signedAt, language)}</Fact>}
        <Fact name={words.source}>
          {paper.source.name}
          <small>
            <Ruby>{words.receivedOn(formatDateTime(paper.receivedAt, language))}</Ruby>
          </small>
        </Fact>
        {verdict !== undefined && verdict.form !== null && (
          <Fact name={words.checkedAt}>{formatDateTime(checkedAt, language)}</Fact>
        )}
      </dl>
    </>
  )
}

interface VerdictProps {
  readonly verdict: PaperVerdict
  /** Below a heading of its own. */
  readonly level?: 2 | 3
  readonly children?: ReactNode
}

/** What can be said of a signature, with all that was checked. */
export function VerdictNotice({ verdict: { findings, state }, level = 2, children }: VerdictProps) {
  const { text } = useText()
  const words = text.papers
  return (
    <Notice kind={tones[state]} title={words.states[state]} level={level}>
      <p>
        <Ruby>{words.stateTexts[state]}</Ruby>
      </p>
      {children}
      {findings.length > 0 && (
        <Findings title={words.findings(findings.filter(({ ok }) => ok).length, findings.length)} findings={findings} />
      )}
    </Notice>
  )
}

/** A PDF by itself: what its QR code is good for is told beside it. */
function UnsignedPdf() {
  const { text } = useText()
  return (
    <Notice kind="info" title={text.papers.pdfUnsigned}>
      <p>
        <Ruby>{text.papers.pdfUnsignedText}</Ruby>
      </p>
    </Notice>
  )
}

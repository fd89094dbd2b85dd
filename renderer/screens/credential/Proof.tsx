// How well it is proven: what was checked here, what a status list said last, and what cannot be known offline.
import type { CredentialDetail } from '../../../preload/shapes/credentials.ts'
import { Findings } from '../../components/Findings.tsx'
import { Note } from '../../components/Note.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatAge, formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'

export function Proof({ detail }: { detail: CredentialDetail }) {
  const { text, language } = useText()
  const { check, lastStatus } = detail
  const passed = check.findings.filter(({ ok }) => ok).length
  return (
    <>
      <Notice
        kind={check.valid ? 'good' : 'bad'}
        live
        title={check.valid ? text.credential.valid : text.credential.invalid}
      >
        <p>
          <Ruby>{check.valid ? text.credential.validText : text.credential.invalidText}</Ruby>
        </p>
        <Note>
          <Ruby>{text.credential.verifiedAt}</Ruby>
          {text.marks.colon}
          {formatDateTime(check.at, language)}
        </Note>
        <Findings title={text.credential.findings(passed, check.findings.length)} findings={check.findings} />
      </Notice>
      {lastStatus !== undefined && (
        <Notice
          kind={lastStatus.state === 'valid' ? 'good' : lastStatus.state === 'unknown' ? 'warn' : 'bad'}
          title={text.credential.states[lastStatus.state]}
        >
          <p>
            <Ruby>{text.credential.checkedAt}</Ruby>
            {text.marks.colon}
            {formatDateTime(lastStatus.checkedAt, language)}
            {text.marks.aside(formatAge(lastStatus.checkedAt, language))}
          </p>
          {lastStatus.listValidUntil !== undefined && (
            <Note>{text.credential.listUntil(formatDateTime(lastStatus.listValidUntil, language))}</Note>
          )}
        </Notice>
      )}
      <Notice kind="info" title={text.credential.offlineTitle}>
        <p>
          <Ruby>
            {lastStatus === undefined
              ? text.credential.offlineNever
              : text.credential.offlineChecked(formatAge(lastStatus.checkedAt, language))}
          </Ruby>
        </p>
      </Notice>
    </>
  )
}

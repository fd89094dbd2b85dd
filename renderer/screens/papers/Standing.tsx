// Where a paper came from and what can be said of it: who signed, checked when, and what that does not prove.
import type { ReactNode } from 'react'
import type { PaperDetail, PaperState, PaperVerdict } from '../../../preload/shapes/papers.ts'
import { Button } from '../../components/Button.tsx'
import { Findings } from '../../components/Findings.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDateTime } from '../../text/dates.ts'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Papers.module.css'
import { Row } from './Row.tsx'

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
  const sheet = read?.sheet
  return (
    <>
      {verdict !== undefined && (
        <VerdictNotice verdict={verdict}>
          {verdict.state === 'keyUnknown' && verdict.form === 'healthCard' && (
            <Button icon="refresh" pending={asking} onPress={askKey}>
              {words.askKey}
            </Button>
          )}
        </VerdictNotice>
      )}
      <dl className={style['facts']}>
        {sheet?.holder !== undefined && <Row name={words.holder}>{sheet.holder}</Row>}
        {sheet?.issuer !== undefined && <Row name={words.issuer}>{sheet.issuer}</Row>}
        {verdict?.signer != null && <Row name={words.signer}>{verdict.signer}</Row>}
        {verdict?.signedAt != null && <Row name={words.signedAt}>{formatDateTime(verdict.signedAt, language)}</Row>}
        {sheet?.asOf !== undefined && <Row name={words.asOf}>{formatDay(sheet.asOf, language)}</Row>}
        <Row name={words.source}>
          {paper.source.name}
          {text.marks.aside(words.receivedPlain(formatDateTime(paper.receivedAt, language)))}
        </Row>
        {verdict !== undefined && verdict.form !== null && (
          <Row name={words.checkedAt}>{formatDateTime(checkedAt, language)}</Row>
        )}
      </dl>
      {sheet?.practice === true && (
        <p className={style['small']}>
          <Ruby>{words.practice}</Ruby>
        </p>
      )}
    </>
  )
}

/** What can be said of a signature, with all that was checked. */
export function VerdictNotice({ verdict, children }: { verdict: PaperVerdict; children?: ReactNode }) {
  const { text } = useText()
  const { findings: title, states, stateTexts } = text.papers
  const { findings, state } = verdict
  return (
    <Notice kind={tones[state]} title={states[state]}>
      <p>
        <Ruby>{stateTexts[state]}</Ruby>
      </p>
      {children}
      {findings.length > 0 && (
        <Findings title={title(findings.filter(({ ok }) => ok).length, findings.length)} findings={findings} />
      )}
    </Notice>
  )
}

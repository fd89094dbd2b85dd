// `tefuda selfinfo …`: what offices hold about a person: requested, confirmed, received and kept.
import type { SelfInfoJob } from '../../../preload/shapes/selfInfo.ts'
import { fail } from '../../failure.ts'
import { dayOf } from '../../mandates/days.ts'
import { agree } from '../agree.ts'
import type { SelfInfoCommand } from '../parse/selfInfo.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { withDrawer } from '../withDrawer.ts'
import { readerOf, withSession } from '../withSession.ts'
import { selfInfoText } from './selfInfoText.ts'

/** Exit status 1 where what is shown has not been received. */
export function selfInfo(command: SelfInfoCommand, desk: Desk): Promise<Result> {
  const text = selfInfoText[desk.language]
  switch (command.name) {
    case 'selfinfo list':
      return withDrawer(desk, { card: false }, async ({ api }) => listed(value(await api.selfInfo.list()), desk))
    case 'selfinfo refresh':
      return withSession(desk, async ({ api }) => listed(value(await api.selfInfo.refresh({})), desk))
    case 'selfinfo items':
      return withSession(desk, async ({ api }) => {
        const items = value(await api.selfInfo.items())
        const lines = items.map(({ id, name, agency }) => `${id}  ${name}  ${agency}`)
        return { status: 0, json: { ok: true, items }, lines }
      })
    case 'selfinfo ask':
      return withSession(desk, async ({ api }) => {
        const { name: _, items, ...wanted } = command
        const job = value(await api.selfInfo.ask({ ...wanted, items: [...items] }))
        return { status: 0, json: { ok: true, job }, lines: [lineOf(job, desk), text.consent(job.consent?.url ?? '')] }
      })
    case 'selfinfo compare':
      return withSession(
        desk,
        async ({ api }) => {
          const by = desk.common.secrets.number === undefined ? 'pin' : 'checkNumberB'
          const job = value(await api.selfInfo.compare({ id: command.id, by, ...readerOf(desk) }))
          return { status: job.state === 'failed' ? 1 : 0, json: { ok: true, job }, lines: [lineOf(job, desk)] }
        },
        // Otherwise the given one logs in.
        desk.common.pc === true ? { pin: 'input' } : {},
      )
    case 'selfinfo show':
      return withDrawer(desk, { card: false }, async ({ api }) => {
        const jobs = value(await api.selfInfo.list())
        const job = jobs.find(({ id }) => id === command.id) ?? fail({ code: 'selfInfo.notFound' })
        const status = job.state === 'received' ? 0 : 1
        return { status, json: { ok: true, job }, lines: [lineOf(job, desk), ...sheetOf(job, desk)] }
      })
    case 'selfinfo remove':
      return withDrawer(desk, { card: false }, async ({ api }) => {
        await agree(text.removeQuestion, desk)
        return listed(value(await api.selfInfo.remove({ id: command.id })), desk)
      })
  }
}

function listed(jobs: readonly SelfInfoJob[], desk: Desk): Result {
  const lines = jobs.map((job) => lineOf(job, desk))
  return { status: 0, json: { ok: true, jobs }, lines: lines.length === 0 ? [selfInfoText[desk.language].none] : lines }
}

function lineOf({ id, items, state, reason, mandate, requestedAt }: SelfInfoJob, { language }: Desk): string {
  const text = selfInfoText[language]
  const names = items.map(({ name }) => name).join(language === 'ja' ? '、' : ', ')
  const why = state === 'failed' ? `: ${text.reasons[reason ?? 'unknown']}` : ''
  const whose = mandate === undefined ? '' : `  (${mandate.principal})`
  return `${id}  ${dayOf(requestedAt)}  ${names}${whose}  ${text.states[state]}${why}`
}

function sheetOf({ received, goneSince }: SelfInfoJob, { language }: Desk): string[] {
  if (received === undefined) return []
  const text = selfInfoText[language]
  return [
    text.received(received.at, received.from[language]),
    ...(goneSince === undefined ? [] : [text.gone(goneSince)]),
    ...received.sheets.flatMap(({ name, agency, asOf, fields }) => [
      `${name}  ${agency}  ${text.asOf} ${asOf}`,
      ...fields.map(({ label, value: content }) => `  ${label}: ${content}`),
    ]),
    ...received.missing.map(({ name, reason }) => `${name}: ${text.missing[reason]}`),
  ]
}

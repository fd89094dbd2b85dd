// `tefuda paper …`: papers listed, read, verified, kept, saved and fetched.
import type { WalletApi } from '../../../preload/contract.ts'
import type { PaperDetail, PaperSheet } from '../../../preload/shapes/papers.ts'
import { plainFailureText } from '../../../preload/text/failureText.ts'
import { dayOf } from '../../mandates/days.ts'
import { naming, savingTo } from '../namedFile.ts'
import type { PaperCommand } from '../parse/papers.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { confirm } from '../terminal.ts'
import { type WalletAtHand, withDrawer } from '../withDrawer.ts'
import { withSession } from '../withSession.ts'
import { paperText } from './paperText.ts'

export async function paper(command: PaperCommand, desk: Desk): Promise<Result> {
  const work = ({ api }: WalletAtHand): Promise<Result> => perform(command, api, desk)
  if (command.name === 'paper fetch') return withSession(desk, work)
  const files =
    command.name === 'paper import'
      ? naming(...command.files)
      : command.name === 'paper export'
        ? await savingTo(command.out)
        : undefined
  return withDrawer(desk, { card: false, ...(files && { files }) }, work)
}

async function perform(command: PaperCommand, { papers: api }: WalletApi, desk: Desk): Promise<Result> {
  const { language, outside, common } = desk
  const text = paperText[language]
  switch (command.name) {
    case 'paper list': {
      const papers = value(await api.list())
      const lines = papers.map(({ id, receivedAt, name, source }) =>
        [id, dayOf(receivedAt), name[language], `(${source.name})`].join('  '),
      )
      return { status: 0, json: { ok: true, papers }, lines: lines.length === 0 ? [text.none] : lines }
    }
    case 'paper show': {
      const detail = value(await api.open({ id: command.id }))
      return { status: 0, json: { ok: true, ...detail }, lines: linesOf(detail, language) }
    }
    case 'paper verify': {
      const detail = value(await api.open({ id: command.id }))
      const verdict = detail.read?.verdict
      const findings = verdict?.findings ?? []
      return {
        status: verdict?.state === 'valid' ? 0 : 1,
        json: { ok: true, valid: verdict?.state === 'valid', verdict: verdict ?? null, checkedAt: detail.checkedAt },
        lines: [
          ...standing(detail, language),
          ...findings.map(({ rule, ok, message }) => `  ${ok ? '✓' : '✗'} ${rule}: ${message}`),
        ],
      }
    }
    case 'paper import': {
      const papers = value(await api.import())
      const lines = papers.map(({ id, name }) => `${text.kept}: ${name[language]}  ${id}`)
      return { status: 0, json: { ok: true, papers }, lines }
    }
    case 'paper export': {
      const saved = value(await api.save({ id: command.id }))
      return { status: 0, json: { ok: true, ...saved }, lines: saved === null ? [] : [text.saved(saved.savedAs)] }
    }
    case 'paper remove': {
      if (outside.terminal.interactive && common.yes !== true) await confirm(outside.terminal, text.removeQuestion)
      const papers = value(await api.remove({ id: command.id }))
      return { status: 0, json: { ok: true, papers }, lines: [text.removed] }
    }
    case 'paper fetch': {
      const records = value(await api.fetch({ records: [...command.records] }))
      const lines = records.map(({ record, state, failure }) => {
        const why = failure === undefined ? '' : ` – ${plainFailureText(failure, language).title}`
        return `${record}: ${text.records[state]}${why}`
      })
      return { status: records.some(({ state }) => state === 'failed') ? 1 : 0, json: { ok: true, records }, lines }
    }
  }
}

function standing({ paper: kept, read }: PaperDetail, language: 'ja' | 'en'): string[] {
  const text = paperText[language]
  if (read === null) return [kept.name[language], text.unread]
  const { signer, state } = read.verdict
  return [`${kept.name[language]}: ${text.states[state]}`, ...(signer === null ? [] : [`${text.signer}: ${signer}`])]
}

function linesOf(detail: PaperDetail, language: 'ja' | 'en'): string[] {
  const sheet = detail.read?.sheet
  const text = paperText[language]
  if (sheet == null) return [...standing(detail, language), ...(detail.read === null ? [] : [text.noWords])]
  return [
    ...standing(detail, language),
    ...(sheet.holder === undefined ? [] : [`${text.holder}: ${sheet.holder}`]),
    ...(sheet.issuer === undefined ? [] : [`${text.issuer}: ${sheet.issuer}`]),
    ...sheet.facts.map(({ label, value: said }) => `  ${label[language]}: ${said[language]}`),
    ...tableOf(sheet, language),
  ]
}

function tableOf({ dispensed = [], measured = [], doses = [] }: PaperSheet, language: 'ja' | 'en'): string[] {
  return [
    ...dispensed.map(
      ({ on = '', institution, drugs }) => `  ${on}  ${institution}: ${drugs.map(({ name }) => name).join(', ')}`,
    ),
    ...measured.map(({ label, value: said, unit }) => `  ${label}: ${said} ${unit}`.trimEnd()),
    ...doses.map(({ on = '', vaccine, lot = '' }) => `  ${on}  ${vaccine[language]}  ${lot}`.trimEnd()),
  ]
}

// `tefuda ledger …`: looked through, verified, exported, erased from.
import { resolve } from 'node:path'
import type { LedgerEntry, LedgerReport } from '../../../preload/shapes/ledger.ts'
import { ledgerWords } from '../../../preload/text/ledgerWords.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { readBounded } from '../../documents/chosen.ts'
import { placeOf, saveAll } from '../../documents/save.ts'
import { fail } from '../../failure.ts'
import { agree } from '../agree.ts'
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { withDrawer } from '../withDrawer.ts'
import { ledgerText } from './ledgerText.ts'
import { insteadOf } from './mandateText.ts'

type Ledger = Extract<Command, { name: 'ledger' | `ledger ${'verify' | 'export' | 'erase' | 'letter' | 'begin-anew'}` }>
/** An exported ledger of many years. */
const mostBytes = 64 * 1024 * 1024

export function ledger(command: Ledger, desk: Desk): Promise<Result> {
  const text = ledgerText[desk.language]
  return withDrawer(desk, { card: false }, async ({ api }): Promise<Result> => {
    switch (command.name) {
      case 'ledger': {
        const entries = value(await api.ledger.list(command.filter))
        return { status: 0, json: { ok: true, entries }, lines: entries.map((entry) => lineOf(entry, desk.language)) }
      }
      case 'ledger verify': {
        const { receipt, head } = command
        const given = { ...(receipt && { receipt }), ...(head && { head: await headIn(head) }) }
        return told(value(await api.ledger.verify(given)), desk)
      }
      case 'ledger export': {
        const { format, filter, out } = command
        const { text: content } = value(await api.ledger.exported({ format, filter }))
        const savedAs = await save(out, content)
        return { status: 0, json: { ok: true, savedAs }, lines: [text.saved(savedAs)] }
      }
      case 'ledger erase':
        await agree(text.eraseQuestion, desk)
        value(await api.ledger.erase({ id: command.id }))
        return { status: 0, json: { ok: true }, lines: [text.eraseDone] }
      case 'ledger letter': {
        const { id, about, out } = command
        const letter = value(await api.ledger.letter({ id, about, language: desk.language }))
        const lines = [...letter.addresses, letter.subject, '', letter.body]
        if (out === undefined) return { status: 0, json: { ok: true, letter }, lines }
        const savedAs = await save(out, lines.join('\n'))
        return { status: 0, json: { ok: true, letter, savedAs }, lines: [text.saved(savedAs)] }
      }
      case 'ledger begin-anew': {
        await agree(text.anewQuestion, desk)
        const report = value(await api.ledger.beginAnew())
        return { status: 0, json: { ok: true, report }, lines: [text.anewDone] }
      }
    }
  })
}

function lineOf({ id, at, act, outcome, party, items, actor, principal }: LedgerEntry, language: 'ja' | 'en'): string {
  const { acts, outcomes } = ledgerWords[language]
  const names = items.flatMap(({ attributes }) => attributes.map((one) => one[language]))
  const what = `${withoutRuby(acts[act])} – ${withoutRuby(outcomes[outcome])}`
  const other = actor !== undefined && principal !== undefined && actor.name !== principal.name
  const who = other ? `  (${insteadOf(actor.name, principal.name, language)})` : ''
  return `${at}  ${what}${who}  ${party}${names.length === 0 ? '' : `: ${names.join(', ')}`}  [${id}]`
}

function told(report: LedgerReport, { language }: Desk): Result {
  const text = ledgerText[language]
  const { sound, count, erased, findings, kept, given, receipt } = report
  const first = findings.length > 0 ? text.unsound : count === 0 ? text.empty : text.sound(count)
  return {
    status: sound ? 0 : 1,
    json: { ok: true, report },
    lines: [
      first,
      ...findings.map(({ place, rule }) => `  ✗ ${text.place(place)}: ${text.rules[rule]}`),
      ...(erased > 0 ? [text.erased(erased)] : []),
      text.kept(kept),
      ...(given === null ? [] : [text.given(given)]),
      ...(receipt === null ? [] : [`${text.receipt}: ${receipt}`]),
    ],
  }
}

/** The head of an exported ledger, or a head alone. @throws file.unreadable, ledger.notAHead */
async function headIn(path: string): Promise<string> {
  const bytes = await readBounded(resolve(path), mostBytes, { code: 'file.unreadable' })
  try {
    const parsed: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    const head = typeof parsed === 'object' && parsed !== null && 'head' in parsed ? parsed.head : parsed
    return JSON.stringify(head)
  } catch (error) {
    return fail({ code: 'ledger.notAHead' }, error)
  }
}

/** Never over another file. @throws file.exists, file.notWritten, store.full */
async function save(out: string, content: string): Promise<string> {
  const path = resolve(out)
  const [savedAs = path] = await saveAll([{ place: placeOf(path), bytes: Buffer.from(content, 'utf8') }], 1)
  return savedAs
}

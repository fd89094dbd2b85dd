// Leaving from the command line: the same calls as the screen; what is typed there is typed here, or given with --confirm.
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Opener } from '../../../preload/shapes/common.ts'
import type { LeavingPerson, LeavingReport } from '../../../preload/shapes/leaving.ts'
import { disposalWord } from '../../../preload/text/leavingWords.ts'
import { fail } from '../../failure.ts'
import { reportLines } from '../../leaving/report.ts'
import type { Files } from '../../ports.ts'
import { NotUnderstood } from '../notUnderstood.ts'
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { knownCards, type WalletAtHand, withDrawer, withWallet } from '../withDrawer.ts'
import { writeNew } from '../writeNew.ts'
import { leavingText } from './leavingText.ts'

type Leaving = Extract<Command, { name: `person ${'erase' | 'ask-removal' | 'keep' | 'hand-over'}` | 'pc dispose' }>

export function leaving(command: Leaving, desk: Desk): Promise<Result> {
  switch (command.name) {
    case 'person erase':
      return erase(command, desk)
    case 'person ask-removal':
      return withPerson(command.person, desk, false, async ({ api }, person) => {
        const typed = await typedWord(command.confirm, person.word, desk)
        const { people } = value(await api.leaving.askRemoval({ personId: person.id, typed }))
        const until = people.find(({ id }) => id === person.id)?.removal?.until ?? ''
        return { status: 0, json: { ok: true, until }, lines: [leavingText[desk.language].asked(person.word, until)] }
      })
    case 'person keep':
      return withPerson(command.person, desk, false, async ({ api }, person) => {
        value(await api.leaving.withdrawRemoval({ personId: person.id }))
        return { status: 0, json: { ok: true }, lines: [leavingText[desk.language].kept(person.word)] }
      })
    case 'person hand-over':
      return handOver(command, desk)
    case 'pc dispose':
      return dispose(command, desk)
  }
}

function erase(command: Extract<Leaving, { name: 'person erase' }>, desk: Desk): Promise<Result> {
  const reportTo = free(command.report)
  const by = command.withoutKey ? undefined : desk.common.by
  const cards = !command.withoutKey && (by === 'card' || (by === undefined && !secretGiven(desk)))
  return withPerson(command.person, desk, cards, async ({ api }, person) => {
    const typed = await typedWord(command.confirm, person.word, desk)
    if (command.withoutKey)
      return told(value(await api.leaving.eraseUnopened({ personId: person.id, typed })), reportTo, desk)
    if (cards) await knownCards(api, { everyOne: false })
    const { reader } = desk.common
    const opener = by ?? openerOf(person, desk)
    if (opener === 'mandate' || opener === 'family')
      throw new NotUnderstood('--by is card, passphrase or recovery here')
    const wanted = { personId: person.id, typed, by: opener, ...(reader === undefined ? {} : { reader }) }
    return told(value(await api.leaving.erase(wanted)), reportTo, desk)
  })
}

const secretGiven = ({ common: { secrets } }: Desk): boolean =>
  secrets.passphrase !== undefined || secrets.recovery !== undefined

function openerOf({ openers }: LeavingPerson, { common: { secrets } }: Desk): Opener {
  if (secrets.recovery !== undefined) return 'recovery'
  if (secrets.passphrase !== undefined) return 'passphrase'
  return openers.includes('card') ? 'card' : openers.includes('passphrase') ? 'passphrase' : 'recovery'
}

/** Backup, test restore and the list, in one go. The recovery code opens the backup for the test. */
function handOver({ file, list }: Extract<Leaving, { name: 'person hand-over' }>, desk: Desk): Promise<Result> {
  const path = resolve(file)
  const listTo = free(list)
  const files: Files = {
    choose: async () => [path],
    saveAs: async () => (existsSync(path) ? fail({ code: 'file.exists', name: basename(path) }) : path),
    showInFolder: () => fail({ code: 'app.refusedCall' }),
  }
  return withDrawer(desk, { card: false, files }, async ({ api }) => {
    const made = value(await api.backup.make({ passphrase: false })) ?? fail({ code: 'app.cancelled' })
    value(await api.backup.open({ id: made.id, by: 'recovery' }))
    const { checks } = value(await api.backup.test({ id: made.id }))
    const { text } = value(await api.leaving.checklist({ id: made.id, language: desk.language }))
    value(await api.backup.close())
    if (listTo !== undefined) await writeNew(listTo, text)
    const words = leavingText[desk.language]
    return {
      status: 0,
      json: { ok: true, backup: path, checks, ...(listTo === undefined ? { list: text } : { listFile: listTo }) },
      lines: [words.made(path), ...(listTo === undefined ? ['', ...text.split('\n')] : [words.listed(listTo)])],
    }
  })
}

function dispose({ confirm, report }: Extract<Leaving, { name: 'pc dispose' }>, desk: Desk): Promise<Result> {
  const reportTo = free(report)
  const words = leavingText[desk.language]
  return withWallet(desk, false, async ({ api }) => {
    const { people, elsewhere } = value(await api.leaving.read())
    const unsafe = people.filter(({ backup }) => backup === null || !backup.recent || backup.triedAt === null)
    for (const person of unsafe) desk.outside.terminal.note(words.noBackup(person.word, person.backup))
    if (elsewhere > 0) desk.outside.terminal.note(words.elsewhere(elsewhere))
    const typed = await typedWord(confirm, disposalWord[desk.language], desk)
    const made = value(await api.leaving.dispose({ typed }))
    return told(made, reportTo, desk)
  })
}

async function withPerson(
  wanted: string,
  desk: Desk,
  cards: boolean,
  work: (wallet: WalletAtHand, person: LeavingPerson) => Promise<Result>,
): Promise<Result> {
  return withWallet(desk, cards, async (wallet) => {
    const { people } = value(await wallet.api.leaving.read())
    const person = people.find(({ id, word }) => id === wanted || plain(word) === plain(wanted))
    return work(wallet, person ?? fail({ code: 'person.notFound' }))
  })
}

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '')

/** What the person types to say that it is meant. --yes is not enough for this. */
async function typedWord(given: string | undefined, word: string, desk: Desk): Promise<string> {
  if (given !== undefined) return given
  const { terminal } = desk.outside
  const { confirmWith, noConfirm } = leavingText[desk.language]
  if (!terminal.interactive) throw new NotUnderstood(noConfirm(word))
  return new TextDecoder().decode(await terminal.ask(`${confirmWith(word)}: `, false))
}

async function told(report: LeavingReport, reportTo: string | undefined, desk: Desk): Promise<Result> {
  const lines = reportLines(report, desk.language)
  if (reportTo !== undefined) await writeNew(reportTo, `${lines.join('\n')}\n`)
  return { status: 0, json: { ok: true, report, ...(reportTo === undefined ? {} : { savedAs: reportTo }) }, lines }
}

/** A place that is taken is said to be so before anything is erased. @throws file.exists */
function free(path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  const place = resolve(path)
  return existsSync(place) ? fail({ code: 'file.exists', name: basename(place) }) : place
}

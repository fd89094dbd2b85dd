// Backups from the command line: the same calls as the screen, with the file named beforehand.
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { BackupPreview, ChosenBackup } from '../../../preload/shapes/backup.ts'
import { type Person, personColour } from '../../../preload/shapes/people.ts'
import { fail } from '../../failure.ts'
import type { Files } from '../../ports.ts'
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { knownCards, type WalletAtHand, withDrawer, withWallet } from '../withDrawer.ts'
import { backupWords } from './backupWords.ts'

type BackupCommand = Extract<Command, { name: `backup ${string}` }>

export function backup(command: BackupCommand, desk: Desk): Promise<Result> {
  switch (command.name) {
    case 'backup make':
      return make(command, desk)
    case 'backup show':
      return withBackup(command, desk, false, async (_, preview) => shown(preview, desk))
    case 'backup test':
      return withBackup(command, desk, false, ({ api }, preview) => test(api, preview, desk))
    case 'backup restore':
      return withBackup(command, desk, command.opener === 'card', (wallet, preview) =>
        restore(command, wallet, preview, desk),
      )
  }
}

function make({ file, passphrase }: Extract<BackupCommand, { name: 'backup make' }>, desk: Desk): Promise<Result> {
  const path = resolve(file)
  return withDrawer(desk, { card: false, files: named(path) }, async ({ api }) => {
    const made = value(await api.backup.make({ passphrase })) ?? fail({ code: 'app.cancelled' })
    return {
      status: 0,
      json: { ok: true, backup: told(made, path) },
      lines: [backupWords(desk.language).made(path)],
    }
  })
}

function withBackup(
  { file, by }: Exclude<BackupCommand, { name: 'backup make' }>,
  desk: Desk,
  cards: boolean,
  work: (wallet: WalletAtHand, preview: BackupPreview) => Promise<Result>,
): Promise<Result> {
  return withWallet(
    desk,
    cards,
    async (wallet) => {
      const chosen = value(await wallet.api.backup.choose()) ?? fail({ code: 'app.cancelled' })
      return work(wallet, value(await wallet.api.backup.open({ id: chosen.id, by })))
    },
    undefined,
    named(resolve(file)),
  )
}

function shown({ id: _, ...preview }: BackupPreview, desk: Desk): Result {
  const lines = backupWords(desk.language).holds({ id: '', ...preview })
  return { status: 0, json: { ok: true, backup: preview }, lines }
}

async function test(api: WalletAtHand['api'], preview: BackupPreview, desk: Desk): Promise<Result> {
  const { at, checks } = value(await api.backup.test({ id: preview.id }))
  const words = backupWords(desk.language)
  const ok = checks.every((check) => check.ok)
  return {
    status: ok ? 0 : 1,
    json: { ok, at, checks },
    lines: [
      ...checks.map((check) => `${check.ok ? '✓' : '✗'} ${words.checks[check.what]}`),
      ok ? words.good : words.bad,
    ],
  }
}

async function restore(
  { person: named, colour, opener }: Extract<BackupCommand, { name: 'backup restore' }>,
  { api, secrets }: WalletAtHand,
  preview: BackupPreview,
  desk: Desk,
): Promise<Result> {
  if (opener === 'card') await knownCards(api, { everyOne: false })
  const { people } = value(await api.household.read())
  const { reader } = desk.common
  const person = value(
    await api.backup.restore({
      id: preview.id,
      name: named ?? preview.person,
      colour: colour ?? freeColour(people, preview.colour),
      opener,
      ...(reader === undefined ? {} : { reader }),
    }),
  )
  // Only where the passphrase opened the backup is it a new one.
  const recoveryCode = secrets.recoveryCode()
  const { labels } = desk.sentences
  return {
    status: 0,
    json: { ok: true, person, ...(recoveryCode === undefined ? {} : { recoveryCode }) },
    lines: [
      backupWords(desk.language).restored(`${person.id}  ${person.name}`),
      ...(recoveryCode === undefined ? [] : [`${labels.recoveryCode}: ${recoveryCode}`]),
    ],
  }
}

const told = ({ size, keys }: ChosenBackup, path: string) => ({ file: path, size, keys })

function freeColour(people: readonly Person[], wished: Person['colour']): Person['colour'] {
  const taken = new Set(people.map(({ colour }) => colour))
  return taken.has(wished) ? (personColour.options.find((colour) => !taken.has(colour)) ?? wished) : wished
}

/** In place of the system's dialogs, which would ask before they name a file that is there. */
const named = (path: string): Files => ({
  choose: async () => [path],
  saveAs: async () => (existsSync(path) ? fail({ code: 'file.exists', name: basename(path) }) : path),
  showInFolder: () => fail({ code: 'app.refusedCall' }),
})

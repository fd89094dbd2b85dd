import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type ChosenFile, createChosenFiles } from '../../documents/chosen.ts'
import { nameOf, type Place, resultName, saveAll } from '../../documents/save.ts'
import { checkSignable } from '../../documents/signDocument.ts'
import { fail } from '../../failure.ts'
import { guarded } from '../guarded.ts'
import { NotUnderstood } from '../notUnderstood.ts'
import type { Command } from '../parse.ts'
import type { Desk, Result } from '../surroundings.ts'
import { confirm } from '../terminal.ts'
import { knownCards, type WalletAtHand, withDrawer, withWallet } from '../withDrawer.ts'
import { documentWords } from './documentWords.ts'

type SignCommand = Extract<Command, { name: 'sign' }>

/** As many as the window signs in one go. */
const mostAtOnce = 20

/**
 * Signs with the card. Whatever can be refused is refused before a PIN is asked. A drawer is opened, and the act written
 * down in it, when a person or a way to open it is named.
 */
export async function sign(command: SignCommand, desk: Desk): Promise<Result> {
  const { files, form } = command
  if (files.length > mostAtOnce) fail({ code: 'file.tooMany', most: mostAtOnce })
  const chosen = createChosenFiles()
  const originals: ChosenFile[] = []
  for (const file of files) originals.push(await chosen.add(resolve(file)))
  const places = await placesFor(command, originals, desk)
  const documents: Uint8Array[] = []
  for (const { id } of originals) documents.push(await chosen.read(id))
  for (const content of documents) checkSignable(form, content)
  await agree(command, originals, desk)
  const saved = await withCard(desk, async ({ api, sign: signAll }) => {
    await knownCards(api, { everyOne: false })
    const { reader } = desk.common
    const save = (signed: readonly Uint8Array[]) => saveAll(pairs(places, signed), 1)
    const wanted = { form, documents, save, ...(reader === undefined ? {} : { reader }) }
    return guarded(api, desk, async (whose) => ({ ok: true, value: await signAll({ ...wanted, ...whose }) }))
  })
  const signed = originals.map(({ path }, index) => ({ file: path, form, savedAs: saved[index] ?? '' }))
  const words = documentWords[desk.language]
  return {
    status: 0,
    json: { ok: true, signed },
    lines: signed.map(({ file, savedAs }) => `${words.signed}: ${basename(file)} → ${savedAs}`),
  }
}

/** Tells what will be signed and what that means, and asks. */
async function agree({ form }: SignCommand, originals: readonly ChosenFile[], desk: Desk): Promise<void> {
  const { terminal } = desk.outside
  const words = documentWords[desk.language]
  terminal.note(`${words.toSign} – ${words.forms[form]}:`)
  for (const { path, size, sha256 } of originals) terminal.note(`  ${path}\n    ${size} bytes, SHA-256 ${sha256}`)
  terminal.note(words.meaning)
  if (desk.common.yes) return
  if (!terminal.interactive) throw new NotUnderstood('signing is asked for first, and nobody is there: give --yes')
  await confirm(terminal, words.question)
}

function withCard<T>(desk: Desk, work: (wallet: WalletAtHand) => Promise<T>): Promise<T> {
  const { person, by, secrets } = desk.common
  const drawer =
    person !== undefined || by !== undefined || secrets.passphrase !== undefined || secrets.recovery !== undefined
  return drawer ? withDrawer(desk, { card: true, pin: 'signature' }, work) : withWallet(desk, true, work, 'signature')
}

/** `--out`: the new file itself, or a folder in which each gets the name that the window gives it. @throws file.exists */
async function placesFor(
  { form, out }: SignCommand,
  originals: readonly ChosenFile[],
  { language }: Desk,
): Promise<readonly Place[]> {
  const folder = resolve(out)
  const kind = await kindOf(folder)
  if (kind === 'file') fail({ code: 'file.exists', name: basename(folder) })
  if (kind === 'none' && originals.length > 1)
    throw new NotUnderstood('--out wants a folder that is there, for several files')
  const places = originals.map(({ name }): Place => {
    return kind === 'folder'
      ? { ...resultName(name, form, language), folder }
      : { folder: dirname(folder), stem: basename(folder), mark: '', ending: '' }
  })
  const names = places.map((place) => nameOf(place))
  for (const [index, name] of names.entries()) {
    const place = places[index]
    const taken = place !== undefined && (await kindOf(join(place.folder, name))) !== 'none'
    if (taken || names.indexOf(name) !== index) fail({ code: 'file.exists', name })
  }
  return places
}

const kindOf = (path: string): Promise<'folder' | 'file' | 'none'> =>
  stat(path).then(
    (found) => (found.isDirectory() ? 'folder' : 'file'),
    () => 'none',
  )

function pairs(places: readonly Place[], signed: readonly Uint8Array[]) {
  return places.flatMap((place, index) => {
    const bytes = signed[index]
    return bytes === undefined ? [] : [{ place, bytes }]
  })
}

// Puts signed files where they belong: under a new name, whole or not at all, never over another file.
import { randomUUID } from 'node:crypto'
import { access, constants, link, open, rename, rm } from 'node:fs/promises'
import { join, parse } from 'node:path'
import type { SignatureForm } from '../../preload/shapes/documents.ts'
import { fail, WalletError } from '../failure.ts'

/** Where one result shall lie: `stem` + `mark` + ` (2)`, ` (3)` … where that is taken + `ending`. */
export interface Place extends ResultName {
  readonly folder: string
}

export interface ResultName {
  readonly stem: string
  readonly mark: string
  readonly ending: string
}

/** Most file systems end at 255 bytes; room is left for mark, number and ending. */
const longestStem = 180
const longestEnding = 20
const tries = 1_000

const marks = { ja: '-署名済み', en: '-signed' } as const

/** What the signed form of that file is called: a PDF stays one, CMS is named after what was signed (RFC 8551, 3.2.1). */
export function resultName(original: string, form: SignatureForm, language: 'ja' | 'en'): ResultName {
  const { name, ext } = parse(original)
  // A very long ending is a part of the name with a dot in it.
  const [stem, inner] = Buffer.byteLength(ext) > longestEnding ? [original, ''] : [name, ext]
  if (form === 'pades' || form === 'adbe') return { stem: shortened(stem), mark: marks[language], ending: '.pdf' }
  return { stem: shortened(stem), mark: '', ending: `${inner}${form === 'cms' ? '.p7m' : '.p7s'}` }
}

/** The place of a file that a person named whole, by its path. */
export function placeOf(path: string): Place {
  const { dir: folder, name: stem, ext: ending } = parse(path)
  return { folder, stem, mark: '', ending }
}

export const nameOf = ({ stem, mark, ending }: ResultName, number = 1): string =>
  `${stem}${mark}${number === 1 ? '' : ` (${number})`}${ending}`

/** Whether a new file can be made in that folder, as far as the system tells beforehand. */
export const isWritable = (folder: string): Promise<boolean> =>
  access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )

/**
 * Writes all of them or none. Each is written beside its place, brought to the disk, and then given its name in one step.
 *
 * @param most how many names are tried; with 1 a taken name is refused
 * @returns the names they got, in the same order
 * @throws store.full, file.exists, file.notWritten; what was written until then is removed
 */
export async function saveAll(
  results: readonly { place: Place; bytes: Uint8Array }[],
  most = tries,
): Promise<string[]> {
  const staged: string[] = []
  const saved: string[] = []
  try {
    for (const { place, bytes } of results) {
      const path = join(place.folder, `.tefuda-${randomUUID()}.tmp`)
      staged.push(path)
      await writeWhole(path, bytes)
    }
    for (const [index, { place }] of results.entries()) {
      const from = staged[index]
      if (from !== undefined) saved.push(await giveName(from, place, most))
    }
    return saved
  } catch (error) {
    for (const path of saved) await rm(path, { force: true })
    return fail(saveFailure(error), error)
  } finally {
    for (const path of staged) await rm(path, { force: true }).catch(() => undefined)
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The first free name. Linking fails where a file of that name is, so that none is replaced. */
async function giveName(from: string, place: Place, most: number): Promise<string> {
  for (let number = 1; number <= most; number++) {
    const to = join(place.folder, nameOf(place, number))
    if (await takeName(from, to)) return to
  }
  return fail(most === 1 ? { code: 'file.exists', name: nameOf(place) } : { code: 'file.notWritten' })
}

/** @returns false when there is a file of that name */
async function takeName(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'].includes(codeOf(error))) throw error
  }
  // File systems without links (USB sticks): the name is taken by an empty file of ours, which the whole one then replaces.
  try {
    await (await open(to, 'wx', 0o600)).close()
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  try {
    await rename(from, to)
    return true
  } catch (error) {
    await rm(to, { force: true })
    throw error
  }
}

/** Cut between characters, never within one. */
function shortened(stem: string): string {
  let characters = [...stem]
  while (Buffer.byteLength(characters.join('')) > longestStem) characters = characters.slice(0, -1)
  return characters.join('')
}

function saveFailure(error: unknown): WalletError['failure'] {
  if (error instanceof WalletError) return error.failure
  return { code: ['ENOSPC', 'EDQUOT'].includes(codeOf(error)) ? 'store.full' : 'file.notWritten' }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

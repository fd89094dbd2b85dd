// What stands in a realm's folder `leaving` while somebody goes: nothing but the drawer's id and instants, no name.
// `ID.erasing`: from here on that person is gone, and the next start finishes what was stopped. `ID.asked`: somebody says
// that nobody can open this drawer any more.
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { syncFolder } from '../drawer/folder.ts'
import { writeWhole } from '../writeWhole.ts'

const leavingFolder = (home: string): string => join(home, 'leaving')
const markOf = (home: string, drawerId: string): string => join(leavingFolder(home), `${drawerId}.erasing`)
const requestOf = (home: string, drawerId: string): string => join(leavingFolder(home), `${drawerId}.asked`)
const marked = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.erasing$/

/** From the return of this on, the drawer is one that is being erased. */
export const markErasing = (home: string, drawerId: string): Promise<void> => writeMark(markOf(home, drawerId), '')

/** Drawers whose erasing was begun and not finished. They are nobody's any more. */
export async function erasing(home: string): Promise<string[]> {
  const names = await readdir(leavingFolder(home)).catch(() => [])
  return names.flatMap((name) => marked.exec(name)?.[1] ?? [])
}

export async function unmark(home: string, drawerId: string): Promise<void> {
  await rm(markOf(home, drawerId), { force: true })
  await dropRequest(home, drawerId)
}

const request = z.strictObject({ askedAt: z.iso.datetime(), withdrawnAt: z.iso.datetime().optional() })
/** That somebody asked for a drawer to be removed; withdrawn when it was opened after all. */
export type RemovalRequest = z.infer<typeof request>

/** Undefined where none stands, or none that can be read. */
export async function readRequest(home: string, drawerId: string): Promise<RemovalRequest | undefined> {
  const text = await readFile(requestOf(home, drawerId), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return request.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export const writeRequest = (home: string, drawerId: string, wanted: RemovalRequest): Promise<void> =>
  writeMark(requestOf(home, drawerId), JSON.stringify(request.parse(wanted)))

export async function dropRequest(home: string, drawerId: string): Promise<void> {
  await rm(requestOf(home, drawerId), { force: true })
  // Not while another stands there.
  if (existsSync(leavingFolder(home))) await rmdir(leavingFolder(home)).catch(() => undefined)
}

/** Whole, and on the disk with its name. */
async function writeMark(path: string, text: string): Promise<void> {
  const folder = join(path, '..')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeWhole(path, text)
  syncFolder(join(folder, '..'))
}

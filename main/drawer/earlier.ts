// The drawer as it was before its tables were changed: header and file, encrypted as they are, in a folder `earlier` beside
// them. What is kept there is opened by the same keys, so it goes with every re-key: a key that was taken out opens nothing.
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fail } from '../failure.ts'
import { checkWhole, type Sql, storageFailure } from './database.ts'
import { databaseFile, syncFile, syncFolder } from './folder.ts'
import { headerFile } from './header.ts'
import { migrate, schemaVersion } from './migrations.ts'

/** So many at most, and none longer than a month: what was deleted since must not stay for ever. */
const mostKept = 2
const keptForMs = 30 * 24 * 60 * 60 * 1000

const earlierFolder = (folder: string): string => join(folder, 'earlier')
const placeOf = (folder: string, version: number, generation: number): string =>
  join(earlierFolder(folder), `tables-${version}-generation-${generation}`)

/**
 * Brings an open file up to the tables of this program. Before the first change header and file are kept; when a change
 * does not succeed they are put back, so that the version of Tefuda that wrote them opens the drawer as before. `sql` is
 * closed then.
 *
 * @throws drawer.notUpdated, store.full; both with the drawer as it was
 */
export function bringUpToDate(sql: Sql, folder: string, generation: number): void {
  const version = Number(sql.pragma('user_version', { simple: true }))
  if (version >= schemaVersion) return
  keep(folder, version, generation)
  const path = databaseFile(folder, generation)
  try {
    migrate(sql)
    checkWhole(sql, path)
  } catch (error) {
    sql.close()
    putBack(folder, version, generation)
    const failure = storageFailure(error)
    throw isFull(failure) ? failure : fail({ code: 'drawer.notUpdated' }, error)
  }
}

const isFull = (error: unknown): boolean => error instanceof Error && error.message === 'store.full'

/** Copies both beside their place and gives them their name in one step. */
function keep(folder: string, version: number, generation: number): void {
  const place = placeOf(folder, version, generation)
  const fresh = `${place}.new`
  try {
    rmSync(fresh, { recursive: true, force: true })
    mkdirSync(fresh, { recursive: true, mode: 0o700 })
    for (const file of [headerFile(folder), databaseFile(folder, generation)]) {
      const copy = join(fresh, basename(file))
      copyFileSync(file, copy, constants.COPYFILE_EXCL)
      syncFile(copy)
    }
    syncFolder(fresh)
    // One of the same tables and generation was put back since, and may lack what was added after.
    rmSync(place, { recursive: true, force: true })
    renameSync(fresh, place)
    syncFolder(earlierFolder(folder))
    syncFolder(folder)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    throw storageFailure(error)
  }
}

/** By a rename, which needs no space on a full disk. A journal that is still hot would be played into the wrong file. */
function putBack(folder: string, version: number, generation: number): void {
  const file = databaseFile(folder, generation)
  const kept = databaseFile(placeOf(folder, version, generation), generation)
  const journal = `${file}-journal`
  if (existsSync(journal) && statSync(journal).size > 0) return
  renameSync(kept, file)
  syncFolder(folder)
  rmSync(placeOf(folder, version, generation), { recursive: true, force: true })
}

/** Removes what is too old or too much. */
export function sweepEarlier(folder: string, now: number = Date.now()): void {
  const place = earlierFolder(folder)
  if (!existsSync(place)) return
  const kept = readdirSync(place)
    .map((name) => ({ path: join(place, name), made: statSync(join(place, name)).mtimeMs }))
    .sort((one, other) => other.made - one.made)
  const whole = kept.filter(({ path }) => !path.endsWith('.new'))
  for (const { path, made } of kept) {
    const stays = whole.slice(0, mostKept).some((one) => one.path === path) && now - made <= keptForMs
    if (!stays) rmSync(path, { recursive: true, force: true })
  }
  if (readdirSync(place).length === 0) dropEarlier(folder)
}

/** After a re-key, and when the drawer goes. */
export const dropEarlier = (folder: string): void => rmSync(earlierFolder(folder), { recursive: true, force: true })

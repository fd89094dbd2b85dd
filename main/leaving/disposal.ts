// Takes everything that Tefuda keeps for this OS account away: both realms' drawers and people, what stands in the
// keychain, settings, practice data, the window's own folder. Only what has a name of ours is touched: TEFUDA_HOME may be a
// folder with other things in it.
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { syncFolder } from '../drawer/folder.ts'
import { WalletError } from '../failure.ts'
import { realmHome } from '../home.ts'
import { drawersFolder, secretName } from '../household/householdSecret.ts'
import { headName } from '../ledger/keepHead.ts'
import type { Keychain, Realm } from '../ports.ts'
import { removeDrawerFiles } from './drawerFiles.ts'
import { erasing } from './marks.ts'

const realms: readonly Realm[] = ['practice', 'real']
const drawerName = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** In a realm's folder, and beside the realms. The last ones are in use for as long as the program runs. */
const ofRealm = ['people.json', 'people.json.new', 'household.lock', 'restoring', 'leaving']
const beside = ['settings.json', 'settings.json.new', 'practice-world']
const inUse = ['keyring', 'window']

const intentFile = (home: string): string => join(home, 'disposal.json')
/** Names in the keychain only: they are gone from the folders when a stopped disposal is taken up again. */
const intent = z.strictObject({ version: z.literal(1), names: z.array(z.string().max(100)).max(10_000) })

export interface Disposal {
  /** Of both realms. */
  readonly drawers: number
  readonly names: readonly string[]
}

/** @param home TEFUDA_HOME */
export async function planDisposal(home: string): Promise<Disposal> {
  const names: string[] = []
  let drawers = 0
  for (const realm of realms) {
    const own = realmHome(home, realm)
    if (!existsSync(own)) continue
    const ids = await drawersOf(own)
    drawers += ids.length
    const leaving = await erasing(own)
    for (const id of new Set([...ids, ...leaving])) names.push(await headName(own, id))
    names.push(await secretName(own))
  }
  return { drawers, names }
}

/** In either realm. */
export const drawersOf = async (realm: string): Promise<string[]> =>
  (await readdir(drawersFolder(realm)).catch(() => [])).filter((name) => drawerName.test(name))

/** From the return of this on all of it goes, at the next start if not now. */
export async function beginDisposal(home: string, { names }: Disposal): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 })
  const path = intentFile(home)
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify(intent.parse({ version: 1, names })))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
  syncFolder(home)
}

/** Whether a disposal was begun here and not finished; with the names that may still stand in the keychain. */
export async function unfinishedDisposal(home: string): Promise<readonly string[] | undefined> {
  const text = await readFile(intentFile(home), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return intent.safeParse(JSON.parse(text)).data?.names ?? []
  } catch {
    return []
  }
}

/**
 * Removes all files but those that the running program has open. Each drawer loses its headers first.
 *
 * @returns whether there was a practice world, and the names of what is ours and is still there
 */
export async function removeFiles(
  home: string,
  atStep: (step: string) => Promise<void> | void = () => undefined,
): Promise<{ practice: boolean; left: string[] }> {
  const practice = existsSync(join(home, 'practice-world'))
  for (const realm of realms) {
    const own = realmHome(home, realm)
    for (const id of await drawersOf(own)) {
      await removeDrawerFiles(own, id)
      await atStep(`drawer in ${realm}`)
    }
    removeNamed(drawersFolder(own), [])
    removeNamed(own, ofRealm)
    await atStep(realm)
  }
  removeNamed(home, beside)
  await atStep('beside')
  return { practice, left: [...realms, ...beside].filter((name) => existsSync(join(home, name))) }
}

/** @returns the names that the keychain still holds, because it did not answer */
export async function removeSecrets(keychain: Keychain, names: readonly string[]): Promise<string[]> {
  const left: string[] = []
  for (const name of names) {
    try {
      await keychain.remove(name)
    } catch (error) {
      if (!(error instanceof WalletError)) throw error
      left.push(name)
    }
  }
  return left
}

/** After this nothing is known of it any more. */
export const endDisposal = (home: string): Promise<void> => rm(intentFile(home), { force: true })

/**
 * The last step, when the program is at its end and nothing is written any more: what it had open, what it wrote
 * meanwhile, and the folder itself where nothing else lies in it. Waits for nothing, because nobody waits for it.
 *
 * @returns what could not be removed
 */
export function removeTheRest(home: string): string[] {
  for (const realm of realms) {
    const own = realmHome(home, realm)
    removeNamed(drawersFolder(own), [])
    // Somebody has begun anew there in the meantime.
    if (!existsSync(drawersFolder(own))) removeNamed(own, ofRealm)
  }
  removeNamed(home, [...beside, ...inUse, 'disposal.json', 'disposal.json.new'])
  return existsSync(home) ? readdirSync(home) : []
}

/** What is named, and the folder itself if that leaves it empty. */
function removeNamed(folder: string, names: readonly string[]): void {
  if (!existsSync(folder)) return
  for (const name of names) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 })
    } catch {
      // In use, or another's: it is told as left.
    }
  }
  try {
    rmdirSync(folder)
  } catch {
    // Something else lies there.
  }
}

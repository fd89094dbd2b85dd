// Takes everything that Tefuda keeps for this OS account away: both realms' drawers and people, what stands in the
// keychain, settings, practice data, the window's own folder. Only what has a name of ours is touched: TEFUDA_HOME may be a
// folder with other things in it.
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { WalletError } from '../failure.ts'
import { realmHome } from '../home.ts'
import { drawersFolder, secretName } from '../household/householdSecret.ts'
import { pcSecretName } from '../household/pcSecret.ts'
import { headName } from '../ledger/keepHead.ts'
import type { Keychain, Realm } from '../ports.ts'
import { writeWhole } from '../writeWhole.ts'
import { removeDrawerFiles } from './drawerFiles.ts'
import { erasing } from './marks.ts'

const realms: readonly Realm[] = ['practice', 'real']
const drawerName = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** In a realm's folder, and beside the realms. The last ones are in use for as long as the program runs. */
const calendarFile = 'tefuda-calendar.ics'
const ofRealm = [
  'people.json',
  'people.json.new',
  'household.lock',
  'restoring',
  'leaving',
  calendarFile,
  `${calendarFile}.new`,
]
const beside = ['practice-world']
/** The report is still shown in the language that the person chose. */
const inUse = ['keyring', 'window', 'settings.json', 'settings.json.new']

const intentFile = (home: string): string => join(home, 'disposal.json')
/** `names` in the keychain: they cannot be told from the folders any more once those are gone. `files`: those still go. */
const intent = z.strictObject({
  version: z.literal(1),
  files: z.boolean(),
  names: z.array(z.string().max(100)).max(10_000),
})
type Intent = Omit<z.infer<typeof intent>, 'version'>

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
    for (const id of new Set([...ids, ...leaving])) names.push(await headName(own, id), await pcSecretName(own, id))
    names.push(await secretName(own))
  }
  return { drawers, names }
}

/** A practice world outside of TEFUDA_HOME, which is left alone; undefined where there is none. */
export const worldElsewhere = (world: string, home: string): string | undefined =>
  existsSync(world) && relative(home, world) !== 'practice-world' ? world : undefined

/** In either realm. */
export const drawersOf = async (realm: string): Promise<string[]> =>
  (await readdir(drawersFolder(realm)).catch(() => [])).filter((name) => drawerName.test(name))

/** From the return of this on all of it goes, at the next start if not now. */
export const beginDisposal = (home: string, { names }: Disposal): Promise<void> =>
  writeIntent(home, { files: true, names: [...names] })

async function writeIntent(home: string, wanted: Intent): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 })
  await writeWhole(intentFile(home), JSON.stringify(intent.parse({ version: 1, ...wanted })))
}

/** What a disposal that was begun here has still to take away; undefined where none was. */
export async function unfinishedDisposal(home: string): Promise<Intent | undefined> {
  const text = await readFile(intentFile(home), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return intent.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** The second half: the keychain. What it keeps because it does not answer is tried again at the next start. */
export async function finishSecrets(home: string, keychain: Keychain, names: readonly string[]): Promise<string[]> {
  const left = await removeSecrets(keychain, names)
  if (left.length === 0) await rm(intentFile(home), { force: true })
  else await writeIntent(home, { files: false, names: left })
  return left
}

/**
 * At a start: what was stopped in the middle. Where somebody lives again meanwhile nothing more is taken from the keychain,
 * since their secret has the same name.
 *
 * @returns what is to be done once the keychain can be asked
 */
export async function takeUpDisposal(home: string): Promise<(keychain: Keychain) => Promise<void>> {
  const unfinished = await unfinishedDisposal(home)
  if (unfinished === undefined) return async () => undefined
  if (unfinished.files) {
    await removeFiles(home)
    await writeIntent(home, { ...unfinished, files: false })
  }
  return async (keychain) => {
    const lived = (await Promise.all(realms.map((realm) => drawersOf(realmHome(home, realm))))).flat()
    if (lived.length > 0) await rm(intentFile(home), { force: true })
    else await finishSecrets(home, keychain, unfinished.names)
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

/** @returns the names that it still holds, because it did not answer */
async function removeSecrets(keychain: Keychain, names: readonly string[]): Promise<string[]> {
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
  removeNamed(home, [...beside, ...inUse, 'disposal.json.new'])
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

// Another account of the same PC: it reads nothing of this one's home, and is told so.
import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addPerson } from '../../main/household/household.ts'
import { householdSecret } from '../../main/household/householdSecret.ts'
import { changeSettings } from '../../main/settings.ts'
import { furnished, madeBackup } from '../support/backup/making.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { memoryKeychain } from '../support/memoryKeychain.ts'
import { drawerProcess } from '../support/processes.ts'

/** Accounts that nobody has. */
const [owner, stranger] = [54_321, 54_322]
const root = process.getuid?.() === 0 && process.platform === 'linux'
const probe = fileURLToPath(new URL('../support/strangeReader.ts', import.meta.url))
let folder: ReturnType<typeof temporaryFolder>
let home: string
let drawer: string

const below = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true }).map((one) => join(one.parentPath, one.name))

beforeAll(async () => {
  folder = temporaryFolder()
  home = join(folder.path, 'home', 'practice')
  const keychain = memoryKeychain()
  await householdSecret(home, keychain)
  const made = await furnished(join(home, 'drawers'), drawerProcess)
  await addPerson(home, keychain, { name: '架空 持主', colour: 'blue', drawerId: made.testing.drawerId })
  await changeSettings(home, { theme: 'dark' })
  await madeBackup(made.drawer, join(home, 'backup'))
  await made.room.end()
  drawer = made.testing.folder
})
afterAll(() => folder.remove())

test('what the wallet makes is for its own account alone', () => {
  for (const path of [home, ...below(home)])
    expect([path, (statSync(path).mode & 0o077).toString(8)]).toEqual([path, '0'])
})

describe.skipIf(!root)('as another account (needs root, to become one)', () => {
  test('nothing is read, nothing is written, and it says that it cannot be read', { timeout: 60_000 }, () => {
    execFileSync('chmod', ['711', folder.path])
    for (const path of [join(folder.path, 'home'), home, ...below(home)]) chownSync(path, owner, owner)
    const as = (id: number) => {
      const { stdout, stderr } = spawnSync(process.execPath, [probe, home, drawer, String(id)], { encoding: 'utf8' })
      return stdout === '' ? stderr : JSON.parse(stdout)
    }
    expect(as(stranger)).toEqual({
      household: 'file.unreadable',
      drawer: 'file.unreadable',
      backup: 'EACCES',
      write: 'EACCES',
    })
    // The owner is let in: it is the account that makes the difference.
    expect(as(owner)).toEqual({
      household: 'household.secretMissing',
      drawer: 'drawer.wrongKey',
      backup: 'read true',
      write: 'written',
    })
  })
})

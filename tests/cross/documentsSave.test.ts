// Saving what was signed on disks that are full or can only be read: really mounted, in a process of its own.
import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { temporaryFolder } from '../support/drawers.ts'

const saver = join(import.meta.dirname, '../support/saver.ts')
const unshare = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']), '--mount', 'sh', '-c']

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
  mkdirSync(join(folder.path, 'disk'))
  mkdirSync(join(folder.path, 'other'))
})
afterEach(() => folder.remove())

interface Saved {
  readonly outcome: string | string[]
  /** Names that were offered in the dialog. */
  readonly asked: string[]
  /** What lies beside the originals afterwards. */
  readonly left: string[]
}

async function save(prepare: string, { size = 1, place = join(folder.path, 'other', 'x.pdf') } = {}): Promise<Saved> {
  const [command = '', ...words] = unshare
  const originals = ['one.pdf', 'two.pdf'].map((name) => join(folder.path, 'disk', name))
  const mount =
    'mount -t tmpfs -o size=512k tmpfs "$0/disk" && echo 1 > "$0/disk/one.pdf" && echo 2 > "$0/disk/two.pdf"'
  const script = `${mount} && ${prepare} && exec "$@"`
  const args = [...words, script, folder.path, process.execPath, saver, originals.join(','), place, String(size)]
  return JSON.parse((await promisify(execFile)(command, args)).stdout)
}

it('leaves nothing on a disk that becomes full, not even the ones that had room', async () => {
  expect(await save('true', { size: 300_000 })).toEqual({
    outcome: 'store.full',
    asked: [],
    left: ['one.pdf', 'two.pdf'],
  })
})

it('asks once for another place where the originals’ disk can only be read', async () => {
  const { outcome, asked, left } = await save('mount -o remount,bind,ro "$0/disk"')
  expect(outcome).toEqual(['one', 'two'].map((name) => join(folder.path, 'other', `${name}-signed.pdf`)))
  expect(asked).toEqual(['one-signed.pdf'])
  expect(left).toEqual(['one.pdf', 'two.pdf'])
  expect(readdirSync(join(folder.path, 'other')).sort()).toEqual(['one-signed.pdf', 'two-signed.pdf'])
})

it('says so where that place cannot be written to either', async () => {
  const place = join(folder.path, 'disk', 'x.pdf')
  expect(await save('mount -o remount,bind,ro "$0/disk"', { place })).toMatchObject({ outcome: 'file.notWritten' })
})

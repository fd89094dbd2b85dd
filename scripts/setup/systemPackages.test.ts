import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asUser } from './asUser.mjs'
import { packagesFor } from './systemPackages.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tefuda-packages-'))
  // Read and written by the ordinary user as well.
  chmodSync(folder, 0o777)
  mkdirSync(join(folder, 'bin'))
  program('dpkg-query', 'echo "python3 installed"; echo "unzip config-files"; exit 1')
  program('apt-get', `echo "$*" >> ${folder}/asked`)
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function program(name: string, line: string): void {
  const file = join(folder, 'bin', name)
  writeFileSync(file, `#!/bin/sh\n${line}\n`)
  chmodSync(file, 0o755)
}

function provide(as: (command: string, args: string[]) => { command: string; args: string[] }) {
  const here = (name: string) => pathToFileURL(join(import.meta.dirname, name)).href
  const words = `
    import { provideSystemPackages } from '${here('systemPackages.mjs')}'
    import { follow } from '${here('say.mjs')}'
    await follow(async () => { await provideSystemPackages(['building']); return 0 })`
  const { command, args } = as(process.execPath, ['--input-type=module', '-e', words])
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH']}` }
  return spawnSync(command, args, { env, encoding: 'utf8', cwd: folder })
}

const missing = packagesFor.building.filter((name) => name !== 'python3')

test.runIf(process.getuid?.() === 0)('root has exactly what is missing installed, without a question', () => {
  const ended = provide((command, args) => ({ command, args }))
  expect(ended.status).toBe(0)
  expect(ended.stderr).toContain(`missing from the system: ${missing.join(' ')}`)
  const [update, install] = readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n')
  expect(update).toMatch(/ update$/)
  expect(install).toContain(`install -y --no-install-recommends ${missing.join(' ')}`)
})

test('an ordinary user without sudo is told the one command to run, with status 3', () => {
  program('sudo', 'exit 1')
  const ended = provide(asUser)
  expect(ended.status).toBe(3)
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  expect(ended.stderr).toContain(`run this one command, then run yours again:\nsudo sh -c '${command}'\n`)
})

test('an ordinary user whose sudo asks nothing has it installed through that', () => {
  program('sudo', `[ "$1" = -n ] && echo "$*" >> ${folder}/asked`)
  const ended = provide(asUser)
  expect(ended.status).toBe(0)
  const asked = readFileSync(join(folder, 'asked'), 'utf8')
  expect(asked).toMatch(/^-n env DEBIAN_FRONTEND=noninteractive apt-get .* update$/m)
  expect(asked).toContain(`install -y --no-install-recommends ${missing.join(' ')}\n`)
})

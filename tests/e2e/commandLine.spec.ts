// Window and command line are the same wallet: they share drawer and keychain, and a drawer is open in one of them only.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'
import { lock } from '../support/locking.ts'
import { goodPassphrase, makePerson, portalRuns, receive, unlock, value } from '../support/people.ts'
import { launch, newHome, type Program } from '../support/program.ts'
import { portalOf } from '../support/verifiers.ts'

test.describe.configure({ mode: 'serial' })

const home = newHome()
let program: Program
let personId = ''
test.beforeAll(async () => {
  program = await launch({ home, language: 'ja' })
  await portalRuns(program.page)
  personId = (await makePerson(program, '練習 太郎', { passphrase: goodPassphrase })).id
  await receive(program.page, (await (await portalOf(home)).offerTo('taro', 'health-insurance')).offer)
})
test.afterAll(async () => program.quit())

/** ./tefuda with the passphrase on descriptor 3. */
function tefuda(...words: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(join(fromSurroundings('TEFUDA_APP'), 'tefuda'), [...words, '--passphrase-fd', '3', '--json'], {
    env: { ...process.env, TEFUDA_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const secret = child.stdio[3]
  if (secret && 'end' in secret) secret.end(`${goodPassphrase}\n`)
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (text) => {
      said[name] += text
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, ...said }))
  })
}

test('while the window has the drawer open, the command line cannot run', async () => {
  const { status, stdout } = await tefuda('list', '--practice')
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, failure: { code: 'drawer.inUse' } })
  expect(status).toBe(3)
  // The window has not noticed.
  expect(value(await program.page.evaluate(() => window.wallet.credentials.list()))).toHaveLength(1)
})

test('once the window has locked it, the command line reads the same drawer', async () => {
  await lock(program)
  const { status, stdout, stderr } = await tefuda('list', '--practice')
  expect(status, stderr).toBe(0)
  expect(stdout).toContain('健康保険')
  expect(() => JSON.parse(stdout)).not.toThrow()
})

test('afterwards the window opens it again', async () => {
  value(await unlock(program, personId, 'passphrase', goodPassphrase))
  expect(value(await program.page.evaluate(() => window.wallet.credentials.list()))).toHaveLength(1)
})

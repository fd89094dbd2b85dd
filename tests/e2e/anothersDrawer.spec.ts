// Two people at one PC, in the real program. With one drawer open, nothing that the page or the command line can ask for tells of
// the other; docs/threats.md lists the attempts.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Outcome } from '../../preload/failure.ts'
import { disposalWord } from '../../preload/text/leavingWords.ts'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'
import { everyCall } from '../support/everyCall.ts'
import { goodPassphrase, insertCard, makePerson, memoryReader, value } from '../support/people.ts'
import { launch, newHome, type Program } from '../support/program.ts'

test.describe.configure({ mode: 'serial' })

const home = newHome()
const hers = 'kaminari hashira midori tsubasa koori'
let program: Program
let taro = ''
let hanako = ''
/** What only her open drawer knows. */
const secrets: string[] = []
let herIds: string[] = []

test.beforeAll(async () => {
  test.setTimeout(240_000)
  program = await launch({ home, language: 'ja' })
  const { page } = program
  hanako = (await makePerson(program, '練習 花子', { passphrase: hers })).id
  await insertCard(page, 'hanako')
  value(await page.evaluate((reader) => window.wallet.household.bindCard({ reader }), memoryReader))
  const kept = value(await page.evaluate((reader) => window.wallet.certificates.keep({ reader }), memoryReader))
  const detail = value(await page.evaluate((id) => window.wallet.credentials.show({ id }), kept.id))
  const ledger = value(await page.evaluate(() => window.wallet.ledger.list()))
  herIds = [hanako, kept.id, ...ledger.map(({ id }) => id)]
  const serial = detail.certificate?.serial ?? ''
  secrets.push(kept.id, serial, ...ledger.map(({ id }) => id))
  expect(serial).not.toBe('')
  value(await page.evaluate((reader) => window.wallet.practice.removeCard({ reader }), memoryReader))
  taro = (await makePerson(program, '練習 太郎', { passphrase: goodPassphrase })).id
})
test.afterAll(async () => program.quit().catch(() => undefined))

/** They end the page, the drawer or the program, or ask for a secret: each is tried by itself, here or elsewhere. */
const apart = new Set([
  'household.lock',
  'household.unlock',
  'household.addPerson',
  'household.switchRealm',
  // Names the open person whatever one likes: what is told is what was asked.
  'household.rename',
  'leaving.erase',
  'leaving.askRemoval',
  'leaving.end',
  'work.cancel',
  'practice.stopPortal',
  'practice.startPortal',
])

test('no call of the contract answers with anything of hers', async () => {
  test.setTimeout(300_000)
  const { page, app } = program
  // The system's dialogs are closed as soon as they open.
  await app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' })
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] })
  })
  let asked = 0
  for (const id of herIds.slice(0, 2)) {
    for (const { group, name, inputs } of everyCall(id)) {
      if (apart.has(`${group}.${name}`)) continue
      const answers = await page.evaluate(
        async ({ group, name, inputs }) => {
          const calls: Record<string, Record<string, (input: unknown) => Promise<unknown>>> = window.wallet as never
          const told: unknown[] = []
          for (const input of inputs) {
            const answer = calls[group]?.[name]?.(input)
            // What waits for a person or a card is stopped.
            const stop = setInterval(() => void window.wallet.work.cancel(), 150)
            told.push(await answer)
            clearInterval(stop)
          }
          return told
        },
        { group, name, inputs: [...inputs] },
      )
      asked += answers.length
      const text = JSON.stringify(answers)
      for (const secret of secrets.filter((one) => one !== id)) expect(text, `${group}.${name}`).not.toContain(secret)
      const open = value(await page.evaluate(() => window.wallet.household.read())).open
      expect(open?.personId, `${group}.${name}`).toBe(taro)
    }
  }
  expect(asked).toBeGreaterThan(100)
})

test('the page reads no file, opens no window and no other page', async () => {
  const { page } = program
  const drawer = join(home, 'practice', 'drawers')
  const [first = ''] = readdirSync(drawer)
  const tried = await page.evaluate(
    async (paths) => {
      const told: string[] = []
      for (const path of paths) {
        told.push(
          await fetch(path).then(
            async (answer) => `${answer.status}`,
            () => 'refused',
          ),
        )
        const image = new Image()
        told.push(
          await new Promise((resolve) => {
            image.onload = () => resolve('loaded')
            image.onerror = () => resolve('refused')
            image.src = path
          }),
        )
        told.push(window.open(path) === null ? 'refused' : 'opened')
      }
      return told
    },
    [
      `file://${join(drawer, first, 'header.json')}`,
      'app://secret/secret/index.html',
      `app://wallet/../${join(drawer, first, 'header.json')}`,
      `app://wallet/%2e%2e/%2e%2e/practice/people.json`,
    ],
  )
  expect(new Set(tried.filter((one) => one !== '404'))).toEqual(new Set(['refused']))
  expect(program.app.windows()).toHaveLength(1)
})

function tefuda(words: readonly string[], secret: string | undefined) {
  const child = spawn(join(fromSurroundings('TEFUDA_APP'), 'tefuda'), [...words, '--practice', '--json'], {
    env: { ...process.env, TEFUDA_HOME: home },
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  })
  const given = child.stdio[3]
  if (given && 'end' in given) given.end(secret === undefined ? '' : `${secret}\n`)
  let out = ''
  child.stdout?.on('data', (text) => {
    out += text
  })
  return new Promise<Outcome<unknown>>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => resolve(JSON.parse(out)))
  })
}

test('the command line of the same user opens neither hers with his passphrase, nor his beside the window', async () => {
  expect(
    await tefuda(['list', '--person', '練習 花子', '--by', 'passphrase', '--passphrase-fd', '3'], goodPassphrase),
  ).toMatchObject({ ok: false, failure: { code: 'drawer.wrongKey' } })
  expect(await tefuda(['list', '--person', '練習 花子', '--by', 'passphrase'], undefined)).toMatchObject({
    ok: false,
    failure: { code: 'usage' },
  })
  expect(await tefuda(['list', '--person', '練習 太郎', '--passphrase-fd', '3'], goodPassphrase)).toMatchObject({
    ok: false,
    failure: { code: 'drawer.inUse' },
  })
  expect(await tefuda(['pc', 'dispose', '--confirm', disposalWord.ja], undefined)).toMatchObject({
    ok: false,
    failure: { code: 'leaving.stillOpen' },
  })
})

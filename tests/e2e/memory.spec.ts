// After a lock nothing of the drawer's keys is left in any process of the program.

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { text as readText } from 'node:stream/consumers'
import { expect, test } from '@playwright/test'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'
import { finish } from '../support/hands.ts'
import { drawerProcesses, lock } from '../support/locking.ts'
import { foundIn, keyNeedle, type Needle, textNeedle } from '../support/memory.ts'
import { logIn, makePerson, portalRuns, receive, typeSecret, value } from '../support/people.ts'
import { launch, newHome, type PluggedCard, type Program, plugCard, processesOf } from '../support/program.ts'
import { words } from '../support/words.ts'

// Reading half a gigabyte five times takes what the machine gives.
test.describe.configure({ mode: 'serial', timeout: 300_000 })

/**
 * What is found after every lock, with its cause.
 *
 * The household secret is no drawer's: main reads the list of people with it while all drawers are shut. The OS keychain's
 * library gives it as a text, which V8 frees and does not clear. Alone it opens nothing (docs/decisions/0002).
 */
const keptAlways = ['main: household secret']
/**
 * What is found, beside, after a run in which it was made. A new passphrase is judged while it is typed (zxcvbn takes texts),
 * a new PIN is compared with days and names, and the recovery code is made and shown by main: all are texts of V8, gone
 * when their place is used again or the program ends.
 */
const keptByMaking = ['main: passphrase', 'main: recovery code', 'main: signing PIN']
/** Values that 練習 太郎's credentials hold, and no list of people. */
const attributes = [
  textNeedle('licence number', '300799999930'),
  textNeedle('address', '東京都世田谷区三軒茶屋９９丁目９９番９９号'),
  textNeedle('insurer', '06139992'),
]
/**
 * Attributes that are found after every lock, with their cause: in a rehearsal main and the practice portal hold the practice
 * people, whose credentials say the same. What a real drawer shows passes main as a text on its way to the page; V8 lets go of it and does
 * not clear it, so some of it can stay there until its place is used again.
 */
const keptInPractice = ['main', 'portal'].flatMap((where) => attributes.map(({ name }) => `${where}: ${name}`)).sort()
test.skip(
  process.platform !== 'linux' || process.getuid?.() !== 0,
  'reads the memory of sandboxed processes: as root on Linux',
)

const home = newHome()
const passphrase = `tegami ${randomBytes(12).toString('hex')} hakobune`
const newPin = randomBytes(8).toString('hex').toUpperCase()
let program: Program
let card: PluggedCard | undefined
let personId = ''
let recoveryCode = ''
let needles: Needle[] = []

const start = () => launch({ home, cards: 'pcsc', language: 'ja' })
test.afterAll(async () => {
  await card?.pullOut()
  await program?.quit()
})

/** `process: what` of everything found in any process of the program. */
async function scan(): Promise<string[]> {
  const hits = new Set<string>()
  const drawers = await drawerProcesses(program)
  const kindOf = (pid: number, command: string): string => {
    if (drawers.includes(pid)) return 'drawer'
    // The other process of Node's own is the practice portal.
    return /--utility-sub-type=node\./.test(command) ? 'portal' : (/--type=(\S+)/.exec(command)?.[1] ?? 'main')
  }
  for (const { pid, command } of processesOf(program.app.process().pid ?? 0))
    if (command.includes('electron'))
      for (const name of foundIn(pid, needles)) hits.add(`${kindOf(pid, command)}: ${name}`)
  return [...hits].sort()
}

async function keysOf(): Promise<Record<'householdSecret' | 'drawerKey' | 'fileKey', string>> {
  const { readdirSync } = await import('node:fs')
  const [drawerId = ''] = readdirSync(`${home}/practice/drawers`)
  const script = `${fromSurroundings('TEFUDA_APP')}/tests/support/keysOf.ts`
  const child = spawn(
    fromSurroundings('TEFUDA_AS_USER'),
    [fromSurroundings('TEFUDA_NODE'), script, `${home}/practice`, drawerId],
    { env: { ...process.env, TEFUDA_HOME: home }, stdio: ['pipe', 'pipe', 'inherit'] },
  )
  child.stdin.end(passphrase)
  return JSON.parse(await readText(child.stdout))
}

test('what is made is judged and shown by main itself: that much stays until its place is used again', async () => {
  program = await start()
  const made = await makePerson(program, '練習 太郎', { passphrase })
  personId = made.id
  recoveryCode = made.recoveryCode
  const keys = await keysOf()
  needles = [
    textNeedle('passphrase', passphrase),
    textNeedle('recovery code', recoveryCode),
    textNeedle('recovery code', recoveryCode.replaceAll('-', '')),
    textNeedle('signing PIN', newPin),
    keyNeedle('household secret', Buffer.from(keys.householdSecret, 'hex')),
    keyNeedle('drawer key', Buffer.from(keys.drawerKey, 'hex')),
    keyNeedle('file key', Buffer.from(keys.fileKey, 'hex')),
  ]
  card = await plugCard(home, 'taro')
  await changeSigningPin()
  await lock(program)
  for (const hit of await scan()) expect([...keptByMaking, ...keptAlways]).toContain(hit)
  await program.quit()
})

test('opened and used: the scan sees it, and after the lock nothing of it is left', async () => {
  program = await start()
  await openBy('passphrase')
  // Otherwise the scan would prove nothing.
  expect(await scan()).toEqual(expect.arrayContaining(['drawer: drawer key', 'drawer: file key', 'drawer: passphrase']))
  await useSigningPin()
  await lock(program)
  expect(await scan()).toEqual(keptAlways)
  await openBy('recovery')
  await lock(program)
  expect(await scan()).toEqual(keptAlways)
})

test('what was read of credentials is not in the page that follows', async () => {
  const { page } = program
  await portalRuns(page)
  await openBy('passphrase')
  await logIn(program, card?.pins.authentication ?? '')
  const { offers } = value(await page.evaluate(() => window.wallet.session.inbox()))
  for (const { link } of offers) await receive(page, link)
  // Shown to the page alone: what an answer of the page holds passes main for whoever drives the test.
  const cards = value(await page.evaluate(() => window.wallet.credentials.list()))
  for (const { id } of cards)
    await page.evaluate(async (one) => void (await window.wallet.credentials.show({ id: one })), id)
  needles = attributes
  // Otherwise the scan would prove nothing.
  expect(await scan()).toEqual(expect.arrayContaining(attributes.map(({ name }) => `renderer: ${name}`)))
  await lock(program)
  expect(await scan()).toEqual(keptInPractice)
})

/** Key by key: a text that is filled in at once passes main whole, with the commands of whoever drives the test. */
async function typeKeys(heading: string, secret: string, button: string): Promise<void> {
  const window = await program.secret(heading)
  await window.getByRole('textbox').first().pressSequentially(secret)
  await finish(window, button)
}

async function openBy(by: 'passphrase' | 'recovery'): Promise<void> {
  const { secret: said } = words.ja
  const opened = program.page.evaluate((input) => window.wallet.household.unlock(input), { personId, by })
  if (by === 'passphrase') await typeKeys(said.passphraseTitle, passphrase, said.open)
  else await typeKeys(said.recoveryTitle, recoveryCode, said.open)
  value(await opened)
}

/** The card in the reader, once it was looked at. */
async function readerWithCard(): Promise<string> {
  let reader = ''
  await expect
    .poll(async () => {
      const { readers } = value(await program.page.evaluate(() => window.wallet.card.read()))
      reader = readers.find(({ card: there }) => there?.kind === 'myNumber')?.id ?? ''
      return reader
    })
    .not.toBe('')
  return reader
}

async function changeSigningPin(): Promise<void> {
  const reader = await readerWithCard()
  value(await program.page.evaluate((id) => window.wallet.household.bindCard({ reader: id }), reader))
  const changing = program.page.evaluate((id) => window.wallet.pins.change({ reader: id, pin: 'signature' }), reader)
  const { pinCare, secret: said } = words.ja
  await typeSecret(program, pinCare.secret.oldTitle(pinCare.titles.signature), card?.pins.signature ?? '', said.use)
  const fresh = await program.secret(pinCare.secret.newTitle(pinCare.titles.signature))
  await fresh.getByRole('textbox').first().fill(newPin)
  await fresh.getByRole('textbox').last().fill(newPin)
  await finish(fresh, pinCare.secret.decide)
  value(await changing)
}

async function useSigningPin(): Promise<void> {
  const reader = await readerWithCard()
  const reading = program.page.evaluate((id) => window.wallet.certificates.readSigning({ reader: id }), reader)
  await typeKeys(words.ja.secret.pinTitles.signature, newPin, words.ja.secret.use)
  value(await reading)
}

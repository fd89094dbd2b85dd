// The small window in which secrets are typed: apart from the wallet's window in every way, and the only one that gets them.
import { expect, type Page, test } from '@playwright/test'
import { finish } from '../support/hands.ts'
import { lock } from '../support/locking.ts'
import {
  goodPassphrase,
  insertCard,
  logIn,
  makePerson,
  memoryReader,
  portalRuns,
  unlock,
  value,
} from '../support/people.ts'
import { launch, newHome, type Program, seccompOf } from '../support/program.ts'
import { words } from '../support/words.ts'

const pin = '1357'
let program: Program
test.beforeAll(async () => {
  program = await launch({ home: newHome(), language: 'ja' })
})
test.afterAll(async () => program.quit())

test('it has a session, a preload and a process of its own, inside the sandbox', async () => {
  const asking = program.page.evaluate(() =>
    window.wallet.household.addPerson({ name: '練習 太郎', colour: 'blue', opener: 'passphrase' }),
  )
  const asked = await program.secret(words.ja.secret.newTitle)
  const pair = await program.app.evaluate(({ BrowserWindow, session }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      const more = webContents as unknown as {
        _getPreloadPaths(): string[]
        getLastWebPreferences(): Record<string, unknown>
      }
      const page = new URL(webContents.getURL()).host
      return {
        page,
        pid: webContents.getOSProcessId(),
        preloads: more._getPreloadPaths(),
        preferences: more.getLastWebPreferences(),
        ownSession: webContents.session === session.fromPartition(page),
        stored: webContents.session.isPersistent(),
      }
    }),
  )
  const secret = pair.find(({ page }) => page === 'secret')
  const wallet = pair.find(({ page }) => page === 'wallet')
  if (secret === undefined || wallet === undefined) throw new Error('two windows are expected')
  expect(secret.ownSession && wallet.ownSession).toBe(true)
  expect(secret.stored).toBe(false)
  expect(secret.pid).not.toBe(wallet.pid)
  expect(secret.preloads).toEqual([expect.stringMatching(/secret\.cjs$/)])
  expect(wallet.preloads).toEqual([expect.stringMatching(/wallet\.cjs$/)])
  expect(secret.preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
  expect(await seccompOf(secret.pid)).toBe(2)

  // Each page has its own bridge and not the other's; neither finds a way to the other.
  const bridges = (page: Page) =>
    page.evaluate(() => ['wallet', 'secret', 'require', 'process'].map((name) => typeof Reflect.get(globalThis, name)))
  expect(await bridges(asked)).toEqual(['undefined', 'object', 'undefined', 'undefined'])
  expect(await bridges(program.page)).toEqual(['object', 'undefined', 'undefined', 'undefined'])
  expect(await asked.evaluate(() => globalThis.opener)).toBeNull()
  for (const url of ['app://secret/secret/index.html', 'app://wallet/index.html']) {
    const reached = (page: Page) =>
      page.evaluate(
        (to) =>
          fetch(to).then(
            (answer) => answer.status,
            () => 'refused',
          ),
        url,
      )
    expect(await reached(program.page)).toBe('refused')
    expect(await reached(asked)).toBe('refused')
  }
  await asked.keyboard.press('Escape').catch(() => undefined)
  expect(await asking).toMatchObject({ ok: false, failure: { code: 'app.cancelled' } })
})

test('only that window may answer; another one with its preload is refused, and the question stays open', async () => {
  const asking = program.page.evaluate(() =>
    window.wallet.household.addPerson({ name: '練習 太郎', colour: 'blue', opener: 'passphrase' }),
  )
  const asked = await program.secret(words.ja.secret.newTitle)
  const answer = await program.app.evaluate(async ({ BrowserWindow }) => {
    const secret = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().startsWith('app://secret'),
    )
    if (secret === undefined) return 'no window'
    const [preload] = (secret.webContents as unknown as { _getPreloadPaths(): string[] })._getPreloadPaths()
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: {
        sandbox: true,
        session: secret.webContents.session,
        ...(preload === undefined ? {} : { preload }),
      },
    })
    await stranger.loadURL('app://secret/secret/index.html')
    const said = await stranger.webContents.executeJavaScript(
      `window.secret.answer({ secret: new TextEncoder().encode('x'), confirmedLastTry: true }).then(() => 'taken', () => 'refused')`,
    )
    const read = await stranger.webContents.executeJavaScript(
      `window.secret.question.then(() => 'told', () => 'refused')`,
    )
    stranger.destroy()
    return [said, read]
  })
  expect(answer).toEqual(['refused', 'refused'])
  expect(asked.isClosed()).toBe(false)
  await asked.keyboard.press('Escape').catch(() => undefined)
  expect(await asking).toMatchObject({ ok: false, failure: { code: 'app.cancelled' } })
})

test('what is typed there never crosses the bridge of the wallet window', async () => {
  await insertCard(program.page, 'taro')
  await recordCalls(program)
  const { id, recoveryCode } = await makePerson(program, '練習 太郎', { pin })
  await portalRuns(program.page)
  await logIn(program, pin)
  const added = program.page.evaluate(() => window.wallet.keys.add({ kind: 'passphrase' }))
  const words1 = await program.secret(words.ja.secret.newTitle)
  for (const name of [words.ja.secret.passphrase, words.ja.secret.repeat])
    await words1.getByRole('textbox', { name, exact: true }).fill(goodPassphrase)
  await words1.getByRole('button', { name: words.ja.secret.decide }).click()
  value(await added)
  for (const [by, secret] of [
    ['card', pin],
    ['passphrase', goodPassphrase],
    ['recovery', recoveryCode],
  ] as const) {
    await lock(program)
    value(await unlock(program, id, by, secret))
  }
  const crossed = await recordedCalls(program)
  // Enough to show that the recording works: calls with their answers, and events.
  expect(crossed.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['household.addPerson', 'session.logIn', 'household.unlock', 'card.changed']),
  )
  for (const { name, text } of crossed) {
    expect(text, name).not.toContain(goodPassphrase)
    for (const group of recoveryCode.split('-')) expect(text, name).not.toContain(group)
    // The practice tools show the PINs of people who do not exist.
    if (!name.startsWith('practice.')) expect(text, name).not.toMatch(new RegExp(`\\b${pin}\\b`))
  }
})

test('a new PIN is typed there twice; what it must not be never reaches that page, and neither PIN the wallet window', async () => {
  const { page } = program
  const { pinCare, secret: said } = words.ja
  const changing = page.evaluate((reader) => window.wallet.pins.change({ reader, pin: 'input' }), memoryReader)
  const input = value(await page.evaluate(() => window.wallet.practice.read())).people.find(({ id }) => id === 'taro')
    ?.pins.input
  const before = await recordedCalls(program)
  const old = await program.secret(pinCare.secret.oldTitle(pinCare.titles.input))
  await old.getByRole('textbox').fill(input ?? '')
  await finish(old, said.use)
  const fresh = await program.secret(pinCare.secret.newTitle(pinCare.titles.input))
  const question = await fresh.evaluate(async () => Object.keys((await window.secret.question).question))
  expect(question.toSorted()).toEqual(['kind', 'person', 'pin'])
  const fill = async (pins: readonly [string, string]) => {
    await fresh.getByRole('textbox').first().fill(pins[0])
    await fresh.getByRole('textbox').last().fill(pins[1])
  }
  await fill(['1234', '1234'])
  await fresh.getByRole('button', { name: pinCare.secret.decide }).click()
  await expect(fresh.getByText(pinCare.secret.weak.run)).toBeVisible()
  await fill([input ?? '', input ?? ''])
  await fresh.getByRole('button', { name: pinCare.secret.decide }).click()
  await expect(fresh.getByText(pinCare.secret.weak.same)).toBeVisible()
  await fill(['5072', '5073'])
  await fresh.getByRole('button', { name: pinCare.secret.decide }).click()
  await expect(fresh.getByText(pinCare.secret.differs)).toBeVisible()
  await fill(['5072', '5072'])
  await finish(fresh, pinCare.secret.decide)
  value(await changing)
  const crossed = (await recordedCalls(program)).slice(before.length)
  expect(crossed.map(({ name }) => name)).toContain('pins.change')
  for (const { name, text } of crossed) {
    expect(text, name).not.toMatch(/\b5072\b/)
    if (!name.startsWith('practice.')) expect(text, name).not.toMatch(new RegExp(`\\b${input}\\b`))
  }
})

test('the check number is typed there in its three parts', async () => {
  const { page } = program
  const { checkTitle, checkUse } = words.ja.pinCare.secret
  const number = value(await page.evaluate(() => window.wallet.practice.read())).people.find(
    ({ id }) => id === 'taro',
  )?.checkNumberB
  if (number === undefined) throw new Error('the practice card has a check number')
  const reading = page.evaluate(
    (reader) => window.wallet.cardData.attributes({ reader, by: 'checkNumberB' }),
    memoryReader,
  )
  const window1 = await program.secret(checkTitle)
  const parts = [number.slice(0, 6), number.slice(6, 10), number.slice(10)]
  for (const [index, part] of parts.entries()) await window1.getByRole('textbox').nth(index).fill(part)
  await finish(window1, checkUse)
  expect(value(await reading)).toMatchObject({ sex: 'male' })
})

interface Crossed {
  readonly name: string
  readonly text: string
}

/** From now on main writes down everything that crosses the wallet window's bridge, in both directions. */
async function recordCalls({ app }: Program): Promise<void> {
  await app.evaluate(({ BrowserWindow, ipcMain }) => {
    const crossed: Crossed[] = []
    Reflect.set(globalThis, 'crossed', crossed)
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, (...all: unknown[]) => Promise<unknown>>
    const own = handlers.get('wallet')
    if (own === undefined) throw new Error('the wallet has no handler')
    handlers.set('wallet', async (event, message) => {
      const answer = await own(event, message)
      const { name } = message as { name: string }
      crossed.push({ name, text: JSON.stringify([message, answer]) })
      return answer
    })
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const send = contents?.send.bind(contents)
    if (contents === undefined || send === undefined) throw new Error('no window')
    contents.send = (channel, ...all) => {
      const [event] = all as { name: string }[]
      crossed.push({ name: event?.name ?? channel, text: JSON.stringify(all) })
      send(channel, ...all)
    }
  })
}

const recordedCalls = ({ app }: Program): Promise<Crossed[]> =>
  app.evaluate(() => Reflect.get(globalThis, 'crossed') as Crossed[])

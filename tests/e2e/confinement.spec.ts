// What the wallet's windows cannot do, asked of the running program.
import { expect, test } from '@playwright/test'
import { launch, newHome, type Program, seccompOf } from '../support/program.ts'

let program: Program
test.beforeAll(async () => {
  program = await launch({ home: newHome() })
})
test.afterAll(async () => program.quit())

test('every renderer runs inside the sandbox', async () => {
  const pids = await program.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getOSProcessId()),
  )
  expect(pids.length).toBeGreaterThan(0)
  for (const pid of pids) expect(await seccompOf(pid)).toBe(2)
})

test('the window has no Node, no tools and an isolated preload', async () => {
  const preferences = await program.app.evaluate(({ BrowserWindow }) =>
    // Electron answers it though its types leave it out.
    BrowserWindow.getAllWindows().map((window) =>
      (window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
    ),
  )
  for (const one of preferences)
    expect(one).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    })
  const opened = await program.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.openDevTools()
    return contents?.isDevToolsOpened()
  })
  expect(opened).toBe(false)
  const seen = await program.page.evaluate(() => [
    typeof Reflect.get(globalThis, 'require'),
    typeof Reflect.get(globalThis, 'process'),
  ])
  expect(seen).toEqual(['undefined', 'undefined'])
})

test('the page reaches no network, not even the practice portal', async () => {
  const portal = await program.page.evaluate(async () => {
    const outcome = await window.wallet.practice.read()
    return outcome.ok ? outcome.value.portal.origin : undefined
  })
  for (const url of [portal ?? 'https://localhost:1/', 'http://127.0.0.1/', 'https://example.com/'])
    expect(
      await program.page.evaluate(
        (to) =>
          fetch(to).then(
            () => 'reached',
            () => 'refused',
          ),
        url,
      ),
    ).toBe('refused')
})

test('the page cannot navigate, open windows or ask for permissions', async () => {
  const before = program.page.url()
  await program.page.evaluate(() => {
    window.open('https://example.com/')
    location.href = 'https://example.com/'
  })
  // Round trips through page and main, in which a navigation would have begun.
  await program.page.evaluate(() => window.wallet.household.read())
  await program.page.evaluate(() => new Promise((done) => setTimeout(done, 500)))
  expect(program.page.url()).toBe(before)
  expect(await program.page.evaluate(() => window.wallet.household.read().then(({ ok }) => ok))).toBe(true)
  expect(program.app.windows()).toHaveLength(1)
  expect(await program.page.evaluate(() => Notification.requestPermission())).toBe('denied')
})

test('the content policy allows nothing but our own files', async () => {
  const refused = await program.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        })
        const script = document.createElement('script')
        script.textContent = 'globalThis.injected = true'
        document.body.append(script)
      }),
  )
  expect(refused).toBe('script-src-elem')
  expect(await program.page.evaluate(() => Reflect.get(globalThis, 'injected'))).toBeUndefined()
})

test('a path outside the built pages is not served', async () => {
  const statuses = await program.app.evaluate(async ({ session }) => {
    const own = session.fromPartition('wallet')
    const ask = async (url: string) => (await own.fetch(url)).status
    return [
      await ask('app://wallet/index.html'),
      await ask('app://wallet/..%2f..%2fpackage.json'),
      await ask('app://secret/secret/index.html'),
    ]
  })
  expect(statuses).toEqual([200, 404, 404])
})

test('calls that do not fit the contract are refused', async () => {
  // Straight at main's handler, past preload and compiler, as a broken page would.
  expect((await program.page.evaluate(() => window.wallet.household.read())).ok).toBe(true)
  const codes = await program.page.evaluate(async () => {
    const call = window.wallet.receive.open as unknown as (
      input: unknown,
    ) => Promise<{ ok: boolean; failure: { code: string } }>
    const answers = [
      await call({ offer: 'x'.repeat(20_001) }),
      await call({ offer: 7 }),
      await call('offer'),
      await call(undefined),
    ]
    return answers.map((answer) => (answer.ok ? 'ok' : answer.failure.code))
  })
  expect(codes).toEqual(['app.refusedCall', 'app.refusedCall', 'app.refusedCall', 'app.refusedCall'])
})

test('another frame gets no answer', async () => {
  const outcome = await program.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) return 'no window'
    const { session } = window.webContents
    const [preload] = (window.webContents as unknown as { _getPreloadPaths(): string[] })._getPreloadPaths()
    // A window of the same session and preload, but not the one that main serves.
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, session, ...(preload === undefined ? {} : { preload }) },
    })
    await stranger.loadURL('app://wallet/index.html')
    const answer = await stranger.webContents.executeJavaScript('window.wallet.household.read()')
    stranger.destroy()
    return answer.ok ? 'ok' : answer.failure.code
  })
  expect(outcome).toBe('app.refusedCall')
})

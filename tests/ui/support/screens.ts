// Real screens in a browser page with the real wallet behind them: window.wallet is made from the contract over a bridge
// into this process, and the pages are served under the product's own content policy with no network at all.
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { WalletError } from '../../../main/failure.ts'
import { dispatcher } from '../../../main/ipc/dispatch.ts'
import type { SecretQuestion } from '../../../main/ports.ts'
import { judgeSecret, newSecret, secretStrength } from '../../../main/secretRules.ts'
import { policyOf } from '../../../main/window/contentPolicy.ts'
import { sharedWorld } from '../../../practice/testWorld.ts'
import type { World } from '../../../practice/world.ts'
import { contract } from '../../../preload/contract.ts'
import { type Asked, secretContract } from '../../../preload/secretContract.ts'
import { quickFolder } from '../../support/quickFolder.ts'
import { type Choices, type RealWallet, realWallet } from './realWallet.ts'

const checkout = join(import.meta.dirname, '../../..')
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

export interface Screens extends RealWallet {
  /** The wallet's window. */
  readonly page: Page
  /** The small window in which the wallet asks for a secret; waits for it. */
  secret(): Promise<Page>
}

export interface Opening extends Choices {
  readonly size?: { readonly width: number; readonly height: number }
}

interface Fixtures {
  /** Opens the wallet; everything is closed after the test, and nothing may have been complained about. */
  readonly open: (opening?: Opening) => Promise<Screens>
}
interface WorkerFixtures {
  readonly built: string
  readonly world: World
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  built: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(quickFolder(), 'tefuda-renderer-'))
      // Under npm test and with.mjs the program was built just now.
      if (process.env['TEFUDA_APP'] === undefined) await buildRenderer(folder)
      else await cp(join(process.env['TEFUDA_APP'], 'out/renderer'), folder, { recursive: true })
      await use(folder)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      await use(await sharedWorld(() => new Date()))
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  open: async ({ context, built, world }, use) => {
    const opened: RealWallet[] = []
    const complaints: string[] = []
    await use(async ({ size, ...choices } = {}) => {
      const screens = await openScreens(context, { built, world, complaints }, { language: 'ja', ...choices }, size)
      opened.push(screens)
      return screens
    })
    await context.close()
    for (const one of opened) await one.close()
    expect(complaints).toEqual([])
  },
})

/** The pages alone, as electron.vite.config.ts has them built. */
async function buildRenderer(outDir: string): Promise<void> {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')])
  const root = join(checkout, 'renderer')
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: join(root, 'index.html'), secret: join(root, 'secret/index.html') } },
    },
  })
}

interface Stage {
  readonly built: string
  readonly world: World
  readonly complaints: string[]
}

async function openScreens(
  context: BrowserContext,
  { built, world, complaints }: Stage,
  choices: Choices,
  size = { width: 1280, height: 860 },
): Promise<Screens> {
  context.on('page', (page) => {
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
  })
  await context.route('**/*', (route) => serve(route, built))

  let shown: Page | undefined
  let asked: { readonly question: SecretQuestion; answer(bytes: Uint8Array): void; cancel(): void } | undefined
  const settings = { furigana: false, theme: 'light', ...choices } as const
  const real = await realWallet(world, settings, async (question, signal) => {
    const page = await context.newPage()
    try {
      return await new Promise<Uint8Array>((resolve, reject) => {
        const cancel = () => reject(new WalletError({ code: 'app.cancelled' }))
        asked = { question, answer: resolve, cancel }
        page.once('close', cancel)
        signal?.addEventListener('abort', cancel, { once: true })
        shown = page
        const tall = ['recoveryShow', 'newPassphrase', 'newPin', 'checkNumberB'].includes(question.kind)
        void page
          .setViewportSize({ width: 560, height: tall ? 720 : 560 })
          .then(() => page.goto('http://secret.test/secret/index.html'))
          .catch(cancel)
      })
    } finally {
      asked = undefined
      await page.close()
    }
  })
  await context.exposeFunction('tellSecret', async (channel: string, input: unknown) => {
    if (asked === undefined) throw new Error('nothing is asked')
    const { question } = asked
    const surroundings = await secretSurroundings(real)
    switch (channel) {
      case 'secret-question':
        return secretContract['secret-question'].output.parse({ question, surroundings }) satisfies Asked
      case 'secret-answer': {
        const { secret, confirmedLastTry } = input as { secret: number[]; confirmedLastTry: boolean }
        const answer = { secret: Uint8Array.from(secret), confirmedLastTry }
        const verdict = await judgeSecret(question, answer)
        const { answer: take } = asked
        // As in the product: the window goes once the answer is taken; the page must have heard the verdict before.
        if (verdict.accepted) {
          shown = undefined
          setTimeout(() => take(answer.secret), 50)
        }
        return verdict
      }
      case 'secret-cancel':
        return asked.cancel()
      case 'secret-advice':
        return secretStrength(String(input), question)
      case 'secret-generate':
        return newSecret()
      case 'secret-print':
        return true
    }
  })
  const dispatch = dispatcher(real.wallet.handlers)
  await context.exposeFunction('tellWallet', (name: string, input: unknown) => dispatch({ name, input }))

  const page = await context.newPage()
  await page.setViewportSize(size)
  await page.addInitScript(installWallet, surface())
  await context.addInitScript(installSecret)
  real.wallet.on((name, payload) => {
    if (!page.isClosed())
      void page
        .evaluate(([event, value]) => window.dispatchEvent(new CustomEvent('main', { detail: { event, value } })), [
          name,
          payload,
        ] as const)
        .catch(() => undefined)
  })
  await page.goto('http://wallet.test/index.html')
  await page.getByRole('main').waitFor()
  return {
    ...real,
    page,
    secret: async () => {
      await expect.poll(() => shown?.isClosed(), 'the secret window opens').toBe(false)
      if (shown === undefined) throw new Error('the secret window has gone')
      await shown.getByRole('main').waitFor()
      return shown
    },
  }
}

async function secretSurroundings({ wallet }: RealWallet): Promise<Asked['surroundings']> {
  const { language = 'ja', theme, furigana } = await wallet.handlers.settings.read(undefined)
  const { realm } = await wallet.handlers.household.read(undefined)
  return { language, theme, furigana, realm, open: await wallet.whoIsOpen() }
}

/** The contract as data: group → member → call or event. */
const surface = (): Record<string, Record<string, 'call' | 'event'>> =>
  Object.fromEntries(
    Object.entries(contract).map(([group, members]) => [
      group,
      Object.fromEntries(Object.entries(members).map(([member, { kind }]) => [member, kind])),
    ]),
  )

/** Runs in the page before its own scripts: what the preload does in the product. */
function installWallet(members: Record<string, Record<string, 'call' | 'event'>>): void {
  if (location.host !== 'wallet.test') return
  const { tellWallet } = window as unknown as { tellWallet(name: string, input: unknown): Promise<unknown> }
  const wallet: Record<string, Record<string, unknown>> = {}
  for (const [group, kinds] of Object.entries(members)) {
    const methods: Record<string, unknown> = {}
    for (const [member, kind] of Object.entries(kinds)) {
      const name = `${group}.${member}`
      methods[member] =
        kind === 'call'
          ? (input: unknown) => tellWallet(name, input)
          : (listener: (payload: unknown) => void) => {
              const heard = (event: Event) => {
                const { event: told, value } = (event as CustomEvent<{ event: string; value: unknown }>).detail
                if (told === name) listener(value)
              }
              window.addEventListener('main', heard)
              return () => window.removeEventListener('main', heard)
            }
    }
    wallet[group] = methods
  }
  Object.assign(window, { wallet })
}

function installSecret(): void {
  if (location.host !== 'secret.test') return
  const { tellSecret } = window as unknown as { tellSecret(channel: string, input?: unknown): Promise<unknown> }
  Object.assign(window, {
    secret: {
      question: tellSecret('secret-question'),
      answer: ({ secret, confirmedLastTry }: { secret: Uint8Array; confirmedLastTry: boolean }) =>
        tellSecret('secret-answer', { secret: [...secret], confirmedLastTry }),
      cancel: () => tellSecret('secret-cancel'),
      passphraseAdvice: (text: string) => tellSecret('secret-advice', text),
      generate: () => tellSecret('secret-generate'),
      print: () => tellSecret('secret-print'),
    },
  })
}

async function serve(route: import('@playwright/test').Route, built: string): Promise<void> {
  const url = new URL(route.request().url())
  const type = types[extname(url.pathname)]
  if (!['wallet.test', 'secret.test'].includes(url.host) || type === undefined) return route.abort()
  const body = await readFile(join(built, url.pathname)).catch(() => undefined)
  if (body === undefined) return route.fulfill({ status: 404 })
  return route.fulfill({
    body,
    headers: { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policyOf(url.pathname) },
  })
}

export { expect }

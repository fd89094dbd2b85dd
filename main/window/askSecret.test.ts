// The small window's side in main, without Electron: who may answer, what is an answer, and how it ends.
import { EventEmitter } from 'node:events'
import { beforeEach, expect, it, vi } from 'vitest'
import { sealInPage } from '../../preload/sealed.ts'
import { WalletError } from '../failure.ts'
import type { SecretQuestion } from '../ports.ts'
import { judgeSecret, newSecret, secretStrength } from '../secretRules.ts'

type Handler = (event: unknown, input: unknown) => unknown
const electron = vi.hoisted(() => ({ handlers: new Map<string, unknown>(), windows: [] as unknown[] }))

class FakeWindow extends EventEmitter {
  readonly options: Record<string, unknown>
  protectedContent = false
  destroyed = false
  readonly webContents = Object.assign(new EventEmitter(), {
    mainFrame: { url: 'app://secret/secret/index.html' },
    setWindowOpenHandler: () => undefined,
    print: (_options: unknown, done: (printed: boolean) => void) => done(true),
  })
  constructor(options: Record<string, unknown>) {
    super()
    this.options = options
    electron.windows.push(this)
  }
  setMenu(): void {}
  show(): void {}
  loadURL = async () => undefined
  isDestroyed = () => this.destroyed
  setContentProtection(on: boolean): void {
    this.protectedContent = on
  }
  destroy(): void {
    this.destroyed = true
    this.emit('closed')
  }
}

vi.mock('electron', () => ({
  BrowserWindow: FakeWindow,
  protocol: {},
  session: { fromPartition: () => ({ protocol: { isProtocolHandled: () => true } }) },
  ipcMain: {
    handle: (channel: string, handler: Handler) => {
      if (electron.handlers.has(channel)) throw new Error('a second handler')
      electron.handlers.set(channel, handler)
    },
    removeHandler: (channel: string) => void electron.handlers.delete(channel),
  },
}))
vi.spyOn(process.stderr, 'write').mockReturnValue(true)

const { askSecretInWindow } = await import('./askSecret.ts')

beforeEach(() => {
  electron.handlers.clear()
  electron.windows.length = 0
  judged.length = 0
})

const pin: SecretQuestion = { kind: 'pin', pin: 'authentication', triesLeft: 3, purpose: 'logIn' }
/** The bytes that were judged, as they are afterwards. */
const judged: Uint8Array[] = []
const judge: typeof judgeSecret = (question, answer) => {
  judged.push(answer.secret)
  return judgeSecret(question, answer)
}
const rules = { judge, strength: secretStrength, generate: newSecret }

function ask(
  question: SecretQuestion,
  { realm = 'practice', signal }: { realm?: 'practice' | 'real'; signal?: AbortSignal } = {},
) {
  const surroundings = { language: 'ja', theme: 'light', realm, furigana: false, open: null } as const
  const answer = askSecretInWindow(question, surroundings, rules, { built: '/built' }, undefined, signal)
  const ended = answer.then(
    (bytes) => new TextDecoder().decode(bytes),
    (error: unknown) => (error instanceof WalletError ? error.failure.code : String(error)),
  )
  const window = electron.windows[0] as FakeWindow | undefined
  const own = { sender: window?.webContents, senderFrame: window?.webContents.mainFrame }
  /** What has the form of an answer crosses sealed, as the page's preload does it. */
  const sealedAnswer = async (input: unknown): Promise<unknown> => {
    if (typeof input !== 'object' || input === null || !('secret' in input)) return input
    const { secret, ...rest } = input
    if (!(secret instanceof Uint8Array)) return input
    const key = (electron.handlers.get('secret-key') as Handler)(own, undefined) as Uint8Array
    return { sealed: await sealInPage(key, secret), ...rest }
  }
  const call = async (channel: string, input?: unknown, event: unknown = own): Promise<unknown> => {
    const handler = electron.handlers.get(channel) as Handler | undefined
    if (handler === undefined) throw new Error('no handler')
    return handler(event, channel === 'secret-answer' ? await sealedAnswer(input) : input)
  }
  return { ended, window, call, own }
}
const typed = (text: string, confirmedLastTry = false) => ({ secret: new TextEncoder().encode(text), confirmedLastTry })

it('takes one answer from its own page, wipes what came, and is gone', async () => {
  const { ended, window, call } = ask(pin)
  expect(await call('secret-question')).toMatchObject({ question: pin })
  const answer = typed('1357')
  expect(await call('secret-answer', answer)).toEqual({ accepted: true })
  expect(await ended).toBe('1357')
  expect(judged.map((bytes) => [...bytes])).toEqual([[0, 0, 0, 0]])
  expect(window?.destroyed).toBe(true)
  expect(electron.handlers.size).toBe(0)
})

it('has a sandboxed page of its own session, with a preload of its own', async () => {
  const { ended, window } = ask(pin)
  expect(window?.options['webPreferences']).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    devTools: false,
    preload: '/built/preload/secret.cjs',
  })
  window?.destroy()
  expect(await ended).toBe('app.cancelled')
})

it('answers no other window, no other frame and no other page, on any channel', async () => {
  const { ended, window, call, own } = ask(pin)
  const strangers = [
    { sender: {}, senderFrame: own.senderFrame },
    { sender: own.sender, senderFrame: { url: 'app://secret/secret/index.html' } },
    { sender: own.sender, senderFrame: null },
  ]
  for (const stranger of strangers)
    for (const channel of electron.handlers.keys())
      await expect(call(channel, typed('1357'), stranger)).rejects.toMatchObject({
        failure: { code: 'app.refusedCall' },
      })
  if (window !== undefined) window.webContents.mainFrame.url = 'app://wallet/index.html'
  await expect(call('secret-question')).rejects.toMatchObject({ failure: { code: 'app.refusedCall' } })
  window?.destroy()
  expect(await ended).toBe('app.cancelled')
})

it.each([
  undefined,
  'text',
  { secret: '1357', confirmedLastTry: false },
  { secret: new Uint8Array(), confirmedLastTry: false },
  { secret: new Uint8Array(1025), confirmedLastTry: false },
  { secret: new Uint8Array(4) },
])('takes no answer of another form: %#', async (input) => {
  const { ended, window, call } = ask(pin)
  await expect(call('secret-answer', input)).rejects.toThrow()
  expect(window?.destroyed).toBe(false)
  await call('secret-cancel')
  expect(await ended).toBe('app.cancelled')
})

it('keeps asking after an answer that cannot be it, and wants the last try to be meant', async () => {
  const { ended, call } = ask({ ...pin, triesLeft: 1 })
  const wrong = typed('12a4')
  expect(await call('secret-answer', wrong)).toEqual({ accepted: false, because: 'form' })
  expect(judged.map((bytes) => [...bytes])).toEqual([[0, 0, 0, 0]])
  expect(await call('secret-answer', typed('1357'))).toEqual({ accepted: false, because: 'lastTry' })
  expect(await call('secret-answer', typed('1357', true))).toEqual({ accepted: true })
  expect(await ended).toBe('1357')
})

it('wants the recovery code back as it was shown', async () => {
  const code = '0000-0000-0000-0000-0000-0000-0000'
  const { ended, call } = ask({ kind: 'recoveryShow', person: '架空 花', code })
  expect(await call('secret-answer', typed('0000-0000-0000-0000-0000-0000-0001'))).toMatchObject({
    because: 'notTypedBack',
  })
  expect(await call('secret-answer', typed(code.toLowerCase().replaceAll('-', ' ')))).toEqual({ accepted: true })
  expect(await ended).toContain('0000')
})

it('ends with a cancel when the work is cancelled, before and while it is open', async () => {
  const controller = new AbortController()
  const { ended, window } = ask(pin, { signal: controller.signal })
  controller.abort()
  expect(await ended).toBe('app.cancelled')
  expect(window?.destroyed).toBe(true)
  electron.windows.length = 0
  const { ended: never, window: none } = ask(pin, { signal: controller.signal })
  expect(await never).toBe('app.cancelled')
  expect(none).toBeUndefined()
})

it('is hidden from screen recorders outside practice', async () => {
  for (const realm of ['practice', 'real'] as const) {
    electron.windows.length = 0
    const { ended, window } = ask(pin, { realm })
    expect(window?.protectedContent).toBe(realm === 'real')
    window?.destroy()
    await ended
  }
})

it('prints the recovery code and no other secret', async () => {
  const code = '0000-0000-0000-0000-0000-0000-0000'
  for (const question of [pin, { kind: 'recoveryShow', person: '架空 花', code }] as const) {
    electron.windows.length = 0
    const { ended, window, call } = ask(question)
    expect(await call('secret-print')).toBe(question.kind === 'recoveryShow')
    window?.destroy()
    await ended
  }
})

it('shows nothing of what a share has to belong to, and prints what belongs on paper', async () => {
  const making = { drawerId: 'a-drawer', slotId: 'a-slot' }
  const share = ask({ kind: 'share', person: '練習 太郎', place: 2, making, first: new Uint8Array([1]) })
  expect(await share.call('secret-question')).toMatchObject({
    question: { kind: 'share', person: '練習 太郎', place: 2 },
  })
  expect(JSON.stringify(await share.call('secret-question'))).not.toMatch(/a-slot|a-drawer|first/)
  expect(await share.call('secret-print')).toBe(false)
  share.window?.destroy()
  expect(await share.ended).toBe('app.cancelled')
  for (const kind of ['shareShow', 'shareKept'] as const) {
    electron.windows.length = 0
    const shown = ask({ kind, person: '練習 太郎', share: 'words' })
    expect(await shown.call('secret-print')).toBe(true)
    shown.window?.destroy()
    await shown.ended
  }
})

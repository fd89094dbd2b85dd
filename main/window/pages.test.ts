// What our pages are given and refused, without Electron; the running program is asked in tests/e2e.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'

const openExternal = vi.hoisted(() => vi.fn(async (_url: string) => undefined))
vi.mock('electron', () => ({ shell: { openExternal }, protocol: {} }))

const { fileOf, servePages } = await import('./appProtocol.ts')
const { findLink } = await import('./deepLink.ts')
const { openInBrowser } = await import('./externalLink.ts')

const folder = mkdtempSync(join(tmpdir(), 'tefuda-pages-'))
writeFileSync(join(folder, 'index.html'), '<!doctype html>')
writeFileSync(join(folder, 'notes.txt'), 'not a page')
mkdirSync(join(folder, 'assets'))
for (const script of ['assets/pdf.worker.min-Ab_1-2.mjs', 'assets/index.js', 'pdf.worker.min-x.mjs'])
  writeFileSync(join(folder, script), '')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Listener = (...input: never[]) => unknown
/** The session as far as our pages' rules are told to it. */
function served() {
  const told: Record<string, Listener> = {}
  const take = (name: string) => (listener: Listener) => {
    told[name] = listener
  }
  servePages(
    {
      protocol: { handle: (_scheme: string, listener: Listener) => take('handle')(listener) },
      webRequest: { onBeforeRequest: take('request') },
      setPermissionRequestHandler: take('permission'),
      setPermissionCheckHandler: take('check'),
      setDevicePermissionHandler: take('device'),
      on: (name: string, listener: Listener) => take(name)(listener),
    } as never,
    'wallet',
    folder,
  )
  const call = (name: string, ...input: unknown[]) => told[name]?.(...(input as never[]))
  return call
}

it('a page is served under its own policy, and nothing else is', async () => {
  const call = served()
  const ask = async (url: string, method = 'GET') => (await call('handle', new Request(url, { method }))) as Response
  const page = await ask('app://wallet/index.html')
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  for (const url of [
    'app://secret/index.html',
    'app://other/index.html',
    'app://wallet/notes.txt',
    'app://wallet/none.html',
  ])
    expect((await ask(url)).status).toBe(404)
  expect((await ask('app://wallet/index.html', 'POST')).status).toBe(404)
})

it('only the worker that reads PDFs may compile WebAssembly, and it may connect to nothing either', async () => {
  const call = served()
  const policy = async (url: string) =>
    ((await call('handle', new Request(url))) as Response).headers.get('content-security-policy') ?? ''
  const reader = await policy('app://wallet/assets/pdf.worker.min-Ab_1-2.mjs')
  expect(reader).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(reader).toContain("connect-src 'none'")
  for (const url of ['app://wallet/index.html', 'app://wallet/assets/index.js', 'app://wallet/pdf.worker.min-x.mjs'])
    expect(await policy(url)).not.toContain('wasm')
})

it.each(['/../x.html', '/%2e%2e/x.html', '/..%2fx.html', '/a/../../x.html', '/x%00.html'])(
  '%s lies outside',
  (path) => {
    expect(fileOf(folder, path)).toBeUndefined()
  },
)

it.each(['https://example.com/', 'http://127.0.0.1/', 'file:///etc/hosts', 'ws://localhost/', 'blob:app://wallet/1'])(
  'a page reaches %s never',
  (url) => {
    const answer = vi.fn()
    served()('request', { url }, answer)
    expect(answer).toHaveBeenCalledWith({ cancel: true })
  },
)

it('a page gets no permission and no device, and saves nothing', () => {
  const call = served()
  const answer = vi.fn()
  call('permission', {}, 'clipboard-read', answer)
  expect(answer).toHaveBeenCalledWith(false)
  expect(call('check')).toBe(false)
  expect(call('device')).toBe(false)
  const download = { preventDefault: vi.fn() }
  call('will-download', download)
  expect(download.preventDefault).toHaveBeenCalled()
})

beforeEach(() => openExternal.mockClear())

it('the browser is given https addresses', async () => {
  await openInBrowser(new URL('https://clinic.example/done#code'))
  expect(openExternal).toHaveBeenCalledWith('https://clinic.example/done#code')
})

it.each([
  'http://clinic.example/',
  'file:///etc/hosts',
  'javascript:alert(1)',
  'app://wallet/',
  'https://a:b@clinic.example/',
])('the browser is never given %s', async (address) => {
  await openInBrowser(new URL(address))
  expect(openExternal).not.toHaveBeenCalled()
})

it('links of ours are found among the words of a start, others are not', () => {
  const offer = 'openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fissuer.example%2F1'
  expect(findLink(['--practice', offer])).toEqual({ kind: 'offer', link: offer })
  expect(findLink(['OPENID4VP://?client_id=x'])?.kind).toBe('request')
  for (const word of [
    'https://issuer.example/',
    'file:///etc/hosts',
    ' openid4vp://?x',
    `openid4vp://?${'x'.repeat(20_000)}`,
  ])
    expect(findLink([word])).toBeUndefined()
})

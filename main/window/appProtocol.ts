// app://wallet/ and app://secret/ : the built pages, and nothing else of the disk or the network.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol, type Session } from 'electron'
import { policyOf } from './contentPolicy.ts'

export type PageName = 'wallet' | 'secret'

const pageOrigin = (page: PageName): string => `app://${page}`

/** Node's URL gives schemes of our own no origin (they are "null" there); scheme and host say the same. */
export function isPage(url: string, page: PageName): boolean {
  // The empty document that a window begins with has no address, and asks as well.
  if (!URL.canParse(url)) return false
  const { protocol: scheme, host } = new URL(url)
  return `${scheme}//${host}` === pageOrigin(page)
}

const firstFile: Record<PageName, string> = { wallet: 'index.html', secret: 'secret/index.html' }

export const pageUrl = (page: PageName): string => `${pageOrigin(page)}/${firstFile[page]}`

/** A page without anything, of another site than ours. */
export const restUrl = 'app://rest/'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Before `ready`: makes app: a standard, secure scheme, so that it has origins and the content policy holds. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
}

/** Serves the built pages from `folder` to that session under one page's origin, and denies it everything else. */
export function servePages(session: Session, page: PageName, folder: string): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const file = fileOf(folder, url.pathname)
    if (request.url === restUrl) return new Response('', { headers: headersOf('text/html; charset=utf-8', '/') })
    if (!isPage(request.url, page)) return new Response(null, { status: 404 })
    const type = types[extname(file ?? '')]
    if (request.method !== 'GET' || file === undefined || type === undefined) return new Response(null, { status: 404 })
    const body = await readFile(file).catch(() => undefined)
    if (body === undefined) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(body), {
      headers: headersOf(type, url.pathname),
    })
  })
  session.webRequest.onBeforeRequest((details, answer) => {
    const scheme = new URL(details.url).protocol
    answer({ cancel: scheme !== 'app:' && scheme !== 'data:' })
  })
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}

const headersOf = (type: string, path: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': policyOf(path),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
})

/** The file for a path inside `folder`, or undefined when it would lie outside. */
export function fileOf(folder: string, path: string): string | undefined {
  const root = normalize(folder + sep)
  const file = normalize(join(root, decodeURIComponent(path)))
  return file.startsWith(root) && !file.includes('\0') ? file : undefined
}

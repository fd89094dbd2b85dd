// A thin HTTPS server round the portal's fetch: 127.0.0.1 only, bounded in size and time.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { Readable } from 'node:stream'
import { createSecureContext, type SecureContext } from 'node:tls'
import { toPem } from '../issueCertificate.ts'
import type { Signer } from '../world.ts'
import type { Portal } from './portal.ts'
import { strangerFor } from './stranger.ts'

/** The largest body of any resource, and a little more. */
const maximumBody = 1_500_000

export interface PortalServer {
  /** Takes requests from now on. */
  serve(portal: Portal, origin: string): void
  readonly port: number
  close(): Promise<void>
}

/**
 * Listens first, so that the port is known before the portal is made.
 * @throws when the port is taken (EADDRINUSE)
 */
export async function listen(tls: Signer, port: number, now: () => Date): Promise<PortalServer> {
  let serving: { portal: Portal; origin: string } | undefined
  const right = secureContext(tls)
  const server = createServer({
    ...pems(tls),
    minVersion: 'TLSv1.2',
    // Chosen for each connection, so that the certificate of another CA can be shown to one of them.
    SNICallback: (_name, choose) => {
      choose(null, serving?.portal.faults.strikes('other_ca') ? secureContext(strangerFor('tls', now())) : right)
    },
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  // Longer than a slow wallet thinks between two requests: one that is sent while the other side closes is lost.
  server.keepAliveTimeout = 30_000
  server.maxHeadersCount = 50
  server.on('request', (request, response) => {
    void answer(serving, request, response).catch(() => response.destroy())
    // A fault of TLS is met on new connections only; the answer may be the one that switches it on.
    response.once('finish', () => {
      if (serving !== undefined && fails(serving.portal)) server.closeIdleConnections()
    })
  })
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: portOf(server),
    serve(portal, origin) {
      serving = { portal, origin }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  serving: { portal: Portal; origin: string } | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (serving === undefined) return end(outgoing, 503)
  const { portal, origin } = serving
  // Another name in Host would be a page of somebody else's that a browser was made to send here.
  if (incoming.headers.host !== new URL(origin).host) return end(outgoing, 421)
  if (Number(incoming.headers['content-length'] ?? 0) > maximumBody) return end(outgoing, 413)
  const request = toRequest(incoming, origin)
  if (request === undefined) return end(outgoing, 400)
  await send(await portal.fetch(request), incoming, outgoing, portal)
}

function toRequest(incoming: IncomingMessage, origin: string): Request | undefined {
  const method = incoming.method ?? 'GET'
  const withBody = method !== 'GET' && method !== 'HEAD'
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  try {
    const url = new URL(incoming.url ?? '/', origin)
    if (url.origin !== origin) return undefined
    return new Request(url, {
      method,
      headers,
      ...(withBody ? { body: bounded(incoming), duplex: 'half' } : {}),
    })
  } catch {
    return undefined
  }
}

/** The body as it comes; cut off where no resource would read on. */
function bounded(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let size = 0
  const parts = async function* (): AsyncGenerator<Uint8Array> {
    for await (const part of incoming) {
      size += part.length
      if (size > maximumBody) throw new Error('body too large')
      yield part
    }
  }
  return Readable.toWeb(Readable.from(parts(), { objectMode: false })) as ReadableStream<Uint8Array>
}

async function send(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  portal: Portal,
): Promise<void> {
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) outgoing.setHeader(name, value)
  // A body that nobody read must not be taken for the next request.
  if (!incoming.complete || fails(portal)) {
    outgoing.setHeader('connection', 'close')
  }
  if (response.body === null) {
    outgoing.end()
    return
  }
  const reader = response.body.getReader()
  outgoing.on('close', () => void reader.cancel().catch(() => undefined))
  for (;;) {
    const { done, value } = await reader.read()
    if (done || outgoing.destroyed) break
    if (!outgoing.write(value)) await drained(outgoing)
  }
  outgoing.end()
}

function fails({ faults }: Portal): boolean {
  return faults.list().some(({ kind }) => kind === 'other_ca')
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      outgoing.off('drain', go)
      outgoing.off('close', go)
      resolve()
    }
    outgoing.on('drain', go)
    outgoing.on('close', go)
  })
}

function end(outgoing: ServerResponse, status: number): void {
  outgoing.writeHead(status, { connection: 'close', 'cache-control': 'no-store' }).end()
}

function pems({ chain, privateKey }: Signer): { cert: string; key: string } {
  return { cert: chain.map(toPem).join(''), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

function secureContext(signer: Signer): SecureContext {
  return createSecureContext({ ...pems(signer), minVersion: 'TLSv1.2' })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

// The network: https only, to the one certificate authority of the realm, with limits on address, size, time and redirects.
import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import { Agent, request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import { fail, WalletError } from '../failure.ts'
import type { Fetch } from '../ports.ts'
import { isLoopback, isPublic } from './addresses.ts'
import { identityCheck, type KnownServer } from './serverIdentity.ts'

export interface HttpsFetchOptions {
  /** PEM of the only authorities whose servers are believed; absent or empty: the system's own list. */
  readonly ca?: readonly string[]
  /** A practice profile speaks with this machine alone; every other one never does. */
  readonly loopback: boolean
  /** By origin: servers that a portal profile says more about. */
  readonly known?: ReadonlyMap<string, KnownServer>
  /** No server is believed whose chain names a practice authority, whoever vouches for it. */
  readonly refusesPractice?: boolean
  readonly maxBytes?: number
  /** For the whole exchange, from resolving the name to the last byte. */
  readonly timeoutMs?: number
  /** Without any byte. */
  readonly idleMs?: number
  /** Instead of the system's resolver, in tests. */
  readonly resolve?: Resolve
}

export type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

const redirects = new Set([301, 302, 303, 307, 308])
const withoutBody = new Set([204, 205, 304])
/** How long a connection waits for the next request. */
const keptMs = 1_000

/**
 * A fetch after the web's, for one realm. The answer has been read whole when it is handed over.
 *
 * Failures: `portal.unreachable` (no connection, or no answer in time), `portal.untrusted` (TLS did not hold),
 * `portal.badAnswer` (too large, too slow, a redirect that was not asked for, not https, an address that this realm does not speak with),
 * `app.cancelled` (the request's signal).
 */
export function createHttpsFetch(options: HttpsFetchOptions): Fetch {
  const { maxBytes = 1024 * 1024, timeoutMs = 30_000, idleMs = 10_000 } = options
  const others = agentFor(undefined, options)
  const agents = new Map([...(options.known ?? [])].map(([origin, server]) => [origin, agentFor(server, options)]))
  const lookup = guardedLookup(options)

  return async (request) => {
    const url = new URL(request.url)
    if (url.protocol !== 'https:') fail({ code: 'portal.badAnswer', detail: 'not https' })
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // Names are judged after resolution, by the lookup; addresses are never looked up.
    if (isIP(host) !== 0 && !isAllowed(host, options.loopback)) refuseAddress()
    const body = new Uint8Array(await request.arrayBuffer())
    if (request.signal.aborted) fail({ code: 'app.cancelled' })

    return await new Promise<Response>((resolve, reject) => {
      let answered = false
      const outgoing = httpsRequest(url, {
        agent: agents.get(url.origin) ?? others,
        method: request.method,
        headers: {
          ...Object.fromEntries(request.headers),
          'accept-encoding': 'identity',
          ...(request.method === 'GET' ? {} : { 'content-length': body.length }),
        },
        lookup,
      })
      const stop = (failure: WalletError): void => {
        clearTimeout(whole)
        request.signal.removeEventListener('abort', cancel)
        reject(failure)
        outgoing.destroy()
      }
      const tooLong = (): void =>
        stop(new WalletError(answered ? { code: 'portal.badAnswer', detail: 'time' } : { code: 'portal.unreachable' }))
      const cancel = (): void => stop(new WalletError({ code: 'app.cancelled' }))
      const whole = setTimeout(tooLong, timeoutMs)
      request.signal.addEventListener('abort', cancel)
      outgoing.setTimeout(idleMs, tooLong)
      outgoing.on('error', (error) => stop(networkFailure(error, answered)))
      outgoing.on('response', (incoming) => {
        answered = true
        readAnswer(incoming, { maxBytes, redirect: request.redirect }, stop, (response) => {
          clearTimeout(whole)
          request.signal.removeEventListener('abort', cancel)
          resolve(response)
        })
      })
      outgoing.end(body)
    })
  }
}

/**
 * Connects to who is believed there. A connection waits a moment for the next request: those of a log-in follow one another
 * at once. Servers keep theirs for five seconds and more, and say so when they do not (RFC 9112 9.3, 9.6); ours is let go of
 * long before, so that nothing which must not be sent twice is written into one that has just been closed. No TLS session
 * is kept: every new connection is judged anew.
 */
function agentFor(server: KnownServer | undefined, { ca: usual = [], refusesPractice = false }: HttpsFetchOptions) {
  const ca = server !== undefined && server.ca.length > 0 ? server.ca : usual
  const agent = new Agent({
    keepAlive: true,
    maxCachedSessions: 0,
    minVersion: 'TLSv1.2',
    ...(ca.length === 0 ? {} : { ca: [...ca] }),
    // Said here and not with each request: Node keeps no connection that a request had its own check for.
    checkServerIdentity: identityCheck(server?.pins ?? [], refusesPractice),
  })
  // Node ends one that is free when its time is up.
  agent.on('free', (socket: Socket) => void socket.setTimeout(keptMs))
  return agent
}

/** `redirect` of the request: 'manual' hands one over as it came, for reading where it leads; nothing ever goes there. */
interface Bounds {
  readonly maxBytes: number
  readonly redirect: Request['redirect']
}

function readAnswer(
  incoming: IncomingMessage,
  { maxBytes, redirect }: Bounds,
  stop: (failure: WalletError) => void,
  done: (response: Response) => void,
): void {
  const bad = (detail: string, cause?: unknown): void => {
    stop(new WalletError({ code: 'portal.badAnswer', detail }, cause))
  }
  const fault = faultOf(incoming, { maxBytes, redirect })
  if (fault !== undefined) {
    bad(fault)
    return
  }
  const parts: Buffer[] = []
  let length = 0
  incoming.on('data', (part: Buffer) => {
    length += part.length
    if (length > maxBytes) bad('size')
    else parts.push(part)
  })
  incoming.on('error', (error) => bad('cut short', error))
  incoming.on('end', () => {
    // An answer that ends before its announced length was cut off on its way.
    if (!incoming.complete) {
      bad('cut short')
      return
    }
    const status = incoming.statusCode ?? 0
    const body = withoutBody.has(status) ? undefined : Buffer.concat(parts)
    try {
      done(new Response(body, { status, headers: headersOf(incoming) }))
    } catch (error) {
      bad('headers', error)
    }
  })
}

/** What is wrong with an answer before its first byte is read. */
function faultOf(
  { statusCode: status = 0, headers }: IncomingMessage,
  { maxBytes, redirect }: Bounds,
): string | undefined {
  if (redirects.has(status) && redirect !== 'manual') return 'redirect'
  if (status < 200 || status > 599) return 'status'
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') return 'content encoding'
  return Number(headers['content-length'] ?? 0) > maxBytes ? 'size' : undefined
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  return headers
}

function isAllowed(address: string, loopback: boolean): boolean {
  return loopback ? isLoopback(address) : isPublic(address)
}

function refuseAddress(): never {
  fail({ code: 'portal.badAnswer', detail: 'address' })
}

/**
 * Judges what a name resolves to, and connects to just that: a name that means something else a moment later
 * (DNS rebinding) changes nothing. One forbidden address among several refuses the name.
 */
function guardedLookup({ loopback, resolve = systemResolve }: HttpsFetchOptions): LookupFunction {
  return (host, options, callback) => {
    const answer = (addresses: LookupAddress[]): void => {
      const [first] = addresses
      if (first === undefined || !addresses.every(({ address }) => isAllowed(address, loopback))) {
        callback(new WalletError({ code: 'portal.badAnswer', detail: 'address' }), '', 0)
      } else if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    }
    // RFC 6761 6.3: these names mean loopback, whatever a resolver says.
    if (host === 'localhost' || host.endsWith('.localhost')) {
      process.nextTick(answer, [{ address: '127.0.0.1', family: 4 }])
      return
    }
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) callback(error, '', 0)
      else answer(addresses)
    })
  }
}

const systemResolve: Resolve = (host, options, done) => systemLookup(host, options, done)

/** Names one of the runtime's errors; TLS errors have codes of their own in OpenSSL and in BoringSSL. */
function networkFailure(error: Error & { code?: string }, answered: boolean): WalletError {
  if (error instanceof WalletError) return error
  const code = error.code ?? ''
  const tls =
    code.startsWith('ERR_TLS_') ||
    code.startsWith('ERR_SSL_') ||
    code.startsWith('CERT_') ||
    code.startsWith('UNABLE_TO_') ||
    code === 'DEPTH_ZERO_SELF_SIGNED_CERT' ||
    code === 'SELF_SIGNED_CERT_IN_CHAIN' ||
    code === 'HOSTNAME_MISMATCH' ||
    code === 'INVALID_PURPOSE' ||
    code === 'INVALID_CA' ||
    code === 'PATH_LENGTH_EXCEEDED' ||
    code === 'EPROTO'
  if (tls) return new WalletError({ code: 'portal.untrusted' }, error)
  if (code.startsWith('HPE_')) return new WalletError({ code: 'portal.badAnswer', detail: 'not HTTP' }, error)
  if (answered) return new WalletError({ code: 'portal.badAnswer', detail: 'cut short' }, error)
  return new WalletError({ code: 'portal.unreachable' }, error)
}

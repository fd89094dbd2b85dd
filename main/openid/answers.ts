// Reads the answers of issuers, verifiers and portals: status, media type, size and shape, before anything is believed.
import { z } from 'zod'
import { fail } from '../failure.ts'

/** More than any of these protocols needs; the network adapter has a bound of its own below this one's callers. */
const usualBytes = 256 * 1024

/** The media type without parameters, in lower case. */
export function mediaType(response: Response): string {
  return (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/** @throws portal.badAnswer when the body is longer */
export async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  while (reader !== undefined) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.byteLength
    if (length > maxBytes) {
      await reader.cancel()
      fail({ code: 'portal.badAnswer', detail: 'size' })
    }
    parts.push(value)
  }
  return Uint8Array.from(Buffer.concat(parts))
}

/** @throws portal.badAnswer when the body is longer or is not UTF-8 */
export async function readText(response: Response, maxBytes: number = usualBytes): Promise<string> {
  const bytes = await readBytes(response, maxBytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    return fail({ code: 'portal.badAnswer', detail: 'not UTF-8' }, error)
  }
}

/**
 * A JSON body of the expected shape. The status is the caller's to judge.
 * @throws portal.badAnswer naming the first member that does not fit
 */
export async function readJson<T>(response: Response, shape: z.ZodType<T>, maxBytes?: number): Promise<T> {
  const type = mediaType(response)
  if (type !== 'application/json' && !type.endsWith('+json')) fail({ code: 'portal.badAnswer', detail: 'media type' })
  return parseJson(await readText(response, maxBytes), shape)
}

/** @throws portal.badAnswer */
export function parseJson<T>(text: string, shape: z.ZodType<T>): T {
  if (isNestedTooDeep(text)) fail({ code: 'portal.badAnswer', detail: 'nested too deep' })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    fail({ code: 'portal.badAnswer', detail: 'not JSON' }, error)
  }
  const parsed = shape.safeParse(value)
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.map(String).join('.')
    fail({ code: 'portal.badAnswer', detail: place === undefined || place === '' ? 'shape' : place }, parsed.error)
  }
  return parsed.data
}

/** More than any of these protocols needs; schemas follow what is nested, and would exhaust the stack. */
const mostDepth = 64

/** Counts the brackets outside strings; of text that is no JSON whatever comes of it, since that is refused anyway. */
function isNestedTooDeep(text: string): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) inString = !inString
    else if (inString) at += code === 0x5c ? 1 : 0
    else if (code === 0x5b || code === 0x7b) depth++
    else if (code === 0x5d || code === 0x7d) depth--
    if (depth > mostDepth) return true
  }
  return false
}

/** Codes of errors are short printable words (RFC 6749 5.2); anything else is not repeated. */
const errorCode = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,64}$/)
const oauthError = z.object({ error: errorCode })

/** The `error` of an OAuth error answer; undefined when the answer is something else. Reads the body. */
export async function readOAuthError(response: Response): Promise<string | undefined> {
  if (mediaType(response) !== 'application/json') return undefined
  try {
    return oauthError.safeParse(JSON.parse(await readText(response, 16 * 1024))).data?.error
  } catch {
    // An unreadable error answer tells no more than its status, which the caller has.
    return undefined
  }
}

/** A body of application/x-www-form-urlencoded; absent members are left out. */
export function formBody(members: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(members)) if (value !== undefined) body.set(name, value)
  return body
}

/** An https address without credentials or fragment; undefined when it is anything else. */
export function httpsUrl(text: string, longest = 2_000): URL | undefined {
  if (text.length > longest || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const plain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === ''
  return plain && url.hostname !== '' ? url : undefined
}

export const httpsText = z.string().refine((text) => httpsUrl(text) !== undefined, 'not an https address')

/** The well-known address of an issuer: inserted between host and path (RFC 8414 3.1, OpenID4VCI 1.0 12.2.2). */
export function wellKnown(issuer: string, name: string): URL {
  const url = new URL(issuer)
  const path = url.pathname.replace(/\/+$/, '')
  return new URL(`/.well-known/${name}${path}`, url.origin)
}

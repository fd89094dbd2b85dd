// The link that calls the wallet to share something (OpenID4VP 1.0 section 5, RFC 9101 section 5).
import { fail } from '../failure.ts'
import { httpsUrl } from '../openid/answers.ts'

export type RequestLink = { readonly clientId: string } & (
  | { readonly kind: 'value'; readonly jwt: string }
  | { readonly kind: 'reference'; readonly uri: URL; readonly method: 'get' | 'post' }
)

const schemes = new Set(['openid4vp:', 'haip-vp:'])
/** As the contract's link: longer ones are refused before anything is parsed. */
const maxLength = 20_000

/**
 * Takes the signed forms alone: `request` or `request_uri`. Whatever else the link says is ignored, because nobody signed it.
 * @throws request.invalid
 */
export function parseRequestLink(text: string): RequestLink {
  const trimmed = text.trim()
  if (trimmed.length > maxLength) invalid('too long')
  if (!URL.canParse(trimmed)) invalid('not a link')
  const url = new URL(trimmed)
  if (!schemes.has(url.protocol)) invalid('not a link for sharing')
  const names = [...url.searchParams.keys()]
  if (new Set(names).size !== names.length) invalid('a parameter twice')

  const clientId = url.searchParams.get('client_id')
  const jwt = url.searchParams.get('request')
  const reference = url.searchParams.get('request_uri')
  const method = url.searchParams.get('request_uri_method')
  if (clientId === null || clientId === '') invalid('no client_id')
  if (jwt !== null && reference !== null) invalid('request and request_uri together')
  if (method !== null && reference === null) invalid('request_uri_method without request_uri')
  if (jwt !== null) return { kind: 'value', clientId, jwt }
  if (reference === null) invalid('not signed: neither request nor request_uri')
  const uri = httpsUrl(reference) ?? invalid('request_uri is not an https address')
  // Case-sensitive (OpenID4VP 1.0 5.1, errata).
  if (method !== null && method !== 'get' && method !== 'post') invalid('invalid_request_uri_method')
  return { kind: 'reference', clientId, uri, method: method ?? 'get' }
}

function invalid(detail: string): never {
  fail({ code: 'request.invalid', detail })
}

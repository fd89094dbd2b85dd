// What is this file or token, who signed it, is it valid, and why not.

import { type CertificateFacts, readCertificate } from '../certificates/certificate.ts'
import { verifyChain } from '../certificates/chain.ts'
import { allHold, type Finding, stated } from '../certificates/finding.ts'
import { jsonFromCbor } from '../credentials/attributes.ts'
import { decodeCbor } from '../credentials/cbor.ts'
import { isMap } from '../credentials/cose.ts'
import { verifyDeviceResponse } from '../credentials/deviceResponse.ts'
import { parseIssuerSigned } from '../credentials/issuerSigned.ts'
import { type Json, type JsonObject, member } from '../credentials/json.ts'
import { parseJws } from '../credentials/jws.ts'
import { elementsOf, verifyMdoc } from '../credentials/mdoc.ts'
import { checkSdJwt } from '../credentials/sdJwt.ts'
import { keyBinding } from '../credentials/sdJwtPresentation.ts'
import { documentKind } from '../documents/kind.ts'
import { verifyDocument } from '../documents/verifyDocument.ts'
import { assertNever, fail, WalletError } from '../failure.ts'
import { type Unwrapped, unwrap } from './input.ts'
import { inspectionOf } from './inspectDocument.ts'
import { inspectStatusList } from './inspectStatusList.ts'
import { type GivenTrust, readTrust } from './trustFile.ts'

export type InspectedKind =
  | 'sd-jwt-vc'
  | 'sd-jwt-vc+kb'
  /** An SD-JWT that neither by type nor by claim says that it is a VC. */
  | 'sd-jwt'
  | 'sd-jwt+kb'
  | 'mdoc-issuer-signed'
  | 'mdoc-device-response'
  | 'status-list'
  | 'x509'
  /** Documents with signatures. */
  | 'pdf'
  | 'cms'

export interface InspectOptions {
  /** A PEM bundle, a JWK or a JWK Set: who may have signed. Without it nothing is valid. */
  readonly trust?: Uint8Array
  /** The instant for which validity is asked; now when left out. */
  readonly at?: Date | string
  /** The verifier that it must be presented to: `aud` of a Key Binding JWT, client id for an mdoc. Given, it must be a presentation. */
  readonly audience?: string
  readonly nonce?: string
  /** For a device response: the client id where it differs from `audience`, and where the answer was sent. */
  readonly clientId?: string
  readonly responseUri?: string
  /** For a device response that was encrypted: thumbprint of the verifier's key, 32 bytes. */
  readonly encryptionJwkThumbprint?: Uint8Array
}

export interface Inspection {
  readonly kind: InspectedKind
  /** A trust was given, everything was checked, and everything held. */
  readonly valid: boolean
  readonly claims: JsonObject
  readonly findings: readonly Finding[]
  /** What was not looked at and takes no part in `valid`. */
  readonly notes: readonly string[]
}

const notChecked = 'Revocation was not checked.'
/** How old a Key Binding JWT may be: a wallet makes it for one request. */
const maxKeyBindingAgeSeconds = 3600

interface Given {
  readonly trust: GivenTrust
  readonly at: Date
  readonly options: InspectOptions
}

/**
 * Takes compact tokens, PEM, DER, and CBOR as bytes or as base64, base64url or hexadecimal text.
 *
 * A presentation (SD-JWT+KB, device response) is valid only with the audience and nonce that it was made for: whoever
 * holds a copy could otherwise show it as valid. Without them that check is a finding that fails.
 *
 * @throws file.notUnderstood for anything else, and for a trust file that is none
 */
export async function inspect(bytes: Uint8Array, options: InspectOptions = {}): Promise<Inspection> {
  const given: Given = {
    trust: options.trust === undefined ? { anchors: [], keys: [] } : readTrust(options.trust),
    at: options.at === undefined ? new Date() : new Date(options.at),
    options,
  }
  const looked =
    documentKind(bytes) === 'other'
      ? await look(unwrap(bytes) ?? notUnderstood(), given)
      : await inspectDocument(bytes, given)
  const found = { ...looked, findings: stated(looked.findings) }
  if (options.trust !== undefined) return { ...found, valid: allHold(found.findings) }
  const untrusted = {
    rule: 'RFC 5280 6.1.1(d) trust anchor',
    ok: false,
    message: 'not trusted: no trust given, so that nobody is known whose signature would count',
  }
  return { ...found, valid: false, findings: [untrusted, ...found.findings] }
}

type Found = Omit<Inspection, 'valid'>

async function inspectDocument(bytes: Uint8Array, { trust, at }: Given): Promise<Found> {
  const { valid: _, ...found } = inspectionOf(await verifyDocument(bytes, { trust: { anchors: trust.anchors }, at }))
  return found
}

async function look(input: Unwrapped, given: Given): Promise<Found> {
  switch (input.form) {
    case 'token':
      return inspectToken(input.text, given)
    case 'certificates':
      return inspectChain(input.chain, given)
    case 'binary':
      return inspectBinary(input.bytes, given)
    default:
      return assertNever(input)
  }
}

async function inspectToken(text: string, given: Given): Promise<Found> {
  const issuerJwt = text.split('~', 1)[0] ?? ''
  const jws = recognised(() => parseJws(issuerJwt))
  const typ = member(jws.header, 'typ')
  if (!text.includes('~')) {
    if (typ !== 'statuslist+jwt') return notUnderstood('a JWT of another kind')
    const list = () => inspectStatusList(jws, given.trust.anchors, given.at)
    return { kind: 'status-list', notes: [notChecked], ...(await orInvalid(list)) }
  }
  const bound = !text.endsWith('~')
  const { claims, findings } = await orInvalid(() => judgeSdJwt(text, given))
  const plain = typ !== 'dc+sd-jwt' && typ !== 'vc+sd-jwt' && member(claims, 'vct') === undefined
  return {
    kind: `${plain ? 'sd-jwt' : 'sd-jwt-vc'}${bound ? '+kb' : ''}`,
    claims,
    // An SD-JWT that does not say it is a VC is held against RFC 9901 alone.
    findings: plain ? findings.filter(({ rule }) => !rule.startsWith('SD-JWT VC')) : findings,
    notes: [notChecked, ...(bound ? [] : ['It carries no key binding: whose it is was not checked.'])],
  }
}

async function judgeSdJwt(text: string, { trust, at, options }: Given): Promise<Judged> {
  const checked = await checkSdJwt(text, { roots: trust.anchors, keys: trust.keys }, at)
  const { claims } = checked.processed
  const { audience, nonce } = options
  // Whoever names an audience or a nonce wants a presentation: one whose key binding was cut off is none (RFC 9901 7.3(2)).
  if (text.endsWith('~') && audience === undefined && nonce === undefined) return { claims, findings: checked.findings }
  const binding = keyBinding(text, checked, {
    at,
    maxAgeSeconds: maxKeyBindingAgeSeconds,
    ...(audience === undefined ? {} : { audience }),
    ...(nonce === undefined ? {} : { nonce }),
  })
  return { claims, findings: [...checked.findings, ...binding] }
}

async function inspectBinary(bytes: Uint8Array, given: Given): Promise<Found> {
  // A certificate is a SEQUENCE (30); IssuerSigned and DeviceResponse are CBOR maps (a0–bf).
  if (bytes[0] === 0x30) return inspectChain([bytes], given)
  const value = recognised(() => decodeCbor(bytes))
  if (!isMap(value)) return notUnderstood()
  if (value.has('issuerAuth')) return inspectIssuerSigned(bytes, given)
  return value.has('documents') ? inspectDeviceResponse(bytes, given) : notUnderstood()
}

async function inspectIssuerSigned(issuerSigned: Uint8Array, { trust, at, options }: Given): Promise<Found> {
  const wanted = options.audience !== undefined || options.clientId !== undefined || options.nonce !== undefined
  const unbound = { rule: 'ISO/IEC 18013-5 9.1.3', ok: false, message: 'not a presentation, which is asked for' }
  const judged = await orInvalid(async () => {
    const { findings, type, validFrom, validUntil } = await verifyMdoc({ issuerSigned, roots: trust.anchors, at })
    const dates = { validFrom: validFrom ?? null, validUntil: validUntil ?? null }
    return {
      claims: { docType: type, ...dates, nameSpaces: namespacesOf(issuerSigned) },
      findings: wanted ? [...findings, unbound] : findings,
    }
  })
  const notes = [notChecked, 'It is no presentation: whose it is was not checked.']
  return { kind: 'mdoc-issuer-signed', ...judged, notes }
}

async function inspectDeviceResponse(response: Uint8Array, { trust, at, options }: Given): Promise<Found> {
  const clientId = options.clientId ?? options.audience
  const { nonce, responseUri, encryptionJwkThumbprint } = options
  const session =
    clientId === undefined || nonce === undefined || responseUri === undefined
      ? undefined
      : { clientId, nonce, responseUri, ...(encryptionJwkThumbprint === undefined ? {} : { encryptionJwkThumbprint }) }
  const judged = await orInvalid(async () => {
    const { type, claims, findings } = await verifyDeviceResponse({ response, session, at, roots: trust.anchors })
    return { claims: { docType: type, nameSpaces: claims }, findings }
  })
  return { kind: 'mdoc-device-response', ...judged, notes: [notChecked] }
}

async function inspectChain(chain: readonly Uint8Array[], { trust, at }: Given): Promise<Found> {
  const facts = recognised(() => readCertificate(chain[0] ?? new Uint8Array()))
  const { findings } = await verifyChain({ chain, anchors: trust.anchors, at, purpose: 'any' })
  return { kind: 'x509', claims: certificateClaims(facts), findings, notes: [notChecked] }
}

function certificateClaims(facts: CertificateFacts): JsonObject {
  // Facts are plain JSON already; the round trip drops what is undefined and says so to the compiler.
  const plain: Json = JSON.parse(JSON.stringify(facts))
  return plain as JsonObject
}

function namespacesOf(issuerSigned: Uint8Array): JsonObject {
  const elements = [...elementsOf(parseIssuerSigned(issuerSigned))]
  return Object.fromEntries(elements.map(([namespace, values]) => [namespace, jsonFromCbor(values)]))
}

interface Judged {
  readonly claims: JsonObject
  readonly findings: readonly Finding[]
}

/** For what has been recognised: a part that cannot be read makes it invalid, not unknown. */
async function orInvalid(judge: () => Promise<Judged>): Promise<Judged> {
  try {
    return await judge()
  } catch (error) {
    if (!(error instanceof WalletError) || error.failure.code !== 'credential.invalid') throw error
    const { rule, detail } = error.failure
    return { claims: {}, findings: [{ rule, ok: false, message: `not readable: ${detail}` }] }
  }
}

/** For finding out what it is: what cannot be read at all is not understood. */
function recognised<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof WalletError) || error.failure.code !== 'credential.invalid') throw error
    return notUnderstood(error.failure.detail, error)
  }
}

function notUnderstood(detail = 'neither a token, an mdoc nor a certificate', cause?: unknown): never {
  return fail({ code: 'file.notUnderstood', detail }, cause)
}

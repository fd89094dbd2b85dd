// Reads the issuer-signed part of an mdoc (ISO/IEC 18013-5:2021 8.3.2.1.2.2 and 9.1.2.4), every byte that is digested kept.
import { fail } from '../failure.ts'
import { type CborMap, CborTag, type CborValue, dateTimeTag, decodeCbor, embeddedTag } from './cbor.ts'
import { type CoseSign1, isMap, jwkFromCoseKey, readSign1 } from './cose.ts'
import type { StatusReference } from './credential.ts'
import type { PublicJwk } from './jwk.ts'

export interface IssuerSignedItem {
  readonly digestId: number
  readonly random: Uint8Array
  readonly element: string
  readonly value: CborValue
  /** IssuerSignedItemBytes: the tag-24 encoding that the digest is over. */
  readonly raw: Uint8Array
}

export interface MobileSecurityObject {
  readonly version: string
  readonly digestAlgorithm: string
  readonly valueDigests: ReadonlyMap<string, CborMap>
  /** Absent when the key is of a kind that the wallet does not know. */
  readonly deviceKey: PublicJwk | undefined
  /** Namespaces and elements that the device may sign itself. */
  readonly keyAuthorizations: CborMap | undefined
  readonly docType: string
  /** ISO 8601 UTC. */
  readonly signed: string
  readonly validFrom: string
  readonly validUntil: string
  readonly status: StatusReference | undefined
}

export interface IssuerSigned {
  readonly namespaces: ReadonlyMap<string, readonly IssuerSignedItem[]>
  readonly issuerAuth: CoseSign1
  readonly issuerAuthValue: CborValue
  readonly mso: MobileSecurityObject
}

/** @param bytes the CBOR of IssuerSigned (what OpenID4VCI A.2.4 sends as base64url) @throws credential.invalid */
export function parseIssuerSigned(bytes: Uint8Array): IssuerSigned {
  return readIssuerSigned(decodeCbor(bytes))
}

/** @throws credential.invalid when a required part is missing or of another type */
export function readIssuerSigned(value: CborValue): IssuerSigned {
  const map = asMap(value, 'IssuerSigned')
  const issuerAuth = readSign1(map.get('issuerAuth'))
  const payload = issuerAuth.payload ?? invalid('issuerAuth without payload')
  const given = map.get('nameSpaces')
  const namespaces = given === undefined ? new Map<string | number, CborValue>() : asMap(given, 'nameSpaces')
  return {
    namespaces: new Map([...namespaces].map(([name, items]) => [String(name), itemsOf(items)])),
    issuerAuth,
    issuerAuthValue: map.get('issuerAuth'),
    mso: readMso(embedded(decodeCbor(payload), 'MobileSecurityObjectBytes')),
  }
}

/** The item inside tag 24. @throws credential.invalid */
export function embedded(value: CborValue, what: string): CborValue {
  if (!(value instanceof CborTag) || value.tag !== embeddedTag || !(value.value instanceof Uint8Array))
    return invalid(what)
  return decodeCbor(value.value)
}

export function asMap(value: CborValue, what: string): CborMap {
  return isMap(value) ? value : invalid(what)
}

function itemsOf(items: CborValue): IssuerSignedItem[] {
  if (!Array.isArray(items)) return invalid('nameSpaces')
  return items.map((bytes: CborValue) => {
    const item = asMap(embedded(bytes, 'IssuerSignedItemBytes'), 'IssuerSignedItem')
    const [digestId, random, element] = [item.get('digestID'), item.get('random'), item.get('elementIdentifier')]
    if (typeof digestId !== 'number' || !(random instanceof Uint8Array) || typeof element !== 'string') {
      return invalid('IssuerSignedItem')
    }
    if (!item.has('elementValue') || !(bytes instanceof CborTag)) return invalid('IssuerSignedItem')
    return { digestId, random, element, value: item.get('elementValue'), raw: bytes.raw }
  })
}

function readMso(value: CborValue): MobileSecurityObject {
  const mso = asMap(value, 'MobileSecurityObject')
  const validity = asMap(mso.get('validityInfo'), 'validityInfo')
  const deviceKeyInfo = asMap(mso.get('deviceKeyInfo'), 'deviceKeyInfo')
  const authorizations = deviceKeyInfo.get('keyAuthorizations')
  const digests = asMap(mso.get('valueDigests'), 'valueDigests')
  return {
    version: asText(mso.get('version'), 'version'),
    digestAlgorithm: asText(mso.get('digestAlgorithm'), 'digestAlgorithm'),
    valueDigests: new Map([...digests].map(([name, byId]) => [String(name), asMap(byId, 'valueDigests')])),
    deviceKey: jwkFromCoseKey(deviceKeyInfo.get('deviceKey')),
    keyAuthorizations: authorizations === undefined ? undefined : asMap(authorizations, 'keyAuthorizations'),
    docType: asText(mso.get('docType'), 'docType'),
    signed: instant(validity.get('signed')),
    validFrom: instant(validity.get('validFrom')),
    validUntil: instant(validity.get('validUntil')),
    status: statusOf(mso.get('status')),
  }
}

/** tdate: tag 0 round RFC 3339 text (ISO/IEC 18013-5 9.1.2.4). */
function instant(value: CborValue): string {
  const text = value instanceof CborTag && value.tag === dateTimeTag ? value.value : undefined
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) {
    return invalid('validityInfo')
  }
  const time = Date.parse(text)
  return Number.isNaN(time) ? invalid('validityInfo') : new Date(time).toISOString()
}

/** Token Status List 6.3: `status` → `status_list` → `idx`, `uri`. */
function statusOf(value: CborValue): StatusReference | undefined {
  const list = isMap(value) ? value.get('status_list') : undefined
  if (!isMap(list)) return undefined
  const [uri, index] = [list.get('uri'), list.get('idx')]
  return typeof uri === 'string' && typeof index === 'number' && index >= 0 ? { uri, index } : undefined
}

function asText(value: CborValue, what: string): string {
  return typeof value === 'string' ? value : invalid(what)
}

function invalid(detail: string): never {
  return fail({ code: 'credential.invalid', rule: 'ISO/IEC 18013-5 9.1.2.4', detail })
}

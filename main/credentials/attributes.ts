// Turns the claims of each format into attributes: a place, a label and a value that can be shown.

import { type CborMap, CborTag, type CborValue } from './cbor.ts'
import type { Attribute, AttributePath, AttributeValue } from './credential.ts'
import { isArray, isObject, type Json, type JsonObject } from './json.ts'
import { defaultLabel, labelRank } from './labels.ts'
import { pictureFromUrl, pictureUrl } from './picture.ts'

/** What an issuer calls an attribute; `null` in its metadata's path (all elements) is not used here. */
export interface AttributeLabel {
  readonly path: AttributePath
  readonly label: { readonly ja: string; readonly en: string }
}

/** Claims about the credential and not about the person (RFC 7519 4.1, SD-JWT VC 2.2.2.3). */
const technical = new Set(['iss', 'iat', 'nbf', 'exp', 'jti', 'cnf', 'vct', 'vct#integrity', 'aka_vcts', 'status'])

/** One attribute for each claim; objects are entered, arrays stay whole. */
export function sdJwtAttributes(claims: JsonObject, labels: readonly AttributeLabel[]): Attribute[] {
  const open = Object.entries(claims).filter(([name]) => !technical.has(name))
  return inOrder(
    open.flatMap(([name, value]) => leaves([name], value, labels)),
    labels,
  )
}

/** One attribute for each element, at [namespace, element]. */
export function mdocAttributes(
  namespaces: ReadonlyMap<string, ReadonlyMap<string, CborValue>>,
  labels: readonly AttributeLabel[],
): Attribute[] {
  const attributes = [...namespaces].flatMap(([namespace, elements]) =>
    [...elements].map(([element, value]) => {
      const path = [namespace, element]
      return { path, label: labelOf(path, labels), value: fromCbor(value) }
    }),
  )
  return inOrder(attributes, labels)
}

/** The element values as JSON: bytes as base64url, dates as their text (for verifiers and for comparing with DCQL `values`). */
export function jsonFromCbor(value: CborValue): Json {
  if (value instanceof CborTag) return jsonFromCbor(value.value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64url')
  if (value instanceof Map) {
    const map: CborMap = value
    return Object.fromEntries([...map].map(([key, inner]) => [String(key), jsonFromCbor(inner)]))
  }
  if (Array.isArray(value)) return value.map(jsonFromCbor)
  if (typeof value === 'bigint') return value.toString()
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? value : null
}

/** Digests come in no order of meaning: the issuer's labels give one, then the lists of labels.ts. */
function inOrder(attributes: readonly Attribute[], labels: readonly AttributeLabel[]): Attribute[] {
  const ranked = attributes.map((attribute) => {
    const given = labels.findIndex(({ path }) => samePath(path, attribute.path))
    return { attribute, rank: given >= 0 ? given : labels.length + labelRank(attribute.path) }
  })
  return ranked.sort((a, b) => a.rank - b.rank).map(({ attribute }) => attribute)
}

function samePath(a: AttributePath, b: AttributePath): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index])
}

export function labelOf(path: AttributePath, labels: readonly AttributeLabel[]): { ja: string; en: string } {
  const given = labels.find((entry) => samePath(entry.path, path))
  if (given !== undefined) return given.label
  const last = String(path.at(-1))
  return defaultLabel(path) ?? { ja: last, en: last }
}

function leaves(path: AttributePath, value: Json, labels: readonly AttributeLabel[]): Attribute[] {
  if (isObject(value)) return Object.entries(value).flatMap(([name, inner]) => leaves([...path, name], inner, labels))
  return value === null ? [] : [{ path, label: labelOf(path, labels), value: fromJson(value) }]
}

function fromJson(value: Json): AttributeValue {
  if (isArray(value)) return value.filter((inner) => inner !== null).map(fromJson)
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]) => (inner === null ? [] : [[name, fromJson(inner)]])),
    )
  }
  if (typeof value !== 'string') return value ?? ''
  const picture = pictureFromUrl(value)
  return picture === undefined ? value : { picture }
}

function fromCbor(value: CborValue): AttributeValue {
  if (value instanceof CborTag) return fromCbor(value.value)
  if (value instanceof Uint8Array) {
    const picture = pictureUrl(value)
    return picture === undefined ? Buffer.from(value).toString('base64url') : { picture }
  }
  if (value instanceof Map) {
    const map: CborMap = value
    return Object.fromEntries([...map].map(([key, inner]) => [String(key), fromCbor(inner)]))
  }
  if (Array.isArray(value)) return value.map(fromCbor)
  if (typeof value === 'bigint') return value.toString()
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? value : ''
}

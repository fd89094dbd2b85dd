// Puts the disclosures of an SD-JWT back into its payload, with every refusal of RFC 9901 7.1.
import { hash as hashOnce } from 'node:crypto'
import type { Finding } from '../certificates/finding.ts'
import { fail } from '../failure.ts'
import { textFromBase64url } from './base64url.ts'
import { isArray, isObject, type Json, type JsonObject, member, parseJson } from './json.ts'

export interface Disclosure {
  /** Exactly as it came: digests are over this text. */
  readonly encoded: string
  /** Three parts for an object's member, two for an array's element; anything else is a finding where it is used. */
  readonly parts: readonly Json[]
}

export type ClaimPath = readonly (string | number)[]

/** A disclosure in its place. */
export interface PlacedDisclosure {
  readonly disclosure: Disclosure
  readonly path: ClaimPath
}

export interface ProcessedPayload {
  /** The payload as RFC 9901 7.1 calls processed: claims in place, digests and `_sd_alg` gone. */
  readonly claims: JsonObject
  readonly placed: readonly PlacedDisclosure[]
  readonly findings: readonly Finding[]
}

export const maxDisclosures = 1000
const hashNames: Readonly<Record<string, 'sha256' | 'sha384' | 'sha512'>> = {
  'sha-256': 'sha256',
  'sha-384': 'sha384',
  'sha-512': 'sha512',
}
/** SD-JWT VC 2.2.2.3: their sub-claims are meant too. */
const alwaysOpen = new Set(['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'aka_vcts', 'status'])

/** @throws credential.invalid when it is not base64url over a JSON array */
export function parseDisclosure(encoded: string): Disclosure {
  const rule = 'RFC 9901 4.2'
  const parts = parseJson(textFromBase64url(encoded, rule), rule)
  if (!isArray(parts)) return fail({ code: 'credential.invalid', rule, detail: 'a disclosure is not an array' })
  return { encoded, parts }
}

/** The hash that `_sd_alg` names, sha-256 where it is absent (RFC 9901 4.1.1); undefined when it is not understood. */
export function digestHash(payload: JsonObject): 'sha256' | 'sha384' | 'sha512' | undefined {
  const name = member(payload, '_sd_alg')
  if (name === undefined) return 'sha256'
  return typeof name === 'string' && Object.hasOwn(hashNames, name) ? hashNames[name] : undefined
}

export function digestOf(encoded: string, hash: string): string {
  return hashOnce(hash, encoded, 'base64url')
}

/** Never throws for what an issuer or holder did wrong: that is in the findings, and `claims` is then not to be used. */
export function processDisclosures(payload: JsonObject, disclosures: readonly Disclosure[]): ProcessedPayload {
  const hash = digestHash(payload)
  const walk: Walk = {
    byDigest: new Map(disclosures.map((d) => [digestOf(d.encoded, hash ?? 'sha256'), d])),
    seen: new Set(),
    used: new Set(),
    placed: [],
    faults: new Set(),
  }
  const { _sd_alg: _, ...rest } = payload
  const claims = object(rest, [], walk)
  if (walk.used.size !== disclosures.length) walk.faults.add('unreferenced')
  const rules: readonly (readonly [Fault | 'algorithm', string, string])[] = [
    ['algorithm', 'RFC 9901 7.1(2)', 'the hash algorithm of the digests is understood'],
    ['length', 'RFC 9901 7.1(3) disclosure form', 'each disclosure has the form that its place wants'],
    ['reserved', 'RFC 9901 7.1(3) reserved names', 'no claim is called _sd or "..."'],
    ['clash', 'RFC 9901 7.1(3) claim names', 'no disclosure names a claim that is there already'],
    ['digests', 'RFC 9901 4.2.4 digests', '_sd is an array of texts, and "..." stands alone with a text'],
    ['twice', 'RFC 9901 7.1(4)', 'no digest stands twice'],
    ['unreferenced', 'RFC 9901 7.1(5)', 'each disclosure is referenced by a digest, once'],
    ['open', 'SD-JWT VC 2.2.2.3', 'claims that must not be disclosed selectively stand in the open'],
  ]
  const findings = rules.map(([fault, rule, message]) => ({
    rule,
    ok: fault === 'algorithm' ? hash !== undefined : !walk.faults.has(fault),
    message,
  }))
  return { claims, placed: walk.placed, findings }
}

type Fault = 'length' | 'reserved' | 'clash' | 'digests' | 'twice' | 'unreferenced' | 'open'

interface Walk {
  readonly byDigest: ReadonlyMap<string, Disclosure>
  readonly seen: Set<string>
  readonly used: Set<Disclosure>
  readonly placed: PlacedDisclosure[]
  readonly faults: Set<Fault>
}

function object(source: JsonObject, path: ClaimPath, walk: Walk): JsonObject {
  const entries = new Map<string, Json>()
  for (const [name, value] of Object.entries(source)) {
    if (name === '_sd') continue
    // RFC 9901 4.1: the payload must not contain this name except for an array's digests.
    if (name === '...') walk.faults.add('digests')
    entries.set(name, anything(value, [...path, name], walk))
  }
  const digests = member(source, '_sd')
  if (digests === undefined) return Object.fromEntries(entries)
  if (!isArray(digests) || !digests.every((digest) => typeof digest === 'string')) {
    walk.faults.add('digests')
    return Object.fromEntries(entries)
  }
  for (const digest of digests) {
    const disclosure = take(String(digest), walk)
    if (disclosure === undefined) continue
    const [, name, value] = disclosure.parts
    if (disclosure.parts.length !== 3 || !hasSalt(disclosure) || typeof name !== 'string' || value === undefined) {
      walk.faults.add('length')
      continue
    }
    if (name === '_sd' || name === '...') walk.faults.add('reserved')
    if (entries.has(name)) walk.faults.add('clash')
    const place = [...path, name]
    note(disclosure, place, walk)
    entries.set(name, anything(value, place, walk))
  }
  return Object.fromEntries(entries)
}

function array(source: readonly Json[], path: ClaimPath, walk: Walk): Json[] {
  const elements: Json[] = []
  for (const element of source) {
    const digest = isObject(element) ? member(element, '...') : undefined
    if (digest === undefined || !isObject(element)) {
      elements.push(anything(element, [...path, elements.length], walk))
      continue
    }
    if (typeof digest !== 'string' || Object.keys(element).length !== 1) {
      walk.faults.add('digests')
      continue
    }
    const disclosure = take(digest, walk)
    if (disclosure === undefined) continue
    const value = disclosure.parts[1]
    if (disclosure.parts.length !== 2 || !hasSalt(disclosure) || value === undefined) {
      walk.faults.add('length')
      continue
    }
    const place = [...path, elements.length]
    note(disclosure, place, walk)
    elements.push(anything(value, place, walk))
  }
  return elements
}

function anything(value: Json, path: ClaimPath, walk: Walk): Json {
  // Disclosures nest through digests, beyond the depth that one JSON text may have.
  if (path.length > 64) {
    walk.faults.add('length')
    return null
  }
  if (isArray(value)) return array(value, path, walk)
  return isObject(value) ? object(value, path, walk) : value
}

function take(digest: string, walk: Walk): Disclosure | undefined {
  if (walk.seen.has(digest)) walk.faults.add('twice')
  walk.seen.add(digest)
  const disclosure = walk.byDigest.get(digest)
  if (disclosure === undefined || walk.used.has(disclosure)) return undefined
  walk.used.add(disclosure)
  return disclosure
}

function note(disclosure: Disclosure, path: ClaimPath, walk: Walk): void {
  const root = path[0]
  if (typeof root === 'string' && alwaysOpen.has(root)) walk.faults.add('open')
  walk.placed.push({ disclosure, path })
}

function hasSalt(disclosure: Disclosure): boolean {
  return typeof disclosure.parts[0] === 'string'
}

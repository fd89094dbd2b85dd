// An mdoc as an issuer of the test’s own makes it, and what takes it apart.
import { expect } from 'vitest'
import type { CborValue } from '../../main/credentials/cbor.ts'
import { isMap } from '../../main/credentials/cose.ts'
import { fullDate, issueMdoc, type MdocPlan } from '../../practice/issuing/mdoc.ts'
import { at, later, makeHolder, makePki } from './formatsPki.ts'

export const pki = makePki()
export const holder = makeHolder()
export const stranger = makeHolder()
export const signer = pki.signer('documentSigner')
export const roots = [pki.root.certificate]
export const docType = 'org.iso.18013.5.1.mDL'
export const ns = 'org.iso.18013.5.1'
export const plan: MdocPlan = {
  docType,
  namespaces: {
    [ns]: { family_name: 'RENSHU', birth_date: fullDate('1984-05-06'), issuing_country: 'JP', age_over_20: true },
    'org.iso.18013.5.1.jp': { licence_colour: '優良' },
  },
  holderJwk: holder.jwk,
  signer,
  validity: { signed: at, validFrom: at, validUntil: later(300) },
  status: { uri: 'https://issuer.practice.invalid/status/1', index: 3 },
}
export const issued = issueMdoc(plan)

export type Tree = Map<string | number, CborValue>

export function tree(value: CborValue): Tree {
  if (!isMap(value)) throw new Error('not a map')
  return new Map(value)
}

/** The same bytes with a text of the same length in the place of another. */
export function replaceText(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const copy = Buffer.from(bytes)
  const place = copy.indexOf(from)
  expect(place).toBeGreaterThan(0)
  copy.write(to, place)
  return new Uint8Array(copy)
}

// 券面事項入力補助AP: the four attributes (基本4情報) as text, and whether they are as the issuer signed them.
import { createHash } from 'node:crypto'
import type { CardCheck } from '../../../preload/shapes/cardData.ts'
import type { FourAttributes } from '../../../preload/shapes/certificates.ts'
import { certifiedBy, parseCvCertificate, verifies } from './cvCertificate.ts'
import { parseDay } from './days.ts'
import { broken, type CardObject, type ObjectForm, parseFile, parseInside, requiredObject } from './objects.ts'
import { asciiText, sexOf, utf8Text } from './texts.ts'

/** The three files as read, filler and all. The number's own file is not among them and is never read. */
export interface AttributeFiles {
  /** EF 0002. */
  readonly attributes: Uint8Array
  /** EF 0003, where it is there. */
  readonly integrity: Uint8Array | undefined
  /** EF 0004, where it is there. */
  readonly certificate: Uint8Array | undefined
}

export interface ReadAttributes extends FourAttributes {
  readonly checks: readonly CardCheck[]
}

const form: ObjectForm = { tags: 'ber', step: 'card data (attributes)' }
const integrityForm: ObjectForm = { tags: 'ber', step: 'card data (hashes of the attributes)' }

/** Longer than any register's name or address. */
const longestText = 600

/**
 * FF20 { DF21 offsets, DF22 name, DF23 address, DF24 birth date, DF25 sex }, all UTF-8 or ASCII.
 *
 * @param authorities keys (SubjectPublicKeyInfo) that are known to certify the issuer's; empty for real cards, whose
 * authority publishes none
 * @throws card.garbled
 */
export function parseAttributes(files: AttributeFiles, authorities: readonly Uint8Array[]): ReadAttributes {
  const whole = parseFile(files.attributes, 0xff20, form)
  const objects = parseInside(whole, form)
  const text = (tag: number): string => {
    const { value } = requiredObject(objects, tag, form)
    return value.length > longestText ? broken(form) : utf8Text(value, form)
  }
  const birthDate = parseDay(asciiText(requiredObject(objects, 0xdf24, form).value, form)) ?? broken(form)
  return {
    name: text(0xdf22),
    address: text(0xdf23),
    birthDate,
    sex: sexOf(requiredObject(objects, 0xdf25, form).value, form),
    checks: [
      { check: 'offsets', state: offsetsAgree(objects, 0xdf21) ? 'held' : 'failed' },
      ...signatureChecks(objects, files, authorities),
    ],
  }
}

/** The first object of such a record lists where each of the others begins, from the start of the file (one source). */
export function offsetsAgree(objects: readonly CardObject[], tag: number): boolean {
  const [first, ...others] = objects
  if (first?.tag !== tag || first.value.length !== others.length * 2) return false
  const { value } = first
  return others.every(({ at }, index) => at === (value[index * 2] ?? 0) * 256 + (value[index * 2 + 1] ?? 0))
}

/**
 * EF 0003 holds SHA-256 over everything behind the offsets (DF32), and a signature (DF33) over that hash and the number's
 * (DF31), of which only the hash is known here and needed. One source.
 */
function signatureChecks(
  objects: readonly CardObject[],
  { integrity, certificate }: AttributeFiles,
  authorities: readonly Uint8Array[],
): CardCheck[] {
  if (integrity === undefined || certificate === undefined)
    return [{ check: 'content', state: 'notChecked' }, ...unsigned]
  const parts = parseInside(parseFile(integrity, 0xff30, integrityForm), integrityForm)
  const hash = requiredObject(parts, 0xdf32, integrityForm)
  const numberHash = requiredObject(parts, 0xdf31, integrityForm)
  const signature = requiredObject(parts, 0xdf33, integrityForm).value
  const signed = Buffer.concat(objects.slice(1).map((object) => object.whole))
  const same = createHash('sha256').update(signed).digest().equals(hash.value)
  const issuer = parseCvCertificate(certificate)
  const holds = verifies(issuer.key, Buffer.concat([numberHash.whole, hash.whole]), signature)
  return [
    { check: 'content', state: same ? 'held' : 'failed' },
    { check: 'signature', state: holds ? 'held' : 'failed' },
    whose(certifiedBy(issuer, authorities)),
  ]
}

/** Whose key made the signature: not checked where the authority's key is not known, which is said so. */
export const whose = (certified: boolean | undefined): CardCheck => ({
  check: 'signer',
  state: certified === undefined ? 'notChecked' : certified ? 'held' : 'failed',
})

export const unsigned: readonly CardCheck[] = [
  { check: 'signature', state: 'notChecked' },
  { check: 'signer', state: 'notChecked' },
]

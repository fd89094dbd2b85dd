// 券面事項確認AP: the face of the card as pictures. What the pictures show is not looked into here.
import { constants, createHash, type KeyObject, publicDecrypt } from 'node:crypto'
import type { CardCheck } from '../../../preload/shapes/cardData.ts'
import type { FourAttributes } from '../../../preload/shapes/certificates.ts'
import { offsetsAgree, unsigned, whose } from './attributes.ts'
import { certifiedBy, parseCvCertificate } from './cvCertificate.ts'
import { parseDay } from './days.ts'
import {
  broken,
  type CardObject,
  type ObjectForm,
  onlyObject,
  parseFile,
  parseInside,
  requiredObject,
} from './objects.ts'
import { asciiText, sexOf } from './texts.ts'

export interface FaceFiles {
  /** EF 0002. EF 0005, which shows the number, is never read. */
  readonly face: Uint8Array
  /** EF 0004, where it is there. */
  readonly certificate: Uint8Array | undefined
}

export interface ReadFace {
  /** YYYY-MM-DD. */
  readonly birthDate: string
  readonly sex: FourAttributes['sex']
  /** PNG, one bit. */
  readonly name: Uint8Array
  readonly address: Uint8Array
  /** JPEG 2000. */
  readonly photo: Uint8Array
  /** PNG of the code that is printed on the face. */
  readonly securityCode: Uint8Array | undefined
  readonly expiresOn: string | undefined
  readonly checks: readonly CardCheck[]
}

const form: ObjectForm = { tags: 'ber', step: 'card data (face)' }

/** SEQUENCE { SEQUENCE { OID sha256, NULL }, OCTET STRING of 96 bytes }: three hashes in the place of one. */
const threeHashes = Buffer.from('3071300D060960864801650304020105000460', 'hex')

/** FF20 { DF21 offsets, DF22 … DF2A }. @throws card.garbled */
export function parseFace(files: FaceFiles, authorities: readonly Uint8Array[]): ReadFace {
  const objects = parseInside(parseFile(files.face, 0xff20, form), form)
  const value = (tag: number): Uint8Array => requiredObject(objects, tag, form).value
  const day = (bytes: Uint8Array): string => parseDay(asciiText(bytes, form)) ?? broken(form)
  const expiry = onlyObject(objects, 0xdf29, form)
  return {
    birthDate: day(value(0xdf22)),
    sex: sexOf(value(0xdf23), form),
    name: value(0xdf25),
    address: value(0xdf26),
    photo: value(0xdf27),
    securityCode: onlyObject(objects, 0xdf2a, form)?.value,
    expiresOn: expiry === undefined ? undefined : day(expiry.value),
    checks: [
      { check: 'offsets', state: offsetsAgree(objects, 0xdf21) ? 'held' : 'failed' },
      ...signatureChecks(objects, files.certificate, authorities),
      // Expiry and security code stand outside the signature.
      { check: 'expirySigned', state: 'notChecked' },
    ],
  }
}

/**
 * DF28 is over SHA-256 of DF22–DF24, of DF25–DF26 and of DF27, each with its header, the three behind one another in one
 * DigestInfo. One source, measured on real cards.
 */
function signatureChecks(
  objects: readonly CardObject[],
  certificate: Uint8Array | undefined,
  authorities: readonly Uint8Array[],
): CardCheck[] {
  const signature = onlyObject(objects, 0xdf28, form)
  if (signature === undefined || certificate === undefined) return [...unsigned]
  const groups = [[0xdf22, 0xdf23, 0xdf24], [0xdf25, 0xdf26], [0xdf27]]
  const hashes = groups.map((tags) => {
    const hash = createHash('sha256')
    for (const tag of tags) hash.update(requiredObject(objects, tag, form).whole)
    return hash.digest()
  })
  const issuer = parseCvCertificate(certificate)
  const holds = signs(issuer.key, signature.value, Buffer.concat([threeHashes, ...hashes]))
  return [{ check: 'signature', state: holds ? 'held' : 'failed' }, whose(certifiedBy(issuer, authorities))]
}

/** RSAVP1 and the padding's removal (RFC 8017 5.2.2, 9.2), because no library knows a DigestInfo of this form. */
function signs(key: KeyObject, signature: Uint8Array, digestInfo: Uint8Array): boolean {
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature).equals(digestInfo)
  } catch {
    return false
  }
}

// The certificate extensions that the practice certificates carry, one function each (RFC 5280 4.2).
import { createHash, type KeyObject } from 'node:crypto'
import * as asn1js from 'asn1js'
import { BasicConstraints, Extension } from 'pkijs'
import { type DistinguishedName, encodeName } from './distinguishedName.ts'

/** RFC 5280 4.2.1.6. `ip` is 4 or 16 bytes; `other` carries its text as UTF8String. */
export type GeneralName =
  | { dns: string }
  | { uri: string }
  | { ip: Uint8Array }
  | { directory: DistinguishedName }
  | { other: { oid: string; text: string } }

const keyUsageBits = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  keyCertSign: 5,
  cRLSign: 6,
} as const

export type KeyUsage = keyof typeof keyUsageBits

/** EKU of an mdoc document signer, ISO/IEC 18013-5 B.1.4. */
export const mdocDocumentSigner = '1.0.18013.5.1.2'
export const serverAuth = '1.3.6.1.5.5.7.3.1'
export const clientAuth = '1.3.6.1.5.5.7.3.2'

export function keyUsage(...usages: readonly KeyUsage[]): Extension {
  let bits = 0
  for (const usage of usages) bits |= 0x80 >> keyUsageBits[usage]
  // DER drops trailing zero bits of a named bit list (X.690 11.2.2).
  let unusedBits = 0
  while (unusedBits < 7 && (bits & (1 << unusedBits)) === 0) unusedBits++
  return extension('2.5.29.15', true, new asn1js.BitString({ valueHex: Uint8Array.of(bits), unusedBits }))
}

export function extendedKeyUsage(oids: readonly string[], critical = false): Extension {
  return extension('2.5.29.37', critical, sequence(oids.map((value) => new asn1js.ObjectIdentifier({ value }))))
}

/** Critical and CA:TRUE; `pathLength` is how many further CAs may follow. */
export function certificateAuthority(pathLength?: number): Extension {
  const constraints = new BasicConstraints({
    cA: true,
    ...(pathLength === undefined ? {} : { pathLenConstraint: pathLength }),
  })
  return extension('2.5.29.19', true, constraints.toSchema())
}

export function certificatePolicy(oid: string, cps: string, critical: boolean): Extension {
  const qualifier = sequence([
    new asn1js.ObjectIdentifier({ value: '1.3.6.1.5.5.7.2.1' }),
    new asn1js.IA5String({ value: cps }),
  ])
  const information = sequence([new asn1js.ObjectIdentifier({ value: oid }), sequence([qualifier])])
  return extension('2.5.29.32', critical, sequence([information]))
}

export function subjectAltName(...names: readonly GeneralName[]): Extension {
  return extension('2.5.29.17', false, sequence(names.map(encodeGeneralName)))
}

export function issuerAltName(...names: readonly GeneralName[]): Extension {
  return extension('2.5.29.18', false, sequence(names.map(encodeGeneralName)))
}

export function crlDistributionPoint(name: GeneralName): Extension {
  const fullName = tagged(0, [tagged(0, [encodeGeneralName(name)])])
  return extension('2.5.29.31', false, sequence([sequence([fullName])]))
}

export function ocspResponder(uri: string): Extension {
  const access = sequence([new asn1js.ObjectIdentifier({ value: '1.3.6.1.5.5.7.48.1' }), encodeGeneralName({ uri })])
  return extension('1.3.6.1.5.5.7.1.1', false, sequence([access]))
}

export function subjectKeyIdentifier(key: KeyObject): Extension {
  return extension('2.5.29.14', false, new asn1js.OctetString({ valueHex: keyIdentifier(key) }))
}

/** With `issuerName` and `serial` the long form that JPKI uses, without the usual short one. */
export function authorityKeyIdentifier(
  issuerKey: KeyObject,
  long?: { issuerName: DistinguishedName; serial: Uint8Array },
): Extension {
  const parts: asn1js.BaseBlock[] = [primitive(0, keyIdentifier(issuerKey))]
  if (long !== undefined) {
    parts.push(tagged(1, [encodeGeneralName({ directory: long.issuerName })]), primitive(2, long.serial))
  }
  return extension('2.5.29.35', false, sequence(parts))
}

/** SHA-1 over the public key's bit string (RFC 5280 4.2.1.2, method 1). */
function keyIdentifier(key: KeyObject): Uint8Array {
  const info = asn1js.fromBER(key.export({ type: 'spki', format: 'der' })).result
  if (!(info instanceof asn1js.Sequence)) throw new Error('not a SubjectPublicKeyInfo')
  const bits = info.valueBlock.value[1]
  if (!(bits instanceof asn1js.BitString)) throw new Error('not a SubjectPublicKeyInfo')
  return Uint8Array.from(createHash('sha1').update(bits.valueBlock.valueHexView).digest())
}

function encodeGeneralName(name: GeneralName): asn1js.BaseBlock {
  if ('dns' in name) return primitive(2, Buffer.from(name.dns, 'latin1'))
  if ('uri' in name) return primitive(6, Buffer.from(name.uri, 'latin1'))
  if ('ip' in name) return primitive(7, name.ip)
  if ('directory' in name) return tagged(4, [encodeName(name.directory).toSchema()])
  return tagged(0, [
    new asn1js.ObjectIdentifier({ value: name.other.oid }),
    tagged(0, [new asn1js.Utf8String({ value: name.other.text })]),
  ])
}

function extension(extnID: string, critical: boolean, value: asn1js.BaseBlock): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() })
}

function sequence(value: readonly asn1js.BaseBlock[]): asn1js.Sequence {
  return new asn1js.Sequence({ value: [...value] })
}

function tagged(tagNumber: number, value: readonly asn1js.BaseBlock[]): asn1js.Constructed {
  return new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [...value] })
}

function primitive(tagNumber: number, valueHex: Uint8Array): asn1js.Primitive {
  return new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber }, valueHex: Uint8Array.from(valueHex) })
}

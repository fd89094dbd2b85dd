// Builds a CMS signature (RFC 5652) with signed attributes, by one signer.
import { createHash, type KeyObject } from 'node:crypto'
import type { ReadCertificate } from '../../certificates/certificate.ts'
import { fail } from '../../failure.ts'
import { childrenOf, elementAt } from './ber.ts'
import { element, identifier, nothing, octets, sequence, setOf, smallInteger, tagged, time } from './der.ts'
import { ecdsaOids, hashOids, oids } from './oids.ts'

/** How the key signs: RSASSA-PKCS1-v1_5, or ECDSA with the curve's own hash (signature as DER of r and s). */
export interface SigningAlgorithm {
  readonly key: 'rsa' | 'ec'
  readonly hash: 'sha256' | 'sha384'
}

/** @throws card.certificateUnreadable for a key that nothing here signs with */
export function signingAlgorithmOf({ publicKey }: ReadCertificate): SigningAlgorithm {
  const curve = publicKey?.asymmetricKeyDetails?.namedCurve
  if (publicKey?.asymmetricKeyType === 'rsa') return { key: 'rsa', hash: 'sha256' }
  if (curve === 'prime256v1') return { key: 'ec', hash: 'sha256' }
  return curve === 'secp384r1' ? { key: 'ec', hash: 'sha384' } : fail({ code: 'card.certificateUnreadable' })
}

/** The most bytes that a signature by this key takes; ECDSA's differ in length by a few. */
export function longestSignature(key: KeyObject): number {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (modulusLength !== undefined) return Math.ceil(modulusLength / 8)
  return namedCurve === 'secp384r1' ? 104 : 72
}

/**
 * The signed attributes as they are signed, a DER SET (5.4): content type, message digest, the signer's certificate by its
 * hash (RFC 5035 3: signing-certificate-v2), and the signing time where the form has one.
 */
export function buildSignedAttributes(
  contentDigest: Uint8Array,
  certificate: Uint8Array,
  signingTime: Date | undefined,
): Uint8Array {
  const attribute = (oid: string, value: Uint8Array) => sequence(identifier(oid), setOf(value))
  // The hash algorithm of ESSCertIDv2 is SHA-256 where none is named.
  const certificateId = sequence(octets(createHash('sha256').update(certificate).digest()))
  return setOf(
    attribute(oids.contentType, identifier(oids.data)),
    attribute(oids.messageDigest, octets(contentDigest)),
    attribute(oids.signingCertificateV2, sequence(sequence(certificateId))),
    ...(signingTime === undefined ? [] : [attribute(oids.signingTime, time(signingTime))]),
  )
}

export interface CmsParts {
  /** Left out: the signature is detached. */
  readonly content?: Uint8Array
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly algorithm: SigningAlgorithm
  /** As `buildSignedAttributes` gave them. */
  readonly signedAttributes: Uint8Array
  readonly signature: Uint8Array
}

/** ContentInfo with SignedData, DER. */
export function buildCms(parts: CmsParts): Uint8Array {
  const { content, certificate, chain, algorithm, signedAttributes, signature } = parts
  const digestAlgorithm = sequence(identifier(hashOids[algorithm.hash]))
  const signatureAlgorithm =
    algorithm.key === 'rsa' ? sequence(identifier(oids.rsa), nothing) : sequence(identifier(ecdsaOids[algorithm.hash]))
  const signer = sequence(
    smallInteger(1),
    issuerAndSerial(certificate),
    digestAlgorithm,
    // Within SignerInfo the set of attributes has the tag [0] instead of its own.
    Uint8Array.of(0xa0, ...signedAttributes.subarray(1)),
    signatureAlgorithm,
    octets(signature),
  )
  const certificates = setOf(certificate, ...chain)
  const signedData = sequence(
    smallInteger(1),
    setOf(digestAlgorithm),
    sequence(identifier(oids.data), ...(content === undefined ? [] : [tagged(0, octets(content))])),
    Uint8Array.of(0xa0, ...certificates.subarray(1)),
    setOf(signer),
  )
  return sequence(identifier(oids.signedData), tagged(0, signedData))
}

/** Issuer and serial number, byte by byte as the certificate has them (RFC 5280 4.1). */
function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const [toBeSigned] = childrenOf(elementAt(certificate, 0))
  const fields = toBeSigned === undefined ? [] : childrenOf(toBeSigned)
  const [serial, , issuer] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields
  if (serial === undefined || issuer === undefined) return fail({ code: 'card.certificateUnreadable' })
  return element(0x30, issuer.whole, serial.whole)
}

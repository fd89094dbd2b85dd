// Reads a CMS SignedData (RFC 5652 5), as others make them: BER or DER, attached or detached, with one signer or several.
import {
  childrenOf,
  type Element,
  elementAt,
  expect,
  identifierOf,
  not,
  octetsOf,
  smallNumberOf,
  timeOf,
} from './ber.ts'
import { oids } from './oids.ts'

export interface Algorithm {
  readonly oid: string
  readonly parameters: Element | undefined
}

export interface CmsSigner {
  /** Names the certificate: issuer (DER) and serial number (content of the INTEGER), or a key identifier. */
  readonly id: { readonly issuer: Uint8Array; readonly serial: Uint8Array } | { readonly keyId: Uint8Array }
  readonly digestAlgorithm: Algorithm
  /** `bytes`: as they were signed, with the tag of a SET (5.4). Undefined: the content itself was signed. */
  readonly signed: { readonly bytes: Uint8Array; readonly attributes: readonly Attribute[] } | undefined
  readonly signatureAlgorithm: Algorithm
  readonly signature: Uint8Array
  /** A time stamp over the signature is there. */
  readonly timeStamped: boolean
}

export interface Attribute {
  readonly oid: string
  readonly values: readonly Element[]
}

export interface Cms {
  readonly contentType: string
  /** Of every signer's digest (5.1). */
  readonly digestAlgorithms: readonly string[]
  /** Undefined: detached. */
  readonly content: Uint8Array | undefined
  /** DER, in the order of the file. */
  readonly certificates: readonly Uint8Array[]
  readonly signers: readonly CmsSigner[]
  /** How many bytes the structure takes; more may follow it. */
  readonly length: number
}

const mostCertificates = 64
const mostSigners = 32
/** Of one signer's attributes. */
const mostAttributes = 64

/** @throws NotBer when it is no SignedData */
export function readCms(bytes: Uint8Array): Cms {
  const outer = expect(elementAt(bytes, 0), 0x30, 'ContentInfo')
  const [type, wrapped, after] = childrenOf(outer)
  if (identifierOf(type) !== oids.signedData || after !== undefined) return not('SignedData')
  const inner = only(expect(wrapped, 0xa0, 'SignedData'))
  const [version, digests, encapsulated, ...rest] = childrenOf(expect(inner, 0x30, 'SignedData'))
  if (smallNumberOf(version) > 5) return not('version')
  const [contentType, content, more] = childrenOf(expect(encapsulated, 0x30, 'EncapsulatedContentInfo'))
  if (more !== undefined) return not('EncapsulatedContentInfo')
  const certificates = rest.find(({ tag }) => tag === 0xa0)
  const signers = rest.at(-1)
  if (rest.some(({ tag }, index) => tag !== 0xa0 && tag !== 0xa1 && index < rest.length - 1)) return not('SignedData')
  return {
    contentType: identifierOf(contentType),
    digestAlgorithms: limited(
      childrenOf(expect(digests, 0x31, 'digest algorithms')),
      mostSigners,
      'digest algorithms',
    ).map((one) => algorithmOf(one).oid),
    content: content === undefined ? undefined : octetsOf(only(expect(content, 0xa0, 'content'))),
    certificates: certificates === undefined ? [] : certificatesOf(certificates),
    signers: limited(childrenOf(expect(signers, 0x31, 'signers')), mostSigners, 'signers').map(signerOf),
    length: outer.whole.length,
  }
}

/** Attribute certificates and other formats are passed over: nothing here relies on them. */
function certificatesOf(set: Element): Uint8Array[] {
  const members = limited(childrenOf(set), mostCertificates, 'certificates')
  return members.filter(({ tag }) => tag === 0x30).map(({ whole }) => whole)
}

function signerOf(element: Element): CmsSigner {
  const [version, id, digestAlgorithm, ...rest] = childrenOf(expect(element, 0x30, 'SignerInfo'))
  // 1 where issuer and serial number name the certificate, 3 where its key does (5.3).
  if (smallNumberOf(version) !== (id?.tag === 0x80 ? 3 : 1)) return not('version')
  const signed = rest[0]?.tag === 0xa0 ? rest.shift() : undefined
  const [signatureAlgorithm, signature, unsigned, more] = rest
  if (more !== undefined) return not('SignerInfo')
  const unsignedAttributes = unsigned === undefined ? [] : attributesOf(expect(unsigned, 0xa1, 'unsigned attributes'))
  return {
    id: signerIdOf(id),
    digestAlgorithm: algorithmOf(digestAlgorithm),
    signed: signed === undefined ? undefined : { bytes: asSet(signed), attributes: attributesOf(signed) },
    signatureAlgorithm: algorithmOf(signatureAlgorithm),
    signature: octetsOf(signature),
    timeStamped: unsignedAttributes.some(({ oid }) => oid === oids.timeStamp),
  }
}

function signerIdOf(element: Element | undefined): CmsSigner['id'] {
  if (element?.tag === 0x80) return { keyId: element.content }
  const [issuer, serial, more] = childrenOf(expect(element, 0x30, 'signer identifier'))
  if (more !== undefined) return not('signer identifier')
  return { issuer: expect(issuer, 0x30, 'issuer').whole, serial: expect(serial, 0x02, 'serial number').content }
}

export function algorithmOf(element: Element | undefined): Algorithm {
  const [oid, parameters, more] = childrenOf(expect(element, 0x30, 'algorithm'))
  return more === undefined ? { oid: identifierOf(oid), parameters } : not('algorithm')
}

function attributesOf(set: Element): Attribute[] {
  return limited(childrenOf(set), mostAttributes, 'attributes').map((member) => {
    const [oid, values, more] = childrenOf(expect(member, 0x30, 'attribute'))
    if (more !== undefined) return not('attribute')
    return { oid: identifierOf(oid), values: childrenOf(expect(values, 0x31, 'attribute')) }
  })
}

function asSet({ whole }: Element): Uint8Array {
  const bytes = Uint8Array.from(whole)
  bytes[0] = 0x31
  return bytes
}

/** Absent or NULL, as the plain algorithms have it (RFC 3370 2, 3.2; RFC 5754 2). */
export const isPlain = ({ parameters }: Algorithm): boolean =>
  parameters === undefined || (parameters.tag === 0x05 && parameters.content.length === 0)

/** The value of an attribute that must stand there once, with one value (RFC 5652 11); undefined otherwise. */
export function singleAttribute({ signed }: CmsSigner, oid: string): Element | undefined {
  const [attribute, another] = signed?.attributes.filter((one) => one.oid === oid) ?? []
  return another === undefined && attribute?.values.length === 1 ? attribute.values[0] : undefined
}

/** What the signer's clock said; undefined where nothing readable is said. */
export function signingTimeOf(signer: CmsSigner): Date | undefined {
  const value = singleAttribute(signer, oids.signingTime)
  return value === undefined ? undefined : timeOf(value)
}

function only(element: Element): Element | undefined {
  const [first, second] = childrenOf(element)
  return second === undefined ? first : not('content')
}

function limited<T>(list: readonly T[], most: number, what: string): readonly T[] {
  return list.length > most ? not(`too many ${what}`) : list
}

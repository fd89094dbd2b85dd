// XML with an enveloped signature (XML Signature 1.1, exclusive canonicalization), written in canonical form from the start:
// no comments, no empty-element tags, one namespace.
import { createHash, sign } from 'node:crypto'
import type { Signer } from '../../world.ts'

const dsig = 'http://www.w3.org/2000/09/xmldsig#'
const canonicalization = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const ecdsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'

export type XmlContent = string | readonly (readonly [name: string, content: XmlContent])[]

/** @param name of the root, which gets xmlns and Id */
export function signedXml(
  name: string,
  namespace: string,
  content: XmlContent,
  { chain, privateKey }: Signer,
): Uint8Array {
  const start = `<${name} xmlns="${namespace}" Id="document">`
  const inside = write(content)
  const digest = createHash('sha256').update(`${start}${inside}</${name}>`).digest('base64')
  const signedInfo = (attribute: string): string =>
    `<SignedInfo${attribute}><CanonicalizationMethod Algorithm="${canonicalization}"></CanonicalizationMethod>` +
    `<SignatureMethod Algorithm="${ecdsaSha256}"></SignatureMethod><Reference URI="#document"><Transforms>` +
    `<Transform Algorithm="${dsig}enveloped-signature"></Transform><Transform Algorithm="${canonicalization}"></Transform>` +
    `</Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod>` +
    `<DigestValue>${digest}</DigestValue></Reference></SignedInfo>`
  // As the apex of what is canonicalized, SignedInfo carries the namespace that it inherits in the document.
  const value = sign('sha256', Buffer.from(signedInfo(` xmlns="${dsig}"`)), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  const certificates = chain
    .map((der) => `<X509Certificate>${Buffer.from(der).toString('base64')}</X509Certificate>`)
    .join('')
  const signature =
    `<Signature xmlns="${dsig}">${signedInfo('')}<SignatureValue>${value.toString('base64')}</SignatureValue>` +
    `<KeyInfo><X509Data>${certificates}</X509Data></KeyInfo></Signature>`
  return Uint8Array.from(Buffer.from(`${start}${inside}${signature}</${name}>`, 'utf8'))
}

/** Without a signature, for what is published without one. */
export function plainXml(name: string, content: XmlContent): Uint8Array {
  return Uint8Array.from(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<${name}>${write(content)}</${name}>\n`))
}

function write(content: XmlContent): string {
  if (typeof content === 'string') return escapeXml(content)
  return content.map(([name, inside]) => `<${name}>${write(inside)}</${name}>`).join('')
}

/** Canonical XML 1.0 2.3: these three, and line ends. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;')
}

// The enveloped signature of an XML paper (XML Signature 1.1). xml-crypto canonicalizes and compares digests; which document is
// accepted, what of it counts, and whose the signature is, is decided here.
import { type KeyLike, verify } from 'node:crypto'
import { type Element, XMLSerializer } from '@xmldom/xmldom'
import { SignedXml } from 'xml-crypto'
import type { PaperVerdict } from '../../preload/shapes/papers.ts'
import { openCertificate, type ReadCertificate } from '../certificates/certificate.ts'
import { allHold, type Finding, stated } from '../certificates/finding.ts'
import { organisationOf } from '../certificates/names.ts'
import { chainFrom } from '../documents/signerChain.ts'
import { fail, WalletError } from '../failure.ts'
import { signerState } from './signerState.ts'
import { isElement, openXml } from './xml.ts'

const dsig = 'http://www.w3.org/2000/09/xmldsig#'
/** All that signatures of these papers need; SHA-1 (forged in practice) and shared secrets are never there. */
const signatureMethods = {
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': 'sha384',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'sha512',
} as const
const digestMethods = ['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512']
const transforms = [
  `${dsig}enveloped-signature`,
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
]
const mostCertificates = 5

export interface XmlSignature {
  /** What the signature covers, in canonical form: the only text that may be read as signed. '' where it does not hold. */
  readonly signed: string
  readonly verdict: PaperVerdict
}

/**
 * undefined: there is no signature. One that does not hold is a verdict, not a failure.
 * @param anchors DER of who may vouch for the signer
 * @throws paper.broken for what is no XML
 */
export async function verifyXmlSignature(
  text: string,
  anchors: readonly Uint8Array[],
  at: Date,
): Promise<XmlSignature | undefined> {
  const root = openXml(text)
  const signatures = [...elementsIn(root)].filter(isSignature)
  const [signature] = signatures
  if (signature === undefined) return undefined
  const known = certificatesOf(signature)
  const { signer, signed } = signatures.length === 1 ? whoSigned(text, signature, known) : nobody
  const around: Finding[] = [
    {
      rule: 'XML Signature 1.1 4.4 one signature',
      ok: signatures.length === 1 && signature.parentNode === root,
      message: 'there is one signature, directly in the document',
    },
    {
      rule: 'XML Signature 1.1 4.4.1 algorithms',
      ok: algorithmsFit(signature),
      message: 'it is made with RSA or ECDSA and SHA-2, over canonical XML',
    },
    {
      rule: 'XML Signature 1.1 4.4.3 reference',
      ok: coversRoot(signature, root),
      message: 'it covers the whole document and nothing else',
    },
    { rule: 'XML Signature 1.1 3.2 core validation', ok: signed !== undefined, message: 'digest and signature hold' },
    { rule: 'XML Signature 1.1 4.5.4 X509Data', ok: known.length > 0, message: 'it names the certificate of its key' },
  ]
  const vouched =
    signer === undefined
      ? { findings: [], state: 'invalid' as const }
      : await signerState(
          chainFrom(signer, known).map(({ der }) => der),
          anchors,
          at,
        )
  const findings = stated([...around, ...vouched.findings])
  const holds = allHold(stated(around))
  return {
    signed: holds ? (signed ?? '') : '',
    verdict: {
      state: holds ? vouched.state : 'invalid',
      form: 'xml',
      signer: signer === undefined ? null : organisationOf(signer.facts.subjectParts).slice(0, 500),
      signedAt: null,
      findings,
    },
  }
}

function* elementsIn(element: Element): Generator<Element> {
  yield element
  for (let node = element.firstChild; node !== null; node = node.nextSibling)
    if (isElement(node)) yield* elementsIn(node)
}

const isSignature = ({ localName, namespaceURI }: Element): boolean =>
  localName === 'Signature' && namespaceURI === dsig

const inside = (element: Element, name: string): Element[] =>
  [...elementsIn(element)].filter(({ localName, namespaceURI }) => localName === name && namespaceURI === dsig)

const algorithmOf = (element: Element): string => element.getAttribute('Algorithm') ?? ''

function algorithmsFit(signature: Element): boolean {
  const all = (name: string, allowed: readonly string[]) =>
    inside(signature, name).every((element) => allowed.includes(algorithmOf(element)))
  return (
    all('SignatureMethod', Object.keys(signatureMethods)) &&
    all('DigestMethod', digestMethods) &&
    all('Transform', transforms) &&
    all('CanonicalizationMethod', transforms.slice(1))
  )
}

/** One reference, to the root by its Id or by '', with the signature itself left out. */
function coversRoot(signature: Element, root: Element): boolean {
  const [reference, ...others] = inside(signature, 'Reference')
  if (reference === undefined || others.length > 0) return false
  const uri = reference.getAttribute('URI') ?? 'none'
  const ids = ['Id', 'ID', 'id'].flatMap((name) => root.getAttribute(name) || [])
  const toRoot = uri === '' || ids.some((id) => uri === `#${id}`)
  return toRoot && inside(reference, 'Transform').some((one) => algorithmOf(one) === transforms[0])
}

interface WhoSigned {
  readonly signer: ReadCertificate | undefined
  readonly signed: string | undefined
}
const nobody: WhoSigned = { signer: undefined, signed: undefined }

/** X509Data has no order (4.5.4): the signer's certificate is the one whose key the signature holds with. */
function whoSigned(text: string, signature: Element, known: readonly ReadCertificate[]): WhoSigned {
  for (const signer of known) {
    const signed = signedText(text, signature, signer)
    if (signed !== undefined) return { signer, signed }
  }
  return nobody
}

/** What was signed, where digest and signature hold with that certificate's key. */
function signedText(text: string, signature: Element, signer: ReadCertificate): string | undefined {
  if (signer.publicKey === undefined) return undefined
  const publicCert = signer.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const judge = new SignedXml({ publicCert })
  judge.SignatureAlgorithms = Object.fromEntries(
    Object.entries(signatureMethods).map(([uri, hash]) => [uri, signatureAlgorithm(uri, hash)]),
  )
  try {
    judge.loadSignature(new XMLSerializer().serializeToString(signature))
    if (!judge.checkSignature(text)) return undefined
  } catch {
    // It refuses by throwing; whatever it found, the signature does not hold.
    return undefined
  }
  const [signed, ...others] = judge.getSignedReferences()
  return others.length === 0 ? signed : undefined
}

/** ECDSA as RFC 9231 2.3.6 writes it: r and s side by side. */
function signatureAlgorithm(uri: string, hash: string) {
  return class {
    getAlgorithmName(): string {
      return uri
    }

    getSignature(): string {
      return fail({ code: 'paper.broken', detail: 'only verifies' })
    }

    verifySignature(signed: string, key: KeyLike, value: string): boolean {
      const dsaEncoding = uri.includes('ecdsa') ? ({ dsaEncoding: 'ieee-p1363' } as const) : {}
      return verify(hash, Buffer.from(signed), { key: String(key), ...dsaEncoding }, Buffer.from(value, 'base64'))
    }
  }
}

/** Those that came along; none where one of them is no certificate. */
function certificatesOf(signature: Element): ReadCertificate[] {
  const written = inside(signature, 'X509Certificate').slice(0, mostCertificates + 1)
  try {
    return written.map(({ textContent }) =>
      openCertificate(Uint8Array.from(Buffer.from((textContent ?? '').replaceAll(/\s/g, ''), 'base64'))),
    )
  } catch (error) {
    if (error instanceof WalletError) return []
    throw error
  }
}

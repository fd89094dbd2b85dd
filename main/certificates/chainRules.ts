// The rules of RFC 5280, ISO/IEC 18013-5 annex B and HAIP for single certificates of a chain.
import { verify } from 'node:crypto'
import { AuthorityKeyIdentifier } from 'pkijs'
import type { ReadCertificate } from './certificate.ts'
import type { ChainPurpose } from './chain.ts'
import type { Finding } from './finding.ts'

/** Algorithms that certificates may be signed with: RSA (PKCS #1 v1.5) and ECDSA, each with SHA-2. */
const hashes: Readonly<Record<string, 'sha256' | 'sha384' | 'sha512'>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
}

const clientAuth = '1.3.6.1.5.5.7.3.2'
const mdocDocumentSigner = '1.0.18013.5.1.2'
const daysMs = 24 * 60 * 60 * 1000

/** Name and, where both sides have one, key identifier or serial fit (RFC 5280 4.2.1.1). */
export function issuedBy(certificate: ReadCertificate, issuer: ReadCertificate): boolean {
  if (!certificate.parsed.issuer.isEqual(issuer.parsed.subject)) return false
  const wanted = certificate.facts.authorityKeyId
  if (wanted !== undefined && issuer.facts.subjectKeyId !== undefined) return wanted === issuer.facts.subjectKeyId
  const authority = certificate.parsed.extensions?.find((e) => e.extnID === '2.5.29.35')?.parsedValue
  const serial = authority instanceof AuthorityKeyIdentifier ? authority.authorityCertSerialNumber : undefined
  return serial === undefined || issuer.parsed.serialNumber.isEqual(serial)
}

export function signedBy(certificate: ReadCertificate, issuer: ReadCertificate): boolean {
  const { parsed } = certificate
  const hash = hashes[parsed.signatureAlgorithm.algorithmId]
  if (hash === undefined || issuer.publicKey === undefined) return false
  if (keyKind(parsed.signatureAlgorithm.algorithmId) !== issuer.publicKey.asymmetricKeyType) return false
  try {
    return verify(hash, parsed.tbsView, issuer.publicKey, parsed.signatureValue.valueBlock.valueHexView)
  } catch {
    return false
  }
}

export function algorithmFindings(certificate: ReadCertificate, index: number): Finding[] {
  const { facts, parsed } = certificate
  const { keyAlgorithm: key } = facts
  const strong =
    (key.name === 'RSA' && key.bits >= 2048) || (key.name === 'EC' && (key.curve === 'P-256' || key.curve === 'P-384'))
  return [
    {
      rule: 'RFC 5280 4.1.2.7 key',
      ok: strong,
      message: `certificate ${index + 1} has an RSA key of at least 2048 bits or a key on P-256 or P-384`,
    },
    {
      rule: 'RFC 5280 4.1.1.2',
      ok: hashes[facts.signatureAlgorithm] !== undefined && parsed.signature.algorithmId === facts.signatureAlgorithm,
      message: `certificate ${index + 1} is signed with RSA or ECDSA and SHA-2, and names that twice alike`,
    },
    {
      rule: 'RFC 5280 4.2 critical extensions',
      ok: facts.criticalUnknown.length === 0,
      message: `all critical extensions of certificate ${index + 1} are understood`,
    },
  ]
}

/** `index` is also the number of certificates below, without the leaf one more than RFC 5280's path length counts. */
export function caFindings({ facts }: ReadCertificate, index: number): Finding[] {
  return [
    { rule: 'RFC 5280 6.1.4(k)', ok: facts.isCa, message: `certificate ${index + 1} is a CA's` },
    {
      rule: 'RFC 5280 6.1.4(m)',
      ok: facts.pathLength === undefined || facts.pathLength >= index - 1,
      message: `certificate ${index + 1} allows a path of this length`,
    },
    {
      rule: 'RFC 5280 6.1.4(n)',
      ok: facts.keyUsage === undefined || facts.keyUsage.includes('keyCertSign'),
      message: `the key of certificate ${index + 1} may sign certificates`,
    },
  ]
}

export function leafFindings(
  leaf: ReadCertificate,
  path: readonly ReadCertificate[],
  anchored: boolean,
  purpose: ChainPurpose,
): Finding[] {
  if (purpose === 'any') return []
  const { facts } = leaf
  const usage = facts.keyUsage
  const signs = usage?.includes('digitalSignature') === true
  const findings: Finding[] = [
    {
      rule: 'RFC 5280 4.2.1.3',
      // JPKI and annex B want the extension; elsewhere its absence leaves the key unrestricted.
      ok:
        purpose === 'jpkiSignature'
          ? signs || usage?.includes('nonRepudiation') === true
          : signs || (usage === undefined && purpose !== 'jpkiAuthentication' && purpose !== 'mdocIssuer'),
      message: 'the key may sign',
    },
    { rule: 'RFC 5280 4.2.1.9', ok: !facts.isCa, message: 'the signer is not a CA' },
    {
      rule: purpose === 'mdocIssuer' ? 'ISO/IEC 18013-5 B.1.4' : 'HAIP 1.0 6.1.1',
      ok: !facts.selfIssued,
      message: 'the certificate is not self-signed',
    },
  ]
  if (purpose === 'jpkiAuthentication') {
    findings.push({
      rule: 'RFC 5280 4.2.1.12',
      ok: facts.extendedKeyUsage === undefined || facts.extendedKeyUsage.includes(clientAuth),
      message: 'the certificate is for client authentication',
    })
  }
  if (purpose === 'mdocIssuer') findings.push(...documentSignerFindings(leaf, anchored ? path.at(-1) : undefined))
  return findings
}

/** The document signer's profile: ISO/IEC 18013-5:2021 B.1.4. */
function documentSignerFindings({ facts }: ReadCertificate, root: ReadCertificate | undefined): Finding[] {
  const country = (parts: readonly { type: string; value: string }[]) => parts.find(({ type }) => type === 'C')?.value
  const days = (Date.parse(facts.validUntil) - Date.parse(facts.validFrom)) / daysMs
  const own = country(facts.subjectParts)
  return [
    {
      rule: 'ISO/IEC 18013-5 B.1.4 extended key usage',
      ok: facts.extendedKeyUsage?.includes(mdocDocumentSigner) === true,
      message: 'the certificate is for signing mobile documents',
    },
    {
      rule: 'ISO/IEC 18013-5 B.1.4 validity',
      ok: days <= 458,
      message: 'the document signer is valid for at most 457 days',
    },
    {
      rule: 'ISO/IEC 18013-5 B.1.4 country',
      ok: own !== undefined && (root === undefined || own === country(root.facts.subjectParts)),
      message: 'document signer and its authority name the same country',
    },
  ]
}

function keyKind(oid: string): 'rsa' | 'ec' {
  return oid.startsWith('1.2.840.113549') ? 'rsa' : 'ec'
}

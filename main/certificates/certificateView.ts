// One certificate as it is shown: what it says, whose it is, and whether somebody on our list vouches for it.
import type { CertificateRole, CertificateView } from '../../preload/shapes/certificates.ts'
import { type CertificateFacts, openCertificate, type ReadCertificate } from './certificate.ts'
import { anchorRule, datesRule, verifyChain } from './chain.ts'
import { caFindings, signedBy } from './chainRules.ts'
import { type Finding, stated } from './finding.ts'
import { readHolder } from './holder.ts'
import { jpkiAnchors } from './jpkiAnchors.ts'
import type { Trust } from './trust.ts'

export interface CertificateInput {
  /** DER. */
  readonly certificate: Uint8Array
  readonly role: CertificateRole
  /** The authority's certificate (DER) that came with it, where one did. */
  readonly authority: Uint8Array | undefined
  readonly trust: Trust
  readonly at: Date
}

/** What a certificate of the card may be used for decides which authorities may vouch for it. */
const useOf: Readonly<Record<CertificateRole, 'authentication' | 'signature'>> = {
  authentication: 'authentication',
  authenticationAuthority: 'authentication',
  signature: 'signature',
  signatureAuthority: 'signature',
}

/**
 * Everything about one certificate. Revocation is no part of it: only accredited parties may ask
 * (公的個人認証法 17条–19条, as the agency's pages explain it).
 * @throws credential.invalid for bytes that are no certificate
 */
export async function certificateView(input: CertificateInput): Promise<CertificateView> {
  const { certificate, role, at } = input
  const { facts } = openCertificate(certificate)
  const findings = await findingsOf(input)
  return {
    role,
    subject: facts.subject,
    issuer: facts.issuer,
    serial: facts.serial,
    validFrom: facts.validFrom,
    validUntil: facts.validUntil,
    expired: at.toISOString() > facts.validUntil,
    sha256: facts.sha256,
    keyUsage: [...(facts.keyUsage ?? [])],
    extendedKeyUsage: [...(facts.extendedKeyUsage ?? [])],
    policies: [...facts.policies],
    key: keyText(facts),
    holder: role === 'signature' ? readHolder(facts) : null,
    chain: { state: stateOf(findings), findings: [...findings] },
    verdict: verdictOf(findings, facts, at),
    renewableFrom: role === 'authentication' || role === 'signature' ? renewableFrom(facts.validUntil) : null,
    der: Buffer.from(certificate).toString('base64url'),
  }
}

/** Nobody on our list at its end, and nothing else amiss: not known, which is not the same as wrong. */
function stateOf(findings: readonly Finding[]): CertificateView['chain']['state'] {
  const failing = findings.filter(({ ok }) => !ok)
  if (failing.length === 0) return findings.length > 0 ? 'valid' : 'invalid'
  return failing.every(({ rule }) => rule === anchorRule) ? 'notOnList' : 'invalid'
}

/** Ended, or not begun, is said before "not on our list"; anything else that fails, before both. */
export function verdictOf(
  findings: readonly Finding[],
  { validFrom, validUntil }: Pick<CertificateFacts, 'validFrom' | 'validUntil'>,
  at: Date,
): CertificateView['verdict'] {
  const failing = findings.filter(({ ok }) => !ok).map(({ rule }) => rule)
  if (failing.some((rule) => rule !== datesRule && rule !== anchorRule)) return 'invalid'
  if (at.toISOString() > validUntil) return 'expired'
  if (at.toISOString() < validFrom) return 'notYet'
  return stateOf(findings)
}

/** Three months before the day on which it ends; the last of the month where there is no such day. */
export function renewableFrom(validUntil: string): string {
  // It ends with a day in Japan, nine hours ahead.
  const end = new Date(new Date(validUntil).getTime() + 9 * 60 * 60_000)
  const from = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - 3, 1))
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 0)).getUTCDate()
  from.setUTCDate(Math.min(end.getUTCDate(), lastDay))
  return from.toISOString().slice(0, 10)
}

function findingsOf({ certificate, role, authority, trust, at }: CertificateInput): Promise<readonly Finding[]> {
  const use = useOf[role]
  if (role === 'authenticationAuthority' || role === 'signatureAuthority')
    return authorityFindings(certificate, jpkiAnchors(trust, use, [certificate, certificate]), at)
  const chain = authority === undefined ? [certificate] : [certificate, authority]
  const purpose = use === 'authentication' ? 'jpkiAuthentication' : 'jpkiSignature'
  return verifyChain({ chain, anchors: jpkiAnchors(trust, use, chain), at, purpose }).then(({ findings }) => findings)
}

/** An authority of the card is the top of its hierarchy: pinned, or self-signed by somebody whom we do not know. */
async function authorityFindings(
  certificate: Uint8Array,
  anchors: readonly Uint8Array[],
  at: Date,
): Promise<readonly Finding[]> {
  const read = openCertificate(certificate)
  const { findings } = await verifyChain({ chain: [certificate], anchors, at, purpose: 'any' })
  return stated([...findings, ...caFindings(read, 0), selfSigned(read)])
}

const selfSigned = (read: ReadCertificate): Finding => ({
  rule: 'RFC 5280 6.1.3(a)(1)',
  ok: read.facts.selfIssued && signedBy(read, read),
  message: 'signed by its own key',
})

/**
 * Which certificate of a card it is, by what its key may do; undefined for one that is none of the four. A realm's own
 * policies are not held against it: those of earlier generations are not all known.
 */
export function roleOf({
  isCa,
  keyUsage = [],
  extendedKeyUsage,
  subjectAltName,
}: CertificateFacts): 'authentication' | 'signature' | undefined {
  if (isCa) return undefined
  if (subjectAltName.some((name) => name.kind === 'other' && name.oid.startsWith('1.2.392.200149.8.5.5.')))
    return 'signature'
  const signs = keyUsage.includes('digitalSignature')
  if (signs && extendedKeyUsage?.includes('1.3.6.1.5.5.7.3.2')) return 'authentication'
  return undefined
}

export function keyText({ keyAlgorithm: key }: CertificateFacts): string {
  if (key.name === 'RSA') return `RSA ${key.bits}`
  return key.name === 'EC' ? `ECDSA ${key.curve}` : key.oid
}

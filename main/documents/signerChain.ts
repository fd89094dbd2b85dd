// Who vouches for the signer: the chain from the certificates that came along, then and now.
import { createHash } from 'node:crypto'
import type { DocumentSignature } from '../../preload/shapes/documents.ts'
import type { ReadCertificate } from '../certificates/certificate.ts'
import { anchorRule, verifyChain } from '../certificates/chain.ts'
import { issuedBy, signedBy } from '../certificates/chainRules.ts'
import type { Finding } from '../certificates/finding.ts'

/** Who may stand at the end of a signer's chain: whole certificates (DER), and SHA-256 fingerprints of others. */
export interface DocumentTrust {
  readonly anchors: readonly Uint8Array[]
  readonly pinned?: readonly string[]
}

export interface ChainCheck {
  readonly findings: readonly Finding[]
  /** As far as the chain alone goes. */
  readonly state: DocumentSignature['state']
}

const longestChain = 5
/** For those who ask for attributes. A signer's own certificate is nobody's on the list, or trusted by whoever gave it as trust. */
const selfSignedRule = 'HAIP 1.0 6.1.1'
/** Clocks differ a little. */
const clockToleranceMs = 5 * 60 * 1000

/** Extended key usages that allow a document to be signed; a certificate without the extension may as well (RFC 5280 4.2.1.12). */
const forDocuments = new Set([
  '2.5.29.37.0', // any
  '1.3.6.1.5.5.7.3.36', // documentSigning, RFC 9336
  '1.3.6.1.5.5.7.3.4', // emailProtection
  '1.2.840.113583.1.1.5', // Adobe
  '1.3.6.1.4.1.311.10.3.12', // Microsoft
])

/**
 * @param known certificates that came with the signature, in any order
 * @param claimed when the signer says it was signed; without it only now is asked for
 */
export async function checkSignerChain(
  signer: ReadCertificate,
  known: readonly ReadCertificate[],
  trust: DocumentTrust,
  claimed: Date | undefined,
  now: Date,
): Promise<ChainCheck> {
  const path = chainFrom(signer, known)
  const chain = path.map(({ der }) => der)
  const pinned = new Set(trust.pinned)
  const anchors = [
    ...trust.anchors,
    ...chain.slice(1).filter((der) => pinned.has(createHash('sha256').update(der).digest('hex'))),
  ]
  const then = await verifyChain({ chain, anchors, at: claimed ?? now, purpose: 'jpkiSignature' })
  const usage = signer.facts.extendedKeyUsage
  const findings: Finding[] = [
    ...then.findings.filter(({ rule }) => rule !== selfSignedRule),
    {
      rule: 'RFC 5280 4.2.1.12',
      ok: usage === undefined || usage.some((oid) => forDocuments.has(oid)),
      message: 'the certificate may sign documents',
    },
    ...(claimed === undefined ? [] : [clockFinding(claimed, now)]),
  ]
  const failing = findings.filter(({ ok }) => !ok)
  if (failing.some(({ rule }) => rule !== anchorRule)) return { findings, state: 'invalid' }
  const stillValid = [...path.map(({ facts }) => facts), ...(then.anchor === undefined ? [] : [then.anchor])].every(
    ({ validFrom, validUntil }) => now.toISOString() >= validFrom && now.toISOString() <= validUntil,
  )
  const ended: Finding = {
    rule: 'RFC 5280 6.1.3(a)(2) now',
    ok: stillValid,
    message: 'the certificates are valid now as well, so that not all rests on the clock of the signer',
  }
  const state = failing.length > 0 ? 'notOnList' : stillValid ? 'valid' : 'expired'
  return { findings: [...findings, ended], state }
}

const clockFinding = (claimed: Date, now: Date): Finding => ({
  rule: 'RFC 5652 11.3 signing time',
  ok: claimed.getTime() <= now.getTime() + clockToleranceMs,
  message: 'the time of signing lies in the past',
})

/** Leaf first, each issued by the next, as far as they came along. */
export function chainFrom(signer: ReadCertificate, known: readonly ReadCertificate[]): readonly ReadCertificate[] {
  const chain = [signer]
  while (chain.length < longestChain) {
    const last = chain.at(-1)
    const next = known.find(
      (one) => !chain.includes(one) && last !== undefined && issuedBy(last, one) && signedBy(last, one),
    )
    if (next === undefined) break
    chain.push(next)
  }
  return chain
}

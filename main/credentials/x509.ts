// An X.509 certificate as a credential: kept to be looked at offline, verified by its chain like the others.

import { type CertificateFacts, readCertificate } from '../certificates/certificate.ts'
import { keyText, roleOf } from '../certificates/certificateView.ts'
import { type ChainPurpose, type ChainResult, verifyChain } from '../certificates/chain.ts'
import { readHolder } from '../certificates/holder.ts'
import { jpkiAnchors } from '../certificates/jpkiAnchors.ts'
import { organisationOf } from '../certificates/names.ts'
import type { Trust } from '../certificates/trust.ts'
import { fail } from '../failure.ts'
import { type AttributeLabel, labelOf } from './attributes.ts'
import { decodeChain } from './chainBytes.ts'
import type { Attribute, VerifiedCredential } from './credential.ts'

/** @throws credential.invalid when a certificate cannot be read */
export async function verifyCertificate(input: {
  raw: Uint8Array
  trust: Trust
  at: Date | string
  labels?: readonly AttributeLabel[]
}): Promise<VerifiedCredential> {
  const chain = decodeChain(input.raw)
  const leaf = readCertificate(chain[0] ?? new Uint8Array())
  const result = await verifyForSomeUse(chain, input.trust, input.at)
  return {
    format: 'x509',
    type: 'x509',
    issuer: { name: organisationOf(leaf.issuerParts), certificateSha256: result.anchor?.sha256 ?? leaf.sha256 },
    issuedAt: leaf.validFrom,
    validFrom: leaf.validFrom,
    validUntil: leaf.validUntil,
    attributes: certificateAttributes(leaf, input.labels ?? []),
    findings: result.findings,
  }
}

/** The use whose anchors it leads to; where it leads to none, the findings for what its key is made for. */
async function verifyForSomeUse(chain: readonly Uint8Array[], trust: Trust, at: Date | string): Promise<ChainResult> {
  const signs = roleOf(readCertificate(chain[0] ?? new Uint8Array())) === 'signature'
  const card: readonly (readonly [ChainPurpose, readonly Uint8Array[]])[] = [
    ['jpkiAuthentication', jpkiAnchors(trust, 'authentication', chain)],
    ['jpkiSignature', jpkiAnchors(trust, 'signature', chain)],
  ]
  const uses: readonly (readonly [ChainPurpose, readonly Uint8Array[]])[] = [
    ...(signs ? card.toReversed() : card),
    ['any', [...trust.issuers, ...trust.mdocIssuers, ...trust.verifiers, ...trust.registrars]],
  ]
  let first: ChainResult | undefined
  for (const [purpose, anchors] of uses) {
    const result = await verifyChain({ chain, anchors, at, purpose })
    if (result.anchor !== undefined) return result
    first ??= result
  }
  return first ?? fail({ code: 'credential.invalid', rule: 'RFC 5280 6.1', detail: 'empty chain' })
}

function certificateAttributes(leaf: CertificateFacts, labels: readonly AttributeLabel[]): Attribute[] {
  const values: Record<string, string> = {
    subject: leaf.subject,
    issuer: leaf.issuer,
    serial: leaf.serial,
    valid_from: leaf.validFrom,
    valid_until: leaf.validUntil,
    key: keyText(leaf),
    usage: [...(leaf.keyUsage ?? []), ...(leaf.extendedKeyUsage ?? [])].join(', '),
    policies: leaf.policies.join(', '),
    fingerprint: leaf.sha256,
  }
  const holder = readHolder(leaf)
  if (holder !== null) {
    values['name'] = holder.name
    values['birth_date'] = holder.birthDate
    values['sex'] = sexWords[holder.sex]
    values['address'] = holder.address
  }
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ path: [name], label: labelOf([name], labels), value }))
}

/** As JIS X 0303 writes it, which the values' texts understand. */
const sexWords = { unknown: '0', male: '1', female: '2', other: '9' } as const

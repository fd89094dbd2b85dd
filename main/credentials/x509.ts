// An X.509 certificate as a credential: kept to be looked at offline, verified by its chain like the others.

import { type CertificateFacts, readCertificate } from '../certificates/certificate.ts'
import { type ChainPurpose, type ChainResult, verifyChain } from '../certificates/chain.ts'
import { jpkiAnchors } from '../certificates/jpkiAnchors.ts'
import { organisationOf } from '../certificates/names.ts'
import type { Trust } from '../certificates/trust.ts'
import { fail } from '../failure.ts'
import { type AttributeLabel, labelOf } from './attributes.ts'
import { decodeChain } from './chainBytes.ts'
import type { Attribute, VerifiedCredential } from './credential.ts'

/** otherName OIDs of the signing certificate of JPKI: the four attributes (公的個人認証). */
const jpkiAttributes: Readonly<Record<string, string>> = {
  '1.2.392.200149.8.5.5.1': 'name',
  '1.2.392.200149.8.5.5.4': 'birth_date',
  '1.2.392.200149.8.5.5.3': 'sex',
  '1.2.392.200149.8.5.5.5': 'address',
}

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

/** The use whose anchors it leads to; the first one's findings when it leads to none. */
async function verifyForSomeUse(chain: readonly Uint8Array[], trust: Trust, at: Date | string): Promise<ChainResult> {
  const uses: readonly (readonly [ChainPurpose, readonly Uint8Array[]])[] = [
    ['jpkiAuthentication', jpkiAnchors(trust, 'authentication', chain)],
    ['jpkiSignature', jpkiAnchors(trust, 'signature', chain)],
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
  const key = leaf.keyAlgorithm
  const values: Record<string, string> = {
    subject: leaf.subject,
    issuer: leaf.issuer,
    serial: leaf.serial,
    valid_from: leaf.validFrom,
    valid_until: leaf.validUntil,
    key: key.name === 'RSA' ? `RSA ${key.bits}` : key.name === 'EC' ? `ECDSA ${key.curve}` : key.oid,
    fingerprint: leaf.sha256,
  }
  for (const entry of leaf.subjectAltName) {
    const name = entry.kind === 'other' ? jpkiAttributes[entry.oid] : undefined
    if (name !== undefined && entry.kind === 'other') {
      values[name] = name === 'birth_date' ? calendarDate(entry.value) : entry.value
    }
  }
  return Object.entries(values).map(([name, value]) => ({ path: [name], label: labelOf([name], labels), value }))
}

/** JPKI writes an era digit and the Gregorian date; an unknown form stays as it is. */
function calendarDate(text: string): string {
  const match = /^\d(\d{4})(\d\d)(\d\d)$/.exec(text)
  return match === null ? text : `${match[1]}-${match[2]}-${match[3]}`
}

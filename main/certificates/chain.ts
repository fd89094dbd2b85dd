// Is this chain of certificates valid, for this use, up to a pinned anchor? Every chain the wallet relies on passes here.
import { createHash } from 'node:crypto'
import { fail } from '../failure.ts'
import { type CertificateFacts, isPersonal, openCertificate, type ReadCertificate } from './certificate.ts'
import { algorithmFindings, caFindings, issuedBy, leafFindings, signedBy } from './chainRules.ts'
import { allHold, type Finding, stated } from './finding.ts'
import { engineFinding } from './pathEngine.ts'
import { recent } from './recent.ts'

/** What the leaf's key is about to be used for. 'any': only the rules that hold for every certificate. */
export type ChainPurpose =
  | 'jpkiAuthentication'
  | 'jpkiSignature'
  | 'credentialIssuer'
  | 'mdocIssuer'
  | 'verifier'
  | 'registrar'
  | 'any'

export interface ChainInput {
  /** DER, leaf first, each certifying the one before it; the anchor itself may stand last or be left out. */
  readonly chain: readonly Uint8Array[]
  /** DER of the pinned certificates. */
  readonly anchors: readonly Uint8Array[]
  /** The instant for which validity is asked: a Date or ISO 8601 text. */
  readonly at: Date | string
  readonly purpose: ChainPurpose
}

export interface ChainResult {
  readonly ok: boolean
  readonly findings: readonly Finding[]
  readonly leaf: CertificateFacts
  /** The anchor it leads to; absent when it leads to none of ours. */
  readonly anchor?: CertificateFacts
  /** All that fails is that no anchor of ours stands at its end: unknown rather than wrong. */
  readonly onlyUntrusted: boolean
  /** Never part of `ok`: revocation data of these authorities is not open to a wallet (see jpki.go.jp's rules for verifiers). */
  readonly revocation: 'not checked'
}

/** The rule of the finding "nobody on our list": told apart from everything that makes a chain invalid. */
export const anchorRule = 'RFC 5280 6.1.1(d) trust anchor'
export const datesRule = 'RFC 5280 6.1.3(a)(2)'
const maxLength = 5

interface Structure {
  readonly path: readonly ReadCertificate[]
  readonly anchored: boolean
  readonly findings: readonly Finding[]
}

const structures = recent<Promise<Structure>>(128)

/**
 * Path validation after RFC 5280 section 6 with pkijs, and the rules that pkijs leaves to its caller. What does not hold
 * is a finding.
 *
 * @throws credential.invalid for an empty chain or bytes that are no certificate
 */
export async function verifyChain({ chain, anchors, at, purpose }: ChainInput): Promise<ChainResult> {
  const given = chain.slice(0, maxLength + 1).map(openCertificate)
  const leaf = given[0] ?? fail({ code: 'credential.invalid', rule: 'RFC 5280 6.1', detail: 'empty chain' })
  const instant = new Date(at)
  const worked = () => verifyStructure(given, chain.length, anchors, purpose)
  const key = structureKey(chain, anchors, purpose)
  const structure = await (given.some(isPersonal)
    ? worked()
    : (structures.read(key) ?? structures.write(key, worked())))
  const findings = stated([...structure.findings, ...validityFindings(structure.path, instant)])
  const anchor = structure.anchored ? structure.path.at(-1) : undefined
  const failing = findings.filter((finding) => !finding.ok)
  return {
    ok: allHold(findings),
    findings,
    leaf: leaf.facts,
    ...(anchor === undefined ? {} : { anchor: anchor.facts }),
    onlyUntrusted: failing.length === 1 && failing[0]?.rule === anchorRule,
    revocation: 'not checked',
  }
}

/** Everything but the dates: it does not change with the clock, so that it is worked out once. */
async function verifyStructure(
  given: readonly ReadCertificate[],
  length: number,
  anchors: readonly Uint8Array[],
  purpose: ChainPurpose,
): Promise<Structure> {
  const findings: Finding[] = [
    {
      rule: 'RFC 5280 6.1 chain length',
      ok: length <= maxLength,
      message: `${length} certificate${length === 1 ? '' : 's'}, at most ${maxLength}`,
    },
  ]
  const { path, anchored, finding } = findAnchor(given, anchors)
  findings.push(finding)
  const leaf = path[0]
  if (leaf !== undefined) findings.push(...leafFindings(leaf, path, anchored, purpose))
  path.forEach((certificate, index) => {
    findings.push(...algorithmFindings(certificate, index))
    const issuer = path[index + 1]
    if (index > 0) findings.push(...caFindings(certificate, index))
    if (issuer === undefined) return
    findings.push({
      rule: 'RFC 5280 6.1.3(a)(4)',
      ok: certificate.parsed.issuer.isEqual(issuer.parsed.subject),
      message: `issuer name of certificate ${index + 1} is the subject of the next`,
    })
    findings.push({
      rule: 'RFC 5280 6.1.3(a)(1)',
      ok: signedBy(certificate, issuer),
      message: `signature of certificate ${index + 1} holds with the next one's key`,
    })
  })
  if (anchored && path.length > 1) findings.push(await engineFinding(path))
  return { path, anchored, findings }
}

/** All JPKI generations share one name: the anchor is chosen by key identifier and signature, not by name alone. */
function findAnchor(
  given: readonly ReadCertificate[],
  anchors: readonly Uint8Array[],
): { path: readonly ReadCertificate[]; anchored: boolean; finding: Finding } {
  const pinned = anchors.map(openCertificate)
  const rule = anchorRule
  const standing = given.findIndex((certificate) => pinned.some((p) => p.facts.sha256 === certificate.facts.sha256))
  if (standing >= 0) {
    const message = standing === 0 ? 'the certificate itself is pinned' : 'leads to a pinned certificate'
    return { path: given.slice(0, standing + 1), anchored: true, finding: { rule, ok: true, message } }
  }
  const last = given.at(-1)
  // A root of its own is no certificate of ours, whatever name it carries: all JPKI generations carry the same.
  const ownRoot = last?.facts.selfIssued === true && signedBy(last, last)
  const named = last === undefined || ownRoot ? [] : pinned.filter((anchor) => issuedBy(last, anchor))
  const signing = last === undefined ? undefined : named.find((anchor) => signedBy(last, anchor))
  const anchor = signing ?? named[0]
  if (anchor === undefined) {
    return {
      path: given,
      anchored: false,
      finding: { rule, ok: false, message: 'not on the list: leads to nobody who is pinned' },
    }
  }
  return {
    path: [...given, anchor],
    anchored: true,
    finding: { rule, ok: true, message: 'leads to a pinned certificate' },
  }
}

function validityFindings(path: readonly ReadCertificate[], at: Date): Finding[] {
  return path.map(({ facts }, index) => ({
    rule: datesRule,
    ok: at.toISOString() >= facts.validFrom && at.toISOString() <= facts.validUntil,
    message: `certificate ${index + 1} is valid from ${facts.validFrom} to ${facts.validUntil}`,
  }))
}

function structureKey(chain: readonly Uint8Array[], anchors: readonly Uint8Array[], purpose: string): string {
  const hash = createHash('sha256').update(`${purpose} ${chain.length} ${anchors.length}`)
  for (const der of [...chain, ...anchors]) hash.update(`|${der.length}|`).update(der)
  return hash.digest('base64')
}

// A stored credential as the screens see it.
import type { CertificateView } from '../../preload/shapes/certificates.ts'
import type { CredentialCard, CredentialDetail } from '../../preload/shapes/credentials.ts'
import { allHold } from '../certificates/finding.ts'
import type { StoredCredential, VerifiedCredential } from '../credentials/credential.ts'
import { cardFace, showAttributes } from '../credentials/show.ts'

/** Its card, as it is at that moment. */
export function cardOf(credential: StoredCredential, at: string): CredentialCard {
  const { id, format, display, issuer, receivedAt, issuedAt, validUntil, verifiedAt, lastStatus } = credential
  const portrait = display.kind === 'licence' ? portraitOf(credential) : undefined
  return {
    id,
    kind: display.kind,
    format,
    name: display.name,
    issuer: issuer.name,
    receivedAt,
    ...(issuedAt === undefined ? {} : { issuedAt }),
    ...(validUntil === undefined ? {} : { validUntil }),
    expired: validUntil !== undefined && Date.parse(validUntil) <= Date.parse(at),
    verifiedAt,
    ...(lastStatus === undefined ? {} : { lastStatus }),
    face: cardFace(credential, display.kind),
    ...(portrait === undefined ? {} : { portrait }),
  }
}

/** The holder's picture as a data: URL (ISO/IEC 18013-5 7.2.2 portrait). */
function portraitOf(credential: StoredCredential): string | undefined {
  return showAttributes(credential).find(({ path }) => path.at(-1) === 'portrait')?.picture
}

/** Everything about it, with what verifying it again just now has found; `certificate` of one that is kept from a card. */
export function detailOf(
  credential: StoredCredential,
  again: VerifiedCredential,
  at: string,
  certificate: CertificateView | undefined,
): CredentialDetail {
  return {
    ...cardOf(credential, at),
    type: credential.type,
    attributes: showAttributes(again),
    check: { at, valid: allHold(again.findings), findings: again.findings.map((finding) => ({ ...finding })) },
    ...(certificate === undefined ? {} : { certificate }),
  }
}

// One question over all formats: does this credential hold, and what does it say?

import { readCertificate } from '../certificates/certificate.ts'
import type { Trust } from '../certificates/trust.ts'
import { assertNever } from '../failure.ts'
import type { AttributeLabel } from './attributes.ts'
import { decodeChain } from './chainBytes.ts'
import type { CredentialFormat, VerifiedCredential } from './credential.ts'
import { parseIssuerSigned } from './issuerSigned.ts'
import { instantOf } from './jws.ts'
import { verifyMdoc } from './mdoc.ts'
import { parseSdJwt, verifySdJwt } from './sdJwt.ts'
import { verifyCertificate } from './x509.ts'

export interface VerifyInput {
  readonly format: CredentialFormat
  /** dc+sd-jwt: the compact text as UTF-8. mso_mdoc: the CBOR of IssuerSigned. x509: see chainBytes.ts. */
  readonly raw: Uint8Array
  readonly trust: Trust
  /** The present: a Date or ISO 8601 text. */
  readonly at: Date | string
  /**
   * 'now' (the default): every date is held against `at`. 'atIssue': dates and certificates are judged for the moment at
   * which the credential says it began, so that what was received rightly still verifies offline years later. That moment is
   * the issuer's own word: 'atIssue' is for credentials that were verified as 'now' when they came.
   */
  readonly as?: 'now' | 'atIssue'
  /** When given, the credential must be bound to this key (not for x509). */
  readonly holderJwk?: unknown
  /** When given, `vct` or docType must be it. */
  readonly expectedType?: string
  readonly labels?: readonly AttributeLabel[]
}

/**
 * What does not hold is a finding; see allHold.
 *
 * @throws credential.invalid only for what cannot be read at all
 */
export async function verifyCredential(input: VerifyInput): Promise<VerifiedCredential> {
  const { format, raw, trust, labels } = input
  const at = input.as === 'atIssue' ? beginning(format, raw, new Date(input.at)) : input.at
  const expected = {
    at,
    ...(input.holderJwk === undefined ? {} : { holderJwk: input.holderJwk }),
    ...(input.expectedType === undefined ? {} : { expectedType: input.expectedType }),
    ...(labels === undefined ? {} : { labels }),
  }
  switch (format) {
    case 'dc+sd-jwt':
      return verifySdJwt({ compact: textOf(raw), roots: trust.issuers, ...expected })
    case 'mso_mdoc':
      return verifyMdoc({ issuerSigned: raw, roots: trust.mdocIssuers, ...expected })
    case 'x509':
      return verifyCertificate({ raw, trust, at, ...(labels === undefined ? {} : { labels }) })
    default:
      return assertNever(format)
  }
}

/** The first moment at which it was issued and valid; never later than the present. */
function beginning(format: CredentialFormat, raw: Uint8Array, now: Date): Date {
  const starts = startsOf(format, raw).map((start) => Date.parse(start))
  return starts.length === 0 ? now : new Date(Math.min(now.getTime(), Math.max(...starts)))
}

function startsOf(format: CredentialFormat, raw: Uint8Array): string[] {
  switch (format) {
    case 'dc+sd-jwt': {
      const { payload } = parseSdJwt(textOf(raw)).jws
      return ['iat', 'nbf'].flatMap((name) => instantOf(payload, name) ?? [])
    }
    case 'mso_mdoc': {
      const { mso } = parseIssuerSigned(raw)
      return [mso.signed, mso.validFrom]
    }
    case 'x509':
      return decodeChain(raw).map((der) => readCertificate(der).validFrom)
    default:
      return assertNever(format)
  }
}

function textOf(raw: Uint8Array): string {
  return Buffer.from(raw).toString('latin1')
}

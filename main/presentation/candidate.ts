import { readCertificate } from '../certificates/certificate.ts'
import { jsonFromCbor } from '../credentials/attributes.ts'
import { x5chainOf } from '../credentials/cose.ts'
import type { CredentialId, StatusAnswer, StoredCredential } from '../credentials/credential.ts'
import { processDisclosures } from '../credentials/disclosures.ts'
import { parseIssuerSigned } from '../credentials/issuerSigned.ts'
import type { Json } from '../credentials/json.ts'
import { x5cOf } from '../credentials/jws.ts'
import { elementsOf } from '../credentials/mdoc.ts'
import { parseSdJwt } from '../credentials/sdJwt.ts'

/** A stored credential as a query sees it. */
export interface Candidate {
  readonly id: CredentialId
  readonly format: 'dc+sd-jwt' | 'mso_mdoc'
  readonly type: string
  /** SD-JWT VC: the processed payload. mdoc: namespace → element → value as JSON (RFC 8949 6.1). */
  readonly claims: Json
  /** Whether it is bound to a key of this drawer. */
  readonly bound: boolean
  /** Authority key identifiers in its chain, base64url (OpenID4VP 1.0 6.1.1.1). */
  readonly authorityKeyIds: readonly string[]
  readonly validFrom?: string
  readonly validUntil?: string
  readonly lastStatus?: StatusAnswer['state']
  readonly credential: StoredCredential
}

/** Undefined for what is not presented this way (certificates). What is stored was verified, so reading it does not fail. */
export function toCandidate(credential: StoredCredential): Candidate | undefined {
  const content = contentOf(credential)
  if (content === undefined) return undefined
  const { id, type, keyId, validFrom, validUntil, lastStatus } = credential
  return {
    id,
    type,
    ...content,
    bound: keyId !== undefined,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(lastStatus === undefined ? {} : { lastStatus: lastStatus.state }),
    credential,
  }
}

function contentOf({
  format,
  raw,
}: StoredCredential): Pick<Candidate, 'format' | 'claims' | 'authorityKeyIds'> | undefined {
  switch (format) {
    case 'dc+sd-jwt': {
      const { jws, disclosures } = parseSdJwt(Buffer.from(raw).toString('utf8'))
      const { claims } = processDisclosures(jws.payload, disclosures)
      return { format, claims, authorityKeyIds: authorityKeyIds(x5cOf(jws) ?? []) }
    }
    case 'mso_mdoc': {
      const issuerSigned = parseIssuerSigned(raw)
      const claims = Object.fromEntries(
        [...elementsOf(issuerSigned)].map(([namespace, elements]) => [namespace, jsonFromCbor(elements)]),
      )
      return { format, claims, authorityKeyIds: authorityKeyIds(x5chainOf(issuerSigned.issuerAuth)) }
    }
    case 'x509':
      return undefined
  }
}

function authorityKeyIds(chain: readonly Uint8Array[]): string[] {
  return chain.flatMap((der) => {
    const { authorityKeyId } = readCertificate(der)
    return authorityKeyId === undefined ? [] : [Buffer.from(authorityKeyId, 'hex').toString('base64url')]
  })
}

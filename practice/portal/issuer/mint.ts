// Makes the credentials from what the world says of a person, for the key that the wallet proved to hold.
import { X509Certificate } from 'node:crypto'
import { dayInJapan, endOfDayInJapan } from '../../calendar.ts'
import { issueMdoc } from '../../issuing/mdoc.ts'
import { issueSdJwt } from '../../issuing/sdJwt.ts'
import { insuranceClaims, licenceNamespaces } from '../../issuing/types.ts'
import type { PracticePerson } from '../../person.ts'
import type { Signer } from '../../world.ts'
import type { PortalContext } from '../context.ts'
import type { PublicJwk } from '../jwt.ts'
import { newSigningKey } from '../sign.ts'
import { strangerFor } from '../stranger.ts'
import { type CredentialKindId, credentialTypes } from './kinds.ts'
import { issuerOf } from './metadata.ts'
import { statusListUri } from './status.ts'

interface Plan {
  readonly person: PracticePerson
  readonly credential: CredentialKindId
  readonly holderJwk: PublicJwk
  readonly statusIndex: number
}

/** @returns the credential as OpenID4VCI 1.0 carries it (A.3.4; A.2.4: base64url), undefined: the person has no such thing */
export function mintCredential(context: PortalContext, plan: Plan): string | undefined {
  const holderJwk = context.faults.strikes('credential_other_key') ? strangersKey() : plan.holderJwk
  return plan.credential === 'health-insurance'
    ? mintInsurance(context, { ...plan, holderJwk })
    : mintLicence(context, { ...plan, holderJwk })
}

function mintInsurance(context: PortalContext, { person, holderJwk, statusIndex }: Plan): string | undefined {
  const claims = insuranceClaims(person)
  if (claims === undefined || person.insurance === undefined) return undefined
  const signer = signerFor(context, 'credentialIssuer')
  const { from, until } = validity(context, signer, person.insurance.validUntil)
  return issueSdJwt({
    claims,
    vct: credentialTypes['health-insurance'],
    issuer: issuerOf(context),
    holderJwk,
    signer,
    status: { uri: statusListUri(context), index: statusIndex },
    iat: from,
    exp: until,
  })
}

function mintLicence(context: PortalContext, { person, holderJwk, statusIndex }: Plan): string | undefined {
  const namespaces = licenceNamespaces(person, dayInJapan(context.now()))
  if (namespaces === undefined || person.licence === undefined) return undefined
  const signer = signerFor(context, 'documentSigner')
  const { from, until } = validity(context, signer, person.licence.expiresOn)
  const issuerSigned = issueMdoc({
    docType: credentialTypes.licence,
    namespaces,
    holderJwk,
    signer,
    validity: { signed: from, validFrom: from, validUntil: until },
    status: { uri: statusListUri(context), index: statusIndex },
  })
  return Buffer.from(issuerSigned).toString('base64url')
}

/** From this second to the end of that day in Japan, and not beyond the signer's certificate. */
function validity({ faults, now }: PortalContext, signer: Signer, lastDay: string): { from: Date; until: Date } {
  const from = new Date(Math.floor(now().getTime() / 1000) * 1000)
  if (faults.strikes('credential_expired')) {
    return { from: new Date(from.getTime() - 1_800_000), until: new Date(from.getTime() - 900_000) }
  }
  const ends = [endOfDayInJapan(lastDay).getTime(), Date.parse(new X509Certificate(signer.chain[0] ?? '').validTo)]
  return { from, until: new Date(Math.min(...ends)) }
}

function signerFor({ world, faults, now }: PortalContext, name: 'credentialIssuer' | 'documentSigner'): Signer {
  const right = world.signers[name]
  // The signature of a key that is not the certificate's: it does not hold.
  if (faults.strikes('bad_credential')) return { chain: right.chain, privateKey: newSigningKey().privateKey }
  return faults.strikes('credential_other_ca') ? strangerFor(name, now()) : right
}

function strangersKey(): PublicJwk {
  const { x = '', y = '' } = newSigningKey().publicKey.export({ format: 'jwk' })
  return { kty: 'EC', crv: 'P-256', x, y }
}

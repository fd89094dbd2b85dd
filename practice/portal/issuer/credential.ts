// The credential endpoint (OpenID4VCI 1.0 section 8): key proofs in, one credential out for each.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { recordHistory } from '../history.ts'
import { json, ProtocolError } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { newId } from '../secrets.ts'
import { credentialKinds, issuerName } from './kinds.ts'
import { batchSize, issuerOf } from './metadata.ts'
import { mintCredential } from './mint.ts'
import { takeProofNonce } from './nonce.ts'
import type { Offer } from './offers.ts'
import { type Proof, verifyProof } from './proof.ts'
import { registerIssued } from './register.ts'
import { newStatusIndex } from './status.ts'
import { requireIssuanceToken } from './token.ts'

/** Members that are not known are ignored (8.2); proofs of one type alone. */
const credentialRequest = z.looseObject({
  credential_configuration_id: z.string().max(200).optional(),
  credential_identifier: z.string().max(200).optional(),
  proofs: z.strictObject({ jwt: z.array(z.string().max(8_000)).min(1).max(batchSize) }),
})

export function credentialRoutes(context: PortalContext): Route[] {
  return [
    open('POST /issuer/credential', {
      summary: 'Credentials for the keys that were proved (OpenID4VCI 1.0 8)',
      security: 'issuance',
      oauth: 'invalid_credential_request',
      body: credentialRequest,
      answers: {
        200: z.object({
          credentials: z.array(z.object({ credential: z.string() })),
          notification_id: z.string(),
        }),
      },
      handle: (call) => issue(context, call.request, call.body),
    }),
  ]
}

/**
 * @throws invalid_token, invalid_credential_request, unknown_credential_configuration, invalid_proof, invalid_nonce,
 *   credential_request_denied (OpenID4VCI 1.0 8.3.1.2)
 */
function issue(context: PortalContext, request: Request, sent: z.output<typeof credentialRequest>): Response {
  const offer = requireIssuanceToken(context, request)
  checkConfiguration(sent.credential_configuration_id, sent.credential_identifier, offer)
  const proofs = checkProofs(context, sent.proofs.jwt)
  const person = context.world.person(offer.person)
  if (person === undefined) throw new ProtocolError('credential_request_denied', 'the person is not known')

  const notification = newId()
  const credentials = proofs.map((proof) => {
    const statusIndex = newStatusIndex(context)
    const plan = { person, credential: offer.credential, holderJwk: proof.jwk, statusIndex }
    const credential = mintCredential(context, plan)
    if (credential === undefined) throw new ProtocolError('credential_request_denied', 'the person has no such thing')
    const { credential: kind } = offer
    registerIssued(context, { id: newId(), person: person.id, credential: kind, statusIndex, notification })
    return { credential }
  })
  recordHistory(context, person.id, 'credential_issued', issuerName.ja)
  return json({ credentials, notification_id: notification })
}

function checkConfiguration(configuration: string | undefined, identifier: string | undefined, offer: Offer): void {
  if (identifier !== undefined) {
    // The token answer named no identifiers, so none may be used (8.2).
    throw new ProtocolError('unknown_credential_identifier', 'use credential_configuration_id')
  }
  if (configuration === undefined) {
    throw new ProtocolError('invalid_credential_request', 'credential_configuration_id is missing')
  }
  if (!(credentialKinds as readonly string[]).includes(configuration)) {
    throw new ProtocolError('unknown_credential_configuration', 'there is no such configuration')
  }
  if (configuration !== offer.credential) {
    throw new ProtocolError('invalid_credential_request', 'the access token is for another credential')
  }
}

/** All proofs of a request carry the same nonce (8.2), which is used up by it; each is for another key. */
function checkProofs(context: PortalContext, jwts: readonly string[]): Proof[] {
  const proofs = jwts.map((jwt) => verifyProof(jwt, issuerOf(context), context.now()))
  const [nonce, ...others] = new Set(proofs.map((proof) => proof.nonce))
  if (nonce === undefined || others.length > 0) throw new ProtocolError('invalid_proof', 'one nonce for all proofs')
  if (!takeProofNonce(context, nonce)) throw new ProtocolError('invalid_nonce', 'the nonce is unknown, used or too old')
  if (new Set(proofs.map(({ jwk }) => `${jwk.x}.${jwk.y}`)).size !== proofs.length) {
    throw new ProtocolError('invalid_proof', 'each proof is for another key')
  }
  return proofs
}

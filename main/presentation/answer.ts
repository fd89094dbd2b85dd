// Builds the answer to a request: only what was chosen, bound to this verifier and this request, encrypted where it asks so.
import { CompactEncrypt, calculateJwkThumbprint, importJWK } from 'jose'
import type { Receipt } from '../../preload/shapes/sharing.ts'
import type { CredentialId, KeyId } from '../credentials/credential.ts'
import { presentMdoc } from '../credentials/mdoc.ts'
import { bindSdJwt } from '../credentials/sdJwtPresentation.ts'
import type { PresentationBinding } from '../drawer/contract/sharing.ts'
import { fail } from '../failure.ts'
import { formBody } from '../openid/answers.ts'
import type { Candidate } from './candidate.ts'
import type { Selected } from './claimsPath.ts'
import { discloseSelected, leavingAttributes } from './leaving.ts'
import type { ChosenPart } from './match.ts'

export interface AnswerInput {
  /** From `checkChoice`. */
  readonly parts: readonly ChosenPart[]
  readonly binding: PresentationBinding
  readonly at: Date
  /** ES256 over the bytes with that key: r and s of 32 bytes each. */
  readonly sign: (keyId: KeyId, bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>
}

/**
 * The form body for the verifier, and the names of what is in it. Each query has a presentation of its own with exactly its
 * claims, also where one credential answers two: it might carry both (6.4), but then each verifier must know that.
 *
 * @throws request.choiceInvalid when a chosen credential has no key
 * @see OpenID4VP 1.0 section 8
 */
export async function buildAnswer({
  parts,
  binding,
  at,
  sign,
}: AnswerInput): Promise<{ form: string; shared: Receipt['shared'] }> {
  // By entries: a verifier may call a query "__proto__", and a member of that name is set by no assignment.
  const vpToken = new Map<string, string[]>()
  for (const { queryId, candidate, selected } of parts) {
    vpToken.set(queryId, [await present(candidate, selected, binding, at, sign)])
  }
  return { form: await formOf(Object.fromEntries(vpToken), binding), shared: sharedBy(parts) }
}

/** By credential: what two queries ask of the same one adds up. */
function sharedBy(parts: readonly ChosenPart[]): Receipt['shared'] {
  const byCredential = new Map<CredentialId, ChosenPart>()
  for (const part of parts) {
    const before = byCredential.get(part.candidate.id)
    byCredential.set(part.candidate.id, { ...part, selected: [...(before?.selected ?? []), ...part.selected] })
  }
  return [...byCredential.values()].map(({ candidate, selected }) => ({
    credential: candidate.credential.display.name,
    attributes: leavingAttributes(candidate, selected).map(({ label }) => label),
  }))
}

async function present(
  candidate: Candidate,
  selected: readonly Selected[],
  binding: PresentationBinding,
  at: Date,
  sign: AnswerInput['sign'],
): Promise<string> {
  const { keyId, raw } = candidate.credential
  if (keyId === undefined) fail({ code: 'request.choiceInvalid' })
  const signWithKey = (bytes: Uint8Array) => sign(keyId, bytes)
  if (candidate.format === 'dc+sd-jwt') {
    const { clientId: aud, nonce } = binding
    return await bindSdJwt(discloseSelected(candidate, selected), { aud, nonce, iat: at, sign: signWithKey })
  }
  const thumbprint = binding.encryption && (await calculateJwkThumbprint(binding.encryption.jwk, 'sha256'))
  const response = await presentMdoc(
    raw,
    selected.map(({ path }) => path),
    {
      clientId: binding.clientId,
      nonce: binding.nonce,
      responseUri: binding.responseUri,
      ...(thumbprint === undefined
        ? {}
        : { encryptionJwkThumbprint: new Uint8Array(Buffer.from(thumbprint, 'base64url')) }),
    },
    signWithKey,
  )
  return Buffer.from(response).toString('base64url')
}

/** `direct_post` (8.2), or `direct_post.jwt` (8.3): then everything, `state` too, stands inside the JWE. */
async function formOf(
  vpToken: Readonly<Record<string, string[]>>,
  { state, encryption }: PresentationBinding,
): Promise<string> {
  if (encryption === undefined) return formBody({ vp_token: JSON.stringify(vpToken), state }).toString()
  const { jwk, enc } = encryption
  const key = await importJWK(jwk, 'ECDH-ES')
  const content = JSON.stringify({ vp_token: vpToken, ...(state === undefined ? {} : { state }) })
  const kid = jwk['kid']
  const response = await new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({ alg: 'ECDH-ES', enc, ...(typeof kid === 'string' ? { kid } : {}) })
    .encrypt(key)
  return formBody({ response }).toString()
}

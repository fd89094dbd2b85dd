// Judges credentials on their way into the drawer: nothing is stored that does not hold.
import { randomUUID } from 'node:crypto'
import { anchorRule } from '../certificates/chain.ts'
import type { Trust } from '../certificates/trust.ts'
import type { CredentialId, VerifiedCredential } from '../credentials/credential.ts'
import { verifyCredential } from '../credentials/verify.ts'
import { fail } from '../failure.ts'
import type { IncomingCredential } from './contract/credentials.ts'
import type { NewCredential } from './store/credentials.ts'

const mostAtOnce = 64
const mostBytes = 1024 * 1024

/**
 * Verifies what an issuer sent: signature, chain to an anchor of this realm, dates, kind, and that it is bound to the key it
 * was asked for with.
 *
 * @param publicJwkOf the public half of a key of this drawer
 * @throws credential.invalid, credential.expired
 */
export async function verifyIncoming(
  incoming: readonly IncomingCredential[],
  publicJwkOf: (keyId: string) => Record<string, unknown>,
  trust: Trust,
  at: string,
): Promise<NewCredential[]> {
  if (incoming.length > mostAtOnce) refuse('OpenID4VCI 8.3', 'too many credentials at once')
  const verified: NewCredential[] = []
  for (const { format, raw, keyId, kind, name, labels, expectedType } of incoming) {
    if (raw.length > mostBytes) refuse('OpenID4VCI 8.3', 'too large')
    const holderJwk = publicJwkOf(keyId)
    const result = await verifyCredential({ format, raw, trust, at, as: 'now', holderJwk, expectedType, labels })
    requireHolding(result, at)
    verified.push({ id: newCredentialId(), raw, keyId, kind, name, labels, verified: result, at })
  }
  return verified
}

/** @throws credential.expired, credential.invalid with the first rule that does not hold */
function requireHolding({ findings, validUntil }: VerifiedCredential, at: string): void {
  const broken = findings.find(({ ok }) => !ok)
  if (broken === undefined && findings.length > 0) return
  if (validUntil !== undefined && Date.parse(validUntil) <= Date.parse(at)) fail({ code: 'credential.expired' })
  refuse(broken?.rule ?? 'RFC 5280 6.1', broken?.message ?? 'nothing could be checked')
}

/** All holds but that nobody on our list may vouch for it. @throws credential.invalid with the first rule that does not */
export function requireSound({ findings }: VerifiedCredential): void {
  const broken = findings.find(({ ok, rule }) => !ok && rule !== anchorRule)
  if (broken !== undefined) refuse(broken.rule, broken.message)
}

export const newCredentialId = (): CredentialId => randomUUID() as CredentialId

function refuse(rule: string, detail: string): never {
  return fail({ code: 'credential.invalid', rule, detail })
}

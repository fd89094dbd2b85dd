// The signature on an application: over what is sent, in its one spelling, so that every part of it is covered.

import { verifyChain } from '../../../main/certificates/chain.ts'
import { canonical } from '../../../main/drawer/canonical.ts'
import { WalletError } from '../../../main/failure.ts'
import type { PracticePerson } from '../../person.ts'
import { personOfCertificate } from '../account.ts'
import type { PortalContext } from '../context.ts'
import { judgeLogInCertificate } from '../logInCertificate.ts'
import { Problem, type ProblemCode } from '../problem.ts'
import { isRevoked } from '../revocation.ts'
import { sha256 } from '../secrets.ts'
import { signatureHolds, statementBytes } from '../statement.ts'

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain }

/** What of an application is signed: everything but the signature itself; an attachment by its hash. */
export interface SignedContent {
  readonly procedure: string
  readonly on_behalf?: { readonly name: string; readonly birth_date: string }
  readonly corrects?: string
  readonly form: { readonly [name: string]: Plain }
  readonly attachments: readonly {
    readonly id: string
    readonly name: string
    readonly media: string
    /** base64url */
    readonly sha256: string
  }[]
}

/** tefuda/application/1, origin, request id and the content as RFC 8785 writes it. */
export function applicationBytes(origin: string, requestId: string, content: SignedContent): Uint8Array {
  return statementBytes('tefuda/application/1', origin, requestId, canonical({ ...content }))
}

export function contentHash(content: SignedContent): string {
  return sha256(canonical({ ...content }))
}

/**
 * By the person who sends it, with the key that the procedure asks for.
 * @throws signature_missing, signature_invalid, cert_*, issuer_mismatch, other_person
 */
export async function checkSignature(
  context: PortalContext,
  kind: 'user' | 'sign',
  actor: PracticePerson,
  signed: Uint8Array,
  sent: { readonly certificate: string; readonly signature: string } | undefined,
): Promise<void> {
  if (sent === undefined) throw new Problem('signature_missing')
  const certificate = Uint8Array.from(Buffer.from(sent.certificate, 'base64url'))
  const refusal =
    kind === 'user' ? await judgeLogInCertificate(context, certificate) : await judgeSigning(context, certificate)
  if (refusal !== undefined) throw new Problem(refusal)
  if (!signatureHolds(certificate, signed, Buffer.from(sent.signature, 'base64url'))) {
    throw new Problem('signature_invalid')
  }
  const holder =
    kind === 'user'
      ? await personOfCertificate(context, certificate)
      : context.world.people.find((one) => one.signature && Buffer.from(one.signature.certificate).equals(certificate))
  if (holder?.id !== actor.id) throw new Problem('other_person')
}

async function judgeSigning(context: PortalContext, certificate: Uint8Array): Promise<ProblemCode | undefined> {
  const { world, now } = context
  try {
    const chain = await verifyChain({
      chain: [certificate],
      anchors: world.trust().jpki.signature,
      at: now(),
      purpose: 'jpkiSignature',
    })
    if (chain.leaf.validUntil < now().toISOString()) return 'signing_cert_expired'
    if (!chain.ok) return 'issuer_mismatch'
  } catch (error) {
    if (error instanceof WalletError) throw new Problem('invalid_request', 'certificate: not an X.509 certificate')
    throw error
  }
  return (await isRevoked(context, certificate, 'signature')) ? 'signing_cert_revoked' : undefined
}

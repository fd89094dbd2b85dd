// Credential offers: made for one person and one credential, redeemed once (OpenID4VCI 4.1).
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { json, Problem } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { newId, newSecret, sha256 } from '../secrets.ts'
import type { CredentialKindId } from './kinds.ts'
import { issuerOf, preAuthorizedGrant } from './metadata.ts'

const txCodeLength = 6
/** Wrong transaction codes after which an offer is worth nothing any more. */
export const maximumTxTries = 3

export interface Offer {
  readonly id: string
  readonly person: string
  readonly credential: CredentialKindId
  readonly code: string
  readonly txCodeSha256: string | null
  readonly txTries: number
  readonly expiresAt: number
  readonly redeemedAt: number | null
}

const columns = `id, person, credential, code, tx_code_sha256 AS txCodeSha256, tx_tries AS txTries,
  expires_at AS expiresAt, redeemed_at AS redeemedAt`

export function offerRoutes(context: PortalContext): Route[] {
  return [
    open('GET /issuer/offers/:id', {
      summary: 'A credential offer by reference (OpenID4VCI 1.0 4.1.3)',
      answers: {
        200: z.object({
          credential_issuer: z.string(),
          credential_configuration_ids: z.array(z.string()),
          grants: z.record(z.string(), z.unknown()),
        }),
      },
      handle: ({ params }) => byReference(context, params['id'] ?? ''),
    }),
  ]
}

/** @returns the offer's id and the transaction code, which the person is told by another way */
export function createOffer(
  { database, now, faults }: PortalContext,
  plan: { person: string; credential: CredentialKindId; withTxCode: boolean; lifeMs: number; fromInbox?: boolean },
): { id: string; txCode?: string } {
  const id = newId()
  const txCode = plan.withTxCode ? String(randomInt(10 ** txCodeLength)).padStart(txCodeLength, '0') : undefined
  const expiresAt = faults.strikes('expired_offer') ? now().getTime() - 1000 : now().getTime() + plan.lifeMs
  database
    .prepare(
      `INSERT INTO offers (id, person, credential, code, tx_code_sha256, expires_at, from_inbox)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      plan.person,
      plan.credential,
      newSecret(),
      txCode === undefined ? null : sha256(txCode),
      expiresAt,
      plan.fromInbox ? 1 : 0,
    )
  return { id, ...(txCode === undefined ? {} : { txCode }) }
}

/** openid-credential-offer: link; short by reference, or complete by value (OpenID4VCI 4.1.2, 4.1.3). */
export function offerLink(context: PortalContext, id: string, by: 'reference' | 'value' = 'reference'): string {
  const query = new URLSearchParams(
    by === 'reference'
      ? { credential_offer_uri: `${issuerOf(context)}/offers/${id}` }
      : { credential_offer: JSON.stringify(offerObject(context, findOffer(context, 'id', id))) },
  )
  return `openid-credential-offer://?${query}`
}

export function findOffer({ database }: PortalContext, by: 'id' | 'code', value: string): Offer | undefined {
  return database.prepare<[string], Offer>(`SELECT ${columns} FROM offers WHERE ${by} = ?`).get(value)
}

/** An offer of the person's inbox that can still be accepted. */
export function openInboxOffer(
  { database, now }: PortalContext,
  person: string,
  credential: CredentialKindId,
): string | undefined {
  return database
    .prepare<[string, string, number], string>(
      `SELECT id FROM offers WHERE person = ? AND credential = ? AND from_inbox = 1 AND redeemed_at IS NULL
       AND expires_at > ? ORDER BY expires_at DESC LIMIT 1`,
    )
    .pluck()
    .get(person, credential, now().getTime())
}

function byReference(context: PortalContext, id: string): Response {
  const offer = findOffer(context, 'id', id)
  if (offer === undefined) throw new Problem('not_found')
  if (offer.redeemedAt !== null || offer.expiresAt <= context.now().getTime()) throw new Problem('window_closed')
  return json(offerObject(context, offer))
}

function offerObject(context: PortalContext, offer: Offer | undefined) {
  if (offer === undefined) throw new Problem('not_found')
  return {
    credential_issuer: issuerOf(context),
    credential_configuration_ids: [offer.credential],
    grants: {
      [preAuthorizedGrant]: {
        'pre-authorized_code': offer.code,
        ...(offer.txCodeSha256 === null
          ? {}
          : {
              tx_code: {
                input_mode: 'numeric',
                length: txCodeLength,
                description: '窓口でお伝えした6桁の番号を入力してください。',
              },
            }),
      },
    },
  }
}

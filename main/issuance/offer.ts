// A credential offer: who offers what, and the code that redeems it (OpenID4VCI 1.0 section 4.1).
import { z } from 'zod'
import { fail, WalletError } from '../failure.ts'
import { httpsUrl, readJson } from '../openid/answers.ts'
import { expectOk } from '../portal/problem.ts'
import type { Fetch } from '../ports.ts'

export const preAuthorizedGrant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

const txCode = z.looseObject({
  input_mode: z.enum(['numeric', 'text']).default('numeric'),
  length: z.int().min(1).max(32).optional(),
  description: z.string().max(300).optional(),
})

const offerBody = z.looseObject({
  credential_issuer: z.string().refine((text) => httpsUrl(text) !== undefined),
  credential_configuration_ids: z.array(z.string().min(1).max(200)).min(1).max(16),
  grants: z.looseObject({
    [preAuthorizedGrant]: z.looseObject({
      'pre-authorized_code': z.string().min(1).max(4_000),
      tx_code: txCode.optional(),
      authorization_server: z.string().max(2_000).optional(),
    }),
  }),
})

export interface Offer {
  readonly issuer: string
  readonly configurationIds: readonly string[]
  readonly code: string
  /** Asked of the person, who was told it by another way. */
  readonly txCode?: { readonly inputMode: 'numeric' | 'text'; readonly length?: number; readonly description?: string }
  readonly authorizationServer?: string
}

export type OfferLink =
  | { readonly kind: 'value'; readonly offer: Offer }
  | { readonly kind: 'reference'; readonly uri: URL }

const schemes = new Set(['openid-credential-offer:', 'haip-vci:'])
const maxLength = 20_000

/** @throws offer.invalid */
export function parseOfferLink(text: string): OfferLink {
  const trimmed = text.trim()
  if (trimmed.length > maxLength) invalid('too long')
  if (!URL.canParse(trimmed)) invalid('not a link')
  const url = new URL(trimmed)
  if (!schemes.has(url.protocol)) invalid('not a link for receiving')
  const value = url.searchParams.getAll('credential_offer')
  const reference = url.searchParams.getAll('credential_offer_uri')
  if (value.length + reference.length !== 1) invalid('exactly one of credential_offer and credential_offer_uri')
  if (value[0] !== undefined) return { kind: 'value', offer: parseOffer(value[0]) }
  return {
    kind: 'reference',
    uri: httpsUrl(reference[0] ?? '') ?? invalid('credential_offer_uri is not an https address'),
  }
}

/**
 * The offer that the link stands for.
 * @throws offer.invalid, offer.expired when it is not there (any more), portal.*
 */
export async function fetchOffer(fetch: Fetch, link: OfferLink): Promise<Offer> {
  if (link.kind === 'value') return link.offer
  const response = await fetch(new Request(link.uri, { headers: { accept: 'application/json' } }))
  if (response.status === 404 || response.status === 410) fail({ code: 'offer.expired' })
  await expectOk(response)
  try {
    return judgeOffer(await readJson(response, z.unknown(), 32 * 1024))
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'portal.badAnswer') invalid(error.failure.detail)
    throw error
  }
}

/** @throws offer.invalid */
export function parseOffer(json: string): Offer {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    fail({ code: 'offer.invalid', detail: 'not JSON' }, error)
  }
  return judgeOffer(value)
}

function judgeOffer(value: unknown): Offer {
  const parsed = offerBody.safeParse(value)
  if (!parsed.success) {
    fail({ code: 'offer.invalid', detail: parsed.error.issues[0]?.path.map(String).join('.') ?? 'shape' }, parsed.error)
  }
  const { credential_issuer: issuer, credential_configuration_ids: configurationIds, grants } = parsed.data
  const grant = grants[preAuthorizedGrant]
  if (new Set(configurationIds).size !== configurationIds.length) invalid('a configuration twice')
  const asked = grant.tx_code
  return {
    issuer,
    configurationIds,
    code: grant['pre-authorized_code'],
    ...(asked === undefined
      ? {}
      : {
          txCode: {
            inputMode: asked.input_mode,
            ...(asked.length === undefined ? {} : { length: asked.length }),
            ...(asked.description === undefined ? {} : { description: asked.description }),
          },
        }),
    ...(grant.authorization_server === undefined ? {} : { authorizationServer: grant.authorization_server }),
  }
}

function invalid(detail: string): never {
  fail({ code: 'offer.invalid', detail })
}

// What a verifier registered: its name, its purposes and what it may ask for, as the registrar signed it. The request
// carries it in `verifier_info` (OpenID4VP 1.0 5.1; the EUDI registration certificate is carried the same way).
import { z } from 'zod'
import type { Trust } from '../certificates/trust.ts'
import { fail } from '../failure.ts'
import { httpsText } from '../openid/answers.ts'
import { verifySignedJwt } from '../openid/signedJwt.ts'
import type { ClaimQuery, CredentialQuery, DcqlQuery } from './dcql.ts'
import { claimName } from './match.ts'

const text = z.string().min(1).max(500)
const bilingual = z.object({ ja: text, en: text })
const path = z
  .array(z.union([z.string().max(200), z.int().nonnegative(), z.null()]))
  .min(1)
  .max(16)
const registeredClaim = z.looseObject({ path })

const registrationPayload = z.looseObject({
  iss: text,
  sub: z.string().min(1).max(500),
  name: bilingual,
  purposes: z.array(bilingual).min(1).max(16),
  credentials: z
    .array(
      z.looseObject({
        format: z.string().max(64),
        meta: z.looseObject({
          vct_values: z.array(z.string().max(1000)).optional(),
          doctype_value: z.string().max(1000).optional(),
        }),
        claims: z.array(registeredClaim).max(256).default([]),
      }),
    )
    .max(64),
  privacy_policy: httpsText.optional(),
  contact: text.optional(),
  iat: z.int().nonnegative(),
  exp: z.int().nonnegative(),
})
export type Registration = z.infer<typeof registrationPayload>

/** `verifier_info`: attestations by others about the verifier; formats that the wallet does not know are passed over. */
export const verifierInfo = z
  .array(z.looseObject({ format: z.string().max(64), data: z.unknown() }))
  .min(1)
  .max(16)

/** Clocks differ by so much. */
const skewSeconds = 60
const registrationType = 'rp-registration+jwt'

/**
 * The first registration that a registrar of this realm signed for this client.
 * @throws verifier.untrusted when there is none that holds; `name` is how the verifier's own certificate calls it
 */
export async function findRegistration(
  info: z.infer<typeof verifierInfo> | undefined,
  client: { readonly id: string; readonly name: string },
  trust: Trust,
  at: Date,
): Promise<Registration> {
  for (const { format, data } of info ?? []) {
    if (format !== 'jwt' || typeof data !== 'string') continue
    const judged = await verifySignedJwt(data, {
      typ: registrationType,
      anchors: trust.registrars,
      purpose: 'registrar',
      at,
    })
    if (!judged.ok) continue
    const registration = registrationPayload.safeParse(judged.payload).data
    if (registration?.sub !== client.id) continue
    const now = at.getTime() / 1000
    if (registration.iat > now + skewSeconds || registration.exp <= now) continue
    return registration
  }
  return fail({ code: 'verifier.untrusted', name: client.name })
}

/**
 * What the query asks beyond the registration: names of attributes, or the type of a credential that was not registered at
 * all. Empty: nothing.
 */
export function overAsked(query: DcqlQuery, registration: Registration): string[] {
  const excess = query.credentials.flatMap((credential): string[] => {
    const registered = registration.credentials.filter((one) => isOfKind(credential, one))
    if (registered.length === 0) return credential.claims?.map(claimName) ?? [typeOf(credential)]
    return (credential.claims ?? [])
      .filter((claim) => !registered.some(({ claims }) => claims.some(({ path }) => covers(path, claim.path))))
      .map(claimName)
  })
  return [...new Set(excess)]
}

function isOfKind(query: CredentialQuery, { format, meta }: Registration['credentials'][number]): boolean {
  if (query.format !== format) return false
  if (query.format === 'dc+sd-jwt') return query.meta.vct_values.every((vct) => meta.vct_values?.includes(vct))
  return query.format === 'mso_mdoc' && query.meta.doctype_value === meta.doctype_value
}

/** A registered place covers itself and what lies in it; null covers every element of a list. */
function covers(registered: ClaimQuery['path'], asked: ClaimQuery['path']): boolean {
  return (
    registered.length <= asked.length &&
    registered.every((part, index) => part === asked[index] || (part === null && typeof asked[index] === 'number'))
  )
}

function typeOf(query: CredentialQuery): string {
  if (query.format === 'dc+sd-jwt') return query.meta.vct_values[0] ?? ''
  return query.format === 'mso_mdoc' ? query.meta.doctype_value : query.id
}

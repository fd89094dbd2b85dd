// The DCQL query (OpenID4VP 1.0 section 6) as the wallet understands it.
import { z } from 'zod'

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
/** OpenID4VP 7: strings, non-negative integers, null for all elements of an array. */
const path = z
  .array(z.union([z.string().max(200), z.int().nonnegative(), z.null()]))
  .min(1)
  .max(16)
const claim = z.object({
  id: id.optional(),
  path,
  values: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .max(64)
    .optional(),
  intent_to_retain: z.boolean().optional(),
})
const trustedAuthority = z.object({ type: z.string(), values: z.array(z.string()).min(1).max(64) })
const base = {
  id,
  multiple: z.boolean().default(false),
  trusted_authorities: z.array(trustedAuthority).min(1).max(16).optional(),
  require_cryptographic_holder_binding: z.boolean().default(true),
  claims: z.array(claim).min(1).max(64).optional(),
  claim_sets: z.array(z.array(id).min(1).max(64)).min(1).max(16).optional(),
}
/** Formats that the wallet holds. A query for another one is understood and never met, because a set may offer both. */
const formats = new Set(['dc+sd-jwt', 'mso_mdoc'])
const credentialQuery = z
  .looseObject({ format: z.string().max(64) })
  .transform((query) => (formats.has(query.format) ? query : { ...query, format: 'unsupported' }))
  .pipe(
    z.discriminatedUnion('format', [
      z.object({
        ...base,
        format: z.literal('dc+sd-jwt'),
        meta: z.object({ vct_values: z.array(z.string().max(1000)).min(1).max(16) }),
      }),
      z.object({ ...base, format: z.literal('mso_mdoc'), meta: z.object({ doctype_value: z.string().max(1000) }) }),
      z.object({ ...base, format: z.literal('unsupported'), meta: z.looseObject({}) }),
    ]),
  )
const credentialSet = z.object({
  options: z.array(z.array(id).min(1).max(16)).min(1).max(16),
  required: z.boolean().default(true),
})

/** Unknown members are ignored at every level (OpenID4VP 6); the rules between members are checked in parseDcql. */
export const dcqlQuery = z.object({
  credentials: z.array(credentialQuery).min(1).max(16),
  credential_sets: z.array(credentialSet).min(1).max(16).optional(),
})
export type DcqlQuery = z.infer<typeof dcqlQuery>
export type CredentialQuery = DcqlQuery['credentials'][number]
export type ClaimQuery = z.infer<typeof claim>

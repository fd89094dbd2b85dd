// One kind of credential that an issuer issues, as its metadata describes it (OpenID4VCI 1.0 12.2.4 and appendix A).
import { z } from 'zod'
import type { Bilingual } from '../../preload/shapes/common.ts'
import type { CredentialKind } from '../credentials/credential.ts'
import { displayed, namesOf } from './display.ts'

const claim = z.looseObject({
  path: z
    .array(z.union([z.string().max(200), z.int().nonnegative(), z.null()]))
    .min(1)
    .max(16),
  mandatory: z.boolean().optional(),
  display: displayed.optional(),
})

const base = {
  scope: z.string().max(200).optional(),
  credential_metadata: z
    .looseObject({ display: displayed.optional(), claims: z.array(claim).max(512).optional() })
    .optional(),
  proof_types_supported: z.looseObject({
    jwt: z.looseObject({
      proof_signing_alg_values_supported: z.array(z.string()).refine((values) => values.includes('ES256')),
      // A key attestation is a promise about hardware that a program cannot make.
      key_attestations_required: z.undefined().optional(),
    }),
  }),
}

/** Only what the wallet can hold: both formats, bound to a P-256 key of its own, proven by `jwt`. */
export const configuration = z.discriminatedUnion('format', [
  z.looseObject({
    ...base,
    format: z.literal('dc+sd-jwt'),
    vct: z.string().min(1).max(1000),
    cryptographic_binding_methods_supported: z.array(z.string()).refine((values) => values.includes('jwk')),
  }),
  z.looseObject({
    ...base,
    format: z.literal('mso_mdoc'),
    doctype: z.string().min(1).max(1000),
    cryptographic_binding_methods_supported: z.array(z.string()).refine((values) => values.includes('cose_key')),
  }),
])
export type Configuration = z.infer<typeof configuration>

/** `vct` or docType. */
export function typeOf(one: Configuration): string {
  return one.format === 'dc+sd-jwt' ? one.vct : one.doctype
}

export function nameOf(one: Configuration): Bilingual {
  return namesOf(one.credential_metadata?.display, typeOf(one))
}

export interface ClaimLabel {
  readonly path: readonly (string | number)[]
  readonly label: Bilingual
}

/** Labels by place; claims for "all elements of a list" label their list. */
export function labelsOf(one: Configuration): ClaimLabel[] {
  return (one.credential_metadata?.claims ?? []).map(({ path, display }) => {
    const wildcard = path.indexOf(null)
    const place = (wildcard < 0 ? path : path.slice(0, wildcard)).filter((part) => part !== null)
    return { path: place, label: namesOf(display, String(place.at(-1) ?? '')) }
  })
}

/** Which face the card has: by the type's own words, since types of health insurance have no registry yet. */
export function kindOf(one: Configuration): CredentialKind {
  if (one.format === 'mso_mdoc') return one.doctype === 'org.iso.18013.5.1.mDL' ? 'licence' : 'other'
  return /(^|[:/.])health-insurance([:/.]|$)/.test(one.vct) ? 'insurance' : 'other'
}

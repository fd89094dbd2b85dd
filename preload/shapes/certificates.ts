// Certificates of the card, and what they say about their holder.
import { z } from 'zod'
import { finding } from './common.ts'

export const certificateFacts = z.object({
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
  expired: z.boolean(),
  sha256: z.string(),
})
export type CertificateFacts = z.infer<typeof certificateFacts>

export const certificateRole = z.enum(['authentication', 'signature', 'authenticationAuthority', 'signatureAuthority'])
export type CertificateRole = z.infer<typeof certificateRole>

/** The four attributes (基本4情報). */
export const fourAttributes = z.object({
  name: z.string(),
  /** YYYY-MM-DD. */
  birthDate: z.string(),
  sex: z.enum(['male', 'female', 'other', 'unknown']),
  address: z.string(),
})
export type FourAttributes = z.infer<typeof fourAttributes>

/** One certificate of the card, as read just now. */
export const certificateView = certificateFacts.extend({
  role: certificateRole,
  keyUsage: z.array(z.string()),
  extendedKeyUsage: z.array(z.string()),
  policies: z.array(z.string()),
  key: z.string(),
  /** The signing certificate's alternative name; `substituted`: characters that stand for others (代替文字). */
  holder: fourAttributes.extend({ substituted: z.object({ name: z.boolean(), address: z.boolean() }) }).nullable(),
  /** `notOnList`: nobody on our list vouches for it, which is not the same as invalid. Revocation is never part of it. */
  chain: z.object({ state: z.enum(['valid', 'invalid', 'notOnList']), findings: z.array(finding) }),
  /** `chain.state` in the holder's words: past its end, or before its beginning, is no fault of the certificate. */
  verdict: z.enum(['valid', 'expired', 'notYet', 'notOnList', 'invalid']),
  /** The day from which the holder's municipal office renews it (YYYY-MM-DD in Japan); null for an authority's. */
  renewableFrom: z.string().nullable(),
  /** The certificate itself, base64url. */
  der: z.string(),
})
export type CertificateView = z.infer<typeof certificateView>

// Receiving and sharing: what a person is asked, and what they get.
import { z } from 'zod'
import { bilingual } from './common.ts'
import { credentialCard, credentialKind, shownAttribute } from './credentials.ts'
import { ledgerActor } from './ledger.ts'

export const offerSummary = z.object({
  id: z.string(),
  issuer: z.object({ name: z.string(), host: z.string() }),
  credentials: z.array(z.object({ kind: credentialKind, name: bilingual, attributes: z.array(bilingual) })),
  /** A code that the issuer told by another way is needed. */
  txCode: z
    .object({
      inputMode: z.enum(['numeric', 'text']),
      length: z.number().optional(),
      description: z.string().optional(),
    })
    .nullable(),
})
export type OfferSummary = z.infer<typeof offerSummary>

/** One of the answers that the query allows. */
export const shareOption = z.object({
  id: z.string(),
  /** What would leave, by credential query; several candidates where more than one credential of the drawer answers. */
  parts: z.array(
    z.object({
      queryId: z.string(),
      candidates: z.array(z.object({ credential: credentialCard, attributes: z.array(shownAttribute) })).min(1),
    }),
  ),
})
export type ShareOption = z.infer<typeof shareOption>

export const requestSummary = z.object({
  id: z.string(),
  verifier: z.object({
    name: z.string(),
    certificateSubject: z.string(),
    host: z.string(),
    registered: z.boolean(),
    privacyPolicy: z.string().optional(),
  }),
  purpose: z.string(),
  /** In the verifier's order; the first is what it prefers. The one with the fewest attributes is `leastOptionId`. */
  options: z.array(shareOption),
  leastOptionId: z.string(),
  /** Earlier shares with the same verifier. */
  sharedBefore: z.number(),
})
export type RequestSummary = z.infer<typeof requestSummary>

export const receipt = z.object({
  ledgerId: z.string(),
  at: z.string(),
  verifier: z.string(),
  purpose: z.string(),
  shared: z.array(z.object({ credential: bilingual, attributes: z.array(bilingual) })),
  /** Where the verifier asks to go on, opened in the browser. */
  redirectTo: z.string().optional(),
  /** Who sent it, and whose it is: as it stands in the ledger. */
  actor: ledgerActor,
  principal: z.object({ name: z.string() }),
  /** The ledger's head after this share, in short: what the ledger can be compared with later. */
  ledgerHead: z.string().optional(),
})
export type Receipt = z.infer<typeof receipt>

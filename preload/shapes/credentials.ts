// Credentials as cards in the wallet, and all that one of them says.
import { z } from 'zod'
import { certificateView } from './certificates.ts'
import { bilingual, finding } from './common.ts'

export const credentialKind = z.enum(['insurance', 'licence', 'certificate', 'other'])

const statusAnswer = z.object({
  checkedAt: z.string(),
  state: z.enum(['valid', 'invalid', 'suspended', 'unknown']),
  listIssuedAt: z.string().optional(),
  listValidUntil: z.string().optional(),
})

/** A credential as a card in the wallet. */
export const credentialCard = z.object({
  id: z.string(),
  kind: credentialKind,
  format: z.enum(['dc+sd-jwt', 'mso_mdoc', 'x509']),
  name: bilingual,
  issuer: z.string(),
  receivedAt: z.string(),
  issuedAt: z.string().optional(),
  validUntil: z.string().optional(),
  expired: z.boolean(),
  verifiedAt: z.string(),
  lastStatus: statusAnswer.optional(),
  /** Two or three lines for the card's face. */
  face: z.array(z.object({ label: bilingual, value: z.string() })).max(4),
  /** The holder's picture on the card's face, as a data: URL. */
  portrait: z.string().startsWith('data:image/').optional(),
})
export type CredentialCard = z.infer<typeof credentialCard>

/** So many cards at once; the screen asks for more when somebody wants to see more. */
export const cardsAtOnce = 30

/** What somebody looks for among the credentials; nothing typed: all of them. */
export const credentialSearch = z.object({ text: z.string().max(100), from: z.int().min(0).max(1_000_000) })

/** Some of the credentials that were `found` among `all` of the drawer. */
export const credentialPage = z.object({
  cards: z.array(credentialCard).max(cardsAtOnce),
  found: z.int().min(0),
  all: z.int().min(0),
  /** This PC's clock stands before this time, at which the drawer was open already: ends seem further away than they are. */
  clockBehind: z.string().optional(),
})
export type CredentialPage = z.infer<typeof credentialPage>

/** An attribute as shown: `text` is ready to read (dates, yes/no, lists), `picture` a data: URL. */
export const shownAttribute = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  label: bilingual,
  text: z.object({ ja: z.string(), en: z.string() }),
  picture: z.string().startsWith('data:image/').optional(),
})
export type ShownAttribute = z.infer<typeof shownAttribute>

export const credentialDetail = credentialCard.extend({
  type: z.string(),
  attributes: z.array(shownAttribute),
  /** Verified again now, offline, from the stored chain up to the pinned anchor as it was at issue. */
  check: z.object({ at: z.string(), valid: z.boolean(), findings: z.array(finding) }),
  /** Of a kept certificate of the card, judged for now. */
  certificate: certificateView.optional(),
})
export type CredentialDetail = z.infer<typeof credentialDetail>

// The shapes both sides speak of. Only JSON crosses: bytes as base64url, instants as ISO 8601 UTC text.
import { z } from 'zod'

export const realm = z.enum(['practice', 'real'])
export const language = z.enum(['ja', 'en'])
export const theme = z.enum(['system', 'light', 'dark'])
export const opener = z.enum(['card', 'passphrase', 'recovery'])
export type Opener = z.infer<typeof opener>

export const settings = z.object({ language: language.optional(), theme, furigana: z.boolean() })
export type Settings = z.infer<typeof settings>

export const bilingual = z.object({ ja: z.string(), en: z.string() })
export type Bilingual = z.infer<typeof bilingual>

// --- people and drawers --------------------------------------------------------------------------

export const personColour = z.enum(['blue', 'green', 'orange', 'magenta', 'purple', 'cyan'])
export const person = z.object({
  id: z.string(),
  name: z.string(),
  colour: personColour,
  openers: z.array(opener),
})
export type Person = z.infer<typeof person>

export const household = z.object({
  realm,
  /** 'private': practice mode runs a keyring of its own, whose password lies beside it. */
  keychain: z.enum(['system', 'private', 'unavailable']),
  people: z.array(person),
  /** The person whose drawer is open. */
  open: z.object({ personId: z.string(), by: opener, since: z.string() }).nullable(),
})
export type Household = z.infer<typeof household>

export const slot = z.object({ id: z.string(), kind: opener, createdAt: z.string() })
export type Slot = z.infer<typeof slot>

// --- card ----------------------------------------------------------------------------------------

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

/** Tries left; null: the card has no such PIN. */
const tries = z.number().int().min(0).max(15).nullable()

export const cardInReader = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reading') }),
  z.object({
    kind: z.literal('myNumber'),
    label: z.string(),
    triesLeft: z.object({ authentication: tries, signature: tries, input: tries }),
    /** A card issued without PINs (顔認証マイナンバーカード). Inferred; see practice/card. */
    withoutPins: z.boolean(),
    authentication: certificateFacts.nullable(),
    hasSignatureCertificate: z.boolean(),
    /** The person of this household whose drawer this card opens, when the keychain can tell. */
    personId: z.string().nullable(),
  }),
  z.object({ kind: z.literal('unknown') }),
  /** Recognised as a card but could not be read; the failure says why. */
  z.object({ kind: z.literal('failed'), failure: z.looseObject({ code: z.string() }) }),
])
export type CardInReader = z.infer<typeof cardInReader>

export const cardState = z.object({
  service: z.enum(['up', 'down']),
  readers: z.array(z.object({ id: z.string(), insertion: z.number().nullable(), card: cardInReader.nullable() })),
})
export type CardState = z.infer<typeof cardState>

// --- portal session ------------------------------------------------------------------------------

export const session = z.object({
  portal: z.string(),
  origin: z.string(),
  name: z.string(),
  since: z.string(),
  expiresAt: z.string(),
})
export type Session = z.infer<typeof session>

/** What waits at the portal for the person who is logged in. `link` is handed to receive.open or share.open as it is. */
export const inbox = z.object({
  offers: z.array(z.object({ id: z.string(), name: bilingual, issuer: z.string(), link: z.string() })),
  requests: z.array(z.object({ id: z.string(), verifier: z.string(), purpose: z.string(), link: z.string() })),
})
export type Inbox = z.infer<typeof inbox>

// --- credentials ---------------------------------------------------------------------------------

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

/** An attribute as shown: `text` is ready to read (dates, yes/no, lists), `picture` a data: URL. */
export const shownAttribute = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  label: bilingual,
  text: z.object({ ja: z.string(), en: z.string() }),
  picture: z.string().startsWith('data:image/').optional(),
})
export type ShownAttribute = z.infer<typeof shownAttribute>

export const finding = z.object({ rule: z.string(), ok: z.boolean(), message: z.string() })

export const credentialDetail = credentialCard.extend({
  type: z.string(),
  attributes: z.array(shownAttribute),
  /** Verified again now, offline, from the stored chain up to the pinned anchor as it was at issue. */
  check: z.object({ at: z.string(), valid: z.boolean(), findings: z.array(finding) }),
})
export type CredentialDetail = z.infer<typeof credentialDetail>

// --- receiving and sharing -----------------------------------------------------------------------

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
})
export type Receipt = z.infer<typeof receipt>

// --- ledger --------------------------------------------------------------------------------------

/** Names of attributes, never values. */
export const ledgerEntry = z.object({
  id: z.string(),
  at: z.string(),
  act: z.enum(['share', 'logIn', 'logOut', 'receive', 'remove', 'statusCheck', 'slotChange', 'decline']),
  /** 'started' without an end: the program was stopped in between, and the act may or may not have arrived. */
  outcome: z.enum(['started', 'done', 'failed', 'declined']),
  party: z.string(),
  purpose: z.string().optional(),
  items: z.array(z.object({ credential: bilingual, attributes: z.array(bilingual) })),
  failure: z.string().optional(),
})
export type LedgerEntry = z.infer<typeof ledgerEntry>

// --- practice ------------------------------------------------------------------------------------

export const practiceState = z.object({
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      note: bilingual,
      pins: z.object({
        authentication: z.string().optional(),
        signature: z.string().optional(),
        input: z.string().optional(),
      }),
    }),
  ),
  /** Empty where the cards are not in memory (a real PC/SC reader is used). */
  readers: z.array(z.object({ id: z.string(), personId: z.string().nullable() })),
  portal: z.object({ running: z.boolean(), origin: z.string().optional() }),
  verifiers: z.array(z.object({ id: z.enum(['portal', 'clinic', 'rental']), name: bilingual, asks: bilingual })),
})
export type PracticeState = z.infer<typeof practiceState>

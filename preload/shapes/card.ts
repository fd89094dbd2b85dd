// Readers, the card in each, and its PINs.
import { z } from 'zod'
import { certificateFacts } from './certificates.ts'

/** Tries left; null: the card has no such PIN. */
const tries = z.number().int().min(0).max(15).nullable()

/**
 * The PINs of a My Number Card in the order of its leaflet, and those of the two forms of a driver's licence. `resident` is
 * one PIN to the person and two objects on the card.
 */
export const cardPin = z.enum(['authentication', 'signature', 'input', 'resident'])
export type CardPinName = z.infer<typeof cardPin>

export const licencePin = z.enum(['licence1', 'licence2', 'licenceOnCard'])

/** What carries the certificates. */
export const medium = z.enum(['myNumberCard', 'residentCard', 'android', 'iphone', 'unknown'])
export type Medium = z.infer<typeof medium>

export const cardInReader = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reading') }),
  z.object({
    kind: z.literal('myNumber'),
    label: z.string(),
    medium,
    triesLeft: z.object({ authentication: tries, signature: tries, input: tries, resident: tries }),
    /** マイナ免許証: a driver's licence kept on this card; null: none, or the card could not tell. */
    licence: z.object({ pinSet: z.boolean(), triesLeft: tries }).nullable(),
    /** A card issued without PINs (顔認証マイナンバーカード). Inferred; see practice/card. */
    withoutPins: z.boolean(),
    authentication: certificateFacts.nullable(),
    hasSignatureCertificate: z.boolean(),
    /** The person of this household whose drawer this card opens, when the keychain can tell. */
    personId: z.string().nullable(),
  }),
  /** A driver's licence on a card of its own. Days are YYYY-MM-DD; null: the card did not tell. */
  z.object({
    kind: z.literal('licence'),
    pinSet: z.boolean(),
    triesLeft: z.object({ licence1: tries, licence2: tries }),
    issuedOn: z.string().nullable(),
    expiresOn: z.string().nullable(),
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

// The card: its PINs, its certificates, what it holds.
import { z } from 'zod'
import { cardPin, cardState } from '../shapes/card.ts'
import { cardAttributes, cardFace, licenceData } from '../shapes/cardData.ts'
import { certificateView } from '../shapes/certificates.ts'
import { credentialCard } from '../shapes/credentials.ts'
import { call, done, event, id, nothing } from './call.ts'

export const cardCalls = {
  read: call(nothing, cardState),
  changed: event(cardState),
} as const

/** Care for the PINs of the card. Their counters come with card.read; every PIN is typed in main's own window. */
export const pinsCalls = {
  /** Asks for the old PIN and twice for the new one, and changes it. */
  change: call(z.object({ reader: id, pin: cardPin }), done),
} as const

export const certificatesCalls = {
  /** Those that are open to everybody: the authentication certificate and both authorities'. */
  onCard: call(z.object({ reader: id }), z.array(certificateView)),
  /** The signing certificate, which its PIN opens; `id` can be kept within ten minutes. `whose`: see session.logIn. */
  readSigning: call(z.object({ reader: id, whose: id.optional() }), z.object({ id, certificate: certificateView })),
  /** Keeps a certificate for looking at it offline: the authentication one of that card, or one that was read. */
  keep: call(z.union([z.object({ reader: id }), z.object({ id })]), credentialCard),
} as const

export const cardDataCalls = {
  /** The four attributes as text, opened by the PIN for them or by 照合番号B. */
  attributes: call(z.object({ reader: id, by: z.enum(['pin', 'checkNumberB']) }), cardAttributes),
  /** Photo and face of the card, opened by 照合番号B. */
  face: call(z.object({ reader: id }), cardFace),
  /** The driver's licence on that card, of either form; `second` opens domicile and photo of the stand-alone card. */
  licence: call(z.object({ reader: id, second: z.boolean() }), licenceData),
} as const

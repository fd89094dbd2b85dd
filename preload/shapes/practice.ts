// What practice mode offers in place of people, cards and desks.
import { z } from 'zod'
import { bilingual } from './common.ts'

/** Which of a practice person's cards: phone is a phone's token held to the reader. */
export const practiceCard = z.enum(['myNumber', 'licence', 'phone'])
export type PracticeCardKind = z.infer<typeof practiceCard>

export const practiceState = z.object({
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      note: bilingual,
      /** Of those under 18 only: their date of birth, for making them a drawer. */
      minorBorn: z.iso.date().optional(),
      pins: z.object({
        authentication: z.string().optional(),
        signature: z.string().optional(),
        input: z.string().optional(),
        resident: z.string().optional(),
        licence1: z.string().optional(),
        licence2: z.string().optional(),
        licenceOnCard: z.string().optional(),
      }),
      /** 照合番号B of that person's card. */
      checkNumberB: z.string(),
      cards: z.array(practiceCard),
    }),
  ),
  /** Empty where the cards are not in memory (a real PC/SC reader is used). */
  readers: z.array(z.object({ id: z.string(), personId: z.string().nullable(), kind: practiceCard.nullable() })),
  portal: z.object({ running: z.boolean(), origin: z.string().optional() }),
  /** Whether a window can play the phone. */
  phone: z.boolean(),
  verifiers: z.array(z.object({ id: z.enum(['portal', 'clinic', 'rental']), name: bilingual, asks: bilingual })),
})
export type PracticeState = z.infer<typeof practiceState>

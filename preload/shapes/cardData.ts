// What a card holds beside certificates, as it was read.
import { z } from 'zod'
import { fourAttributes } from './certificates.ts'
import { bilingual } from './common.ts'

const dataUrl = z.string().startsWith('data:image/')

/**
 * One check of what was read from a card; preload/text/cardChecks.ts has the words. `notChecked`: nobody could, which is
 * neither good nor bad.
 */
export const cardCheck = z.object({
  check: z.enum([
    'offsets',
    'content',
    'signature',
    'signer',
    'expirySigned',
    'picture',
    'licenceSignature',
    'licenceOnCard',
  ]),
  state: z.enum(['held', 'failed', 'notChecked']),
})
export type CardCheck = z.infer<typeof cardCheck>

/** 券面事項入力補助AP: attributes as text. */
export const cardAttributes = fourAttributes.extend({ checks: z.array(cardCheck) })
export type CardAttributes = z.infer<typeof cardAttributes>

/** 券面事項確認AP: the face of the card as pictures. The 個人番号 is never among them. */
export const cardFace = z.object({
  birthDate: z.string(),
  sex: fourAttributes.shape.sex,
  /** null: the card holds no picture there that can be shown. */
  name: dataUrl.nullable(),
  address: dataUrl.nullable(),
  photo: dataUrl.nullable(),
  securityCode: dataUrl.nullable(),
  expiresOn: z.string().nullable(),
  checks: z.array(cardCheck),
})
export type CardFace = z.infer<typeof cardFace>

/** A text of the licence; external characters are pictures between its parts where the card draws them. */
export const licenceText = z.array(z.union([z.string(), z.object({ picture: dataUrl.nullable() })]))
export type LicenceText = z.infer<typeof licenceText>

/** 運転免許証 or マイナ免許証; what that form does not hold, or was not opened, is null or empty. Days are YYYY-MM-DD. */
export const licenceData = z.object({
  form: z.enum(['licenceCard', 'myNumberCard']),
  name: licenceText,
  kana: licenceText,
  commonName: licenceText,
  birthDate: z.string().nullable(),
  address: licenceText,
  issuedOn: z.string().nullable(),
  /** 色区分: 優良, 新規 or another. */
  colour: z.string(),
  expiresOn: z.string().nullable(),
  conditions: z.array(licenceText),
  authority: z.string(),
  number: z.string(),
  categories: z.array(z.object({ name: bilingual, heldSince: z.string().nullable() })),
  /** What kind of entry each is, the card does not tell in a way that is public. */
  changes: z.array(
    z.object({
      on: z.string().nullable(),
      of: z.enum(['entries', 'domicile']),
      text: licenceText,
      authority: z.string(),
    }),
  ),
  /** 本籍, opened by the second PIN. */
  domicile: licenceText.nullable(),
  photo: dataUrl.nullable(),
  checks: z.array(cardCheck),
})
export type LicenceData = z.infer<typeof licenceData>

// Parts that the forms share. Titles are what a person reads; x-fill names what a wallet may fill in, and from where:
// `card.` is the card of whom it concerns. x-labels are the words of a choice, in its order.
import { z } from 'zod'

export const nameField = z.string().min(1).max(60).meta({ title: '氏名', 'x-fill': 'card.name' })
export const birthField = z.iso.date().meta({ title: '生年月日', 'x-fill': 'card.birthDate' })
export const addressField = z.string().min(1).max(200).meta({ title: '住所', 'x-fill': 'card.address' })
export const phoneField = z
  .string()
  .regex(/^0\d{1,4}-\d{1,4}-\d{3,4}$/)
  .meta({ title: '電話番号（ハイフン入り）' })

export const personFields = z.strictObject({ name: nameField, birth_date: birthField })
/** Of somebody whom the application is not made for. */
export const otherPersonFields = z.strictObject({
  name: nameField.meta({ 'x-fill': undefined }),
  birth_date: birthField.meta({ 'x-fill': undefined }),
})

/** 公金を受け取る口座: codes of four, three and seven digits; ゆうちょ銀行 by its 店番 and 口座番号. */
export const accountFields = z
  .strictObject({
    bank_code: z
      .string()
      .regex(/^\d{4}$/)
      .meta({ title: '金融機関コード（4桁）' }),
    branch_code: z
      .string()
      .regex(/^\d{3}$/)
      .meta({ title: '支店コード（3桁）' }),
    kind: z.enum(['普通', '当座', '通常貯金']).meta({ title: '預金種別' }),
    number: z
      .string()
      .regex(/^\d{7}$/)
      .meta({ title: '口座番号（7桁）' }),
    holder_kana: z.string().min(1).max(60).meta({ title: '口座名義（カナ）', 'x-fill': 'person.kana' }),
  })
  .meta({ title: '振込先の口座' })

export const consentField = z.literal(true).meta({ title: '内容を確かめました' })

/** Names compare without spaces. */
export function sameName(one: string, other: string): boolean {
  return one.replaceAll(/\s/g, '') === other.replaceAll(/\s/g, '')
}

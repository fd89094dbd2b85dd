// 公金受取口座: one account a person, in that person's own name; a child's is registered by the 法定代理人 (公).
import { z } from 'zod'
import { keepAccount } from '../../register/accounts.ts'
import { accountFields, consentField, sameName } from '../parts.ts'
import { online, type Procedure } from '../procedure.ts'

const form = z.strictObject({ account: accountFields, consent: consentField })

export const publicAccount: Procedure = {
  id: 'public-account',
  title: '公金受取口座の登録・変更',
  organisation: '練習デジタル庁',
  summary: '給付金などを受け取る口座を、一人に一つ登録します。',
  content:
    '本人名義の口座だけを登録できます。家族の口座、屋号の付いた口座は登録できません。子どもの口座は、法定代理人が登録します。',
  law: '公的給付の支給等の迅速かつ確実な実施のための預貯金口座の登録等に関する法律',
  lifeEvents: [],
  personKinds: ['adult', 'child'],
  municipalities: [],
  keywords: ['口座', '給付', '振込'],
  fee: '無料',
  contact: '練習デジタル庁',
  updatedAt: '2026-11-01',
  online: online({
    signature: 'user',
    eligible: [
      { standing: 'self', note: '本人' },
      { standing: 'legal', note: '法定代理人（子どもの口座）' },
    ],
    attachments: [],
    minutes: 5,
    taps: 2,
    form,
    check: ({ form: sent, applicant }) =>
      sameName(sent.account.holder_kana, applicant.name.kana)
        ? []
        : [
            {
              pointer: '/form/account/holder_kana',
              message: '本人名義の口座にしてください（家族の口座や屋号の付いた口座は使えません）',
            },
          ],
    decide: () => ({ kind: 'complete', note: '登録しました。' }),
    complete: ({ context, applicant, form: sent }) => keepAccount(context, applicant.id, sent.account),
  }),
}

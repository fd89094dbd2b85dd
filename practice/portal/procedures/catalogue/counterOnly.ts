// Procedures that a person looks for and that are done elsewhere: said so, instead of being found nowhere.
import type { Procedure } from '../procedure.ts'

export const counterOnly: readonly Procedure[] = [
  {
    id: 'death-notice',
    title: '死亡届',
    organisation: '練習区役所',
    summary: '家族が亡くなったときの届出です。窓口で行います。',
    content:
      '亡くなったことを知った日から7日以内に、死亡診断書を添えて窓口に届けてください。そのあとの年金・保険・税の手続きも案内を受けられます。',
    law: '戸籍法',
    lifeEvents: ['death'],
    personKinds: ['adult'],
    municipalities: [],
    keywords: ['死亡', 'おくやみ', '相続'],
    fee: '無料',
    contact: '練習区役所 戸籍係',
    updatedAt: '2026-11-01',
  },
  {
    id: 'pension-claim',
    title: '老齢年金の請求',
    organisation: '練習年金事務所',
    summary: '65歳になるときに年金を請求します。ねんきんネットまたは窓口で行います。',
    content: '請求書はねんきんネットから送るか、年金事務所の窓口に出してください。このポータルからは送れません。',
    law: '国民年金法・厚生年金保険法',
    lifeEvents: ['retirement'],
    personKinds: ['elderly', 'adult'],
    municipalities: [],
    keywords: ['年金', '退職', '老齢'],
    fee: '無料',
    contact: '練習年金事務所',
    updatedAt: '2026-11-01',
  },
]

// What papers are called in the list, by their kind.
import type { Bilingual } from '../../preload/shapes/common.ts'
import type { Paper, PaperKind, PaperSheet } from '../../preload/shapes/papers.ts'

const names: Readonly<Partial<Record<PaperKind, Bilingual>>> = {
  insurance: { ja: '医療保険の資格情報', en: 'Health insurance' },
  licence: { ja: '運転免許の情報', en: 'Driver’s licence' },
  drugs: { ja: '薬剤情報', en: 'Medicines dispensed' },
  checkup: { ja: '特定健診の結果', en: 'Health check-up' },
  vaccination: { ja: '予防接種の記録', en: 'Vaccination record' },
  qualification: { ja: 'デジタル資格者証', en: 'Certificate of qualification' },
}

/** A check-up bears its year, because there is one each year. @param otherwise the name of the file */
export function paperName(kind: PaperKind, sheet: PaperSheet | null, otherwise: string): Bilingual {
  const name = names[kind] ?? (sheet === null || sheet.plain ? { ja: otherwise, en: otherwise } : sheet.title)
  const year = kind === 'checkup' ? sheet?.asOf?.slice(0, 4) : undefined
  return year === undefined ? name : { ja: `${name.ja} ${year}年`, en: `${name.en} ${year}` }
}

/** Somebody else's papers bear their name. @param principal undefined: the person's own */
export const withOwner = ({ ja, en }: Bilingual, principal: string | undefined): Bilingual =>
  principal === undefined ? { ja, en } : { ja: `${ja}（${principal}）`, en: `${en} (${principal})` }

const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/xml': '.xml',
  'image/png': '.png',
  'application/json': '.json',
  'application/smart-health-card': '.smart-health-card',
  'text/plain': '.txt',
}

/** What its file is called when it is saved: the name without what file systems refuse, and its ending once. */
export function fileName({ name, media }: Pick<Paper, 'name' | 'media'>, language: 'ja' | 'en'): string {
  const ending = endings[media] ?? ''
  const plain = name[language]
    .replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, '_')
    .replace(/^\.+/, '_')
    .slice(0, 80)
  return plain.toLowerCase().endsWith(ending) ? plain : `${plain}${ending}`
}

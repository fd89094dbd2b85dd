// Names that issuers give to themselves, their credentials and the claims in them, by language (OpenID4VCI 1.0 12.2.4).
import { z } from 'zod'
import type { Bilingual } from '../../preload/shapes/common.ts'

/** Logos and colours are not used: the wallet draws its own cards. */
export const displayed = z
  .array(z.looseObject({ name: z.string().min(1).max(200).optional(), locale: z.string().max(35).optional() }))
  .max(64)

/** One name for each language; where one is missing another stands for it, and `otherwise` where there is none. */
export function namesOf(display: z.infer<typeof displayed> | undefined, otherwise: string): Bilingual {
  const find = (language: string) =>
    display?.find(({ name, locale }) => name !== undefined && primary(locale) === language)?.name
  const any = display?.find(({ name }) => name !== undefined)?.name ?? otherwise
  return { ja: find('ja') ?? any, en: find('en') ?? any }
}

/** The language of a tag such as ja-JP (RFC 5646). */
function primary(locale: string | undefined): string | undefined {
  return locale?.split('-')[0]?.toLowerCase()
}

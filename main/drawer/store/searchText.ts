// How a search reads words: width, case, kana and spaces make no difference.

import type { Bilingual } from '../../../preload/shapes/common.ts'
import type { VerifiedCredential } from '../../credentials/credential.ts'
import { showAttributes } from '../../credentials/show.ts'
import type { Labels } from './credentials.ts'

/** More than anybody types; further words are not looked at. */
const mostWords = 8

/**
 * One spelling for all that people take for the same: half and full width (NFKC), upper and lower case, hiragana as
 * katakana, the many dashes.
 */
export const spelledAlike = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')

/** The words of a search, each as it must stand in the text; none where nothing was typed. */
export function searchWords(typed: string): string[] {
  return [...new Set(spelledAlike(typed).split(/\s+/))].filter((word) => word !== '').slice(0, mostWords)
}

/**
 * What a credential is found by: its name, its issuer, its attributes' labels and values as they are shown. A line each,
 * without spaces, so that 山田太郎 finds 山田　太郎. No picture.
 */
export function searchText(
  name: Bilingual,
  { issuer, attributes, type }: Pick<VerifiedCredential, 'issuer' | 'attributes' | 'type'>,
  labels: Labels,
): string {
  const shown = showAttributes({ attributes }, labels).flatMap(({ label, text, picture }) =>
    picture === undefined ? [label.ja, label.en, text.ja, text.en] : [],
  )
  const lines = [name.ja, name.en, issuer.name, type, ...shown].map((line) => spelledAlike(line).replaceAll(/\s+/g, ''))
  return [...new Set(lines)].join('\n')
}

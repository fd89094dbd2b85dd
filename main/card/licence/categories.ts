// The classes of a driver's licence by their tags in DF1/EF01, in the order in which the printed licence shows them.
import type { Bilingual } from '../../../preload/shapes/common.ts'

/** Each with the day since when it is held. The first three are dates of groups, the others of classes. */
export const categories: readonly { readonly tag: number; readonly name: Bilingual; readonly group?: true }[] = [
  { tag: 0x22, name: { ja: '二・小・原', en: 'Motorcycles, small special, mopeds' }, group: true },
  { tag: 0x23, name: { ja: '他', en: 'Other classes' }, group: true },
  { tag: 0x24, name: { ja: '二種', en: 'Class 2 (passenger transport)' }, group: true },
  { tag: 0x25, name: { ja: '大型', en: 'Large vehicles' } },
  { tag: 0x31, name: { ja: '中型', en: 'Medium vehicles' } },
  { tag: 0x33, name: { ja: '準中型', en: 'Semi-medium vehicles' } },
  { tag: 0x26, name: { ja: '普通', en: 'Ordinary vehicles' } },
  { tag: 0x27, name: { ja: '大特', en: 'Large special vehicles' } },
  { tag: 0x28, name: { ja: '大自二', en: 'Large motorcycles' } },
  { tag: 0x29, name: { ja: '普自二', en: 'Ordinary motorcycles' } },
  { tag: 0x2a, name: { ja: '小特', en: 'Small special vehicles' } },
  { tag: 0x2b, name: { ja: '原付', en: 'Mopeds' } },
  { tag: 0x2c, name: { ja: 'け引', en: 'Towing' } },
  { tag: 0x2d, name: { ja: '大二', en: 'Large, class 2' } },
  { tag: 0x32, name: { ja: '中二', en: 'Medium, class 2' } },
  { tag: 0x2e, name: { ja: '普二', en: 'Ordinary, class 2' } },
  { tag: 0x2f, name: { ja: '大特二', en: 'Large special, class 2' } },
  { tag: 0x30, name: { ja: 'け引二', en: 'Towing, class 2' } },
]

// A 個人番号 among what was typed: it is neither kept nor sent.
import type { Json } from '../../preload/shapes/applications.ts'
import { isMyNumber } from '../papers/myNumber.ts'
import { isGroup, isList } from './places.ts'

/** Twelve digits on their own, together or in groups of four. */
const twelve = /(?<!\d)\d{4}[\s\p{Pd}\u2212\u30fc]?\d{4}[\s\p{Pd}\u2212\u30fc]?\d{4}(?!\d)/gu

export function holdsNumber(value: Json): boolean {
  if (typeof value === 'number') return isMyNumber(String(value))
  if (typeof value === 'string') return (value.normalize('NFKC').match(twelve) ?? []).some(isMyNumber)
  if (isList(value)) return value.some(holdsNumber)
  return isGroup(value) && Object.values(value).some(holdsNumber)
}

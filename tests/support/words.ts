// The sentences of the screens as people read them, so that tests press what is written there.
import { withoutRuby } from '../../preload/text/ruby.ts'
import { en } from '../../renderer/text/en.ts'
import { ja, type Text } from '../../renderer/text/ja.ts'

export const words: Readonly<Record<'ja' | 'en', Text>> = { ja: plain(ja), en: plain(en) }

/** The same tree of texts and text functions, without readings. */
function plain<T>(value: T): T
function plain(value: unknown): unknown {
  if (typeof value === 'string') return withoutRuby(value)
  if (typeof value === 'function') return (...input: unknown[]) => plain(value(...input))
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}

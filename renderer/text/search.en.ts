// Finding credentials among many, in English.
import type { search as ja } from './search.ja.ts'

export const search: typeof ja = {
  label: 'Find a credential',
  note: 'A name, an issuer, or words that it holds. Hiragana and katakana find the same.',
  found: (found, shown) =>
    found === 0
      ? 'Nothing found. Try fewer letters.'
      : shown < found
        ? `${shown} of ${found} shown`
        : found === 1
          ? '1 credential'
          : `${found} credentials`,
  clockTitle: 'This computer’s clock was turned back',
  clockText: (seen) =>
    `This drawer was in use when the clock already said ${seen}. Until it is right, a credential that has ended may look as if it still counted. Check the computer’s date and time.`,
  more: 'Show more',
}

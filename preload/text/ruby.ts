// Furigana in sentences: `{漢字|かんじ}`. Written by hand, beside the words that a child or a newcomer may not read.

export type RubyPart = { readonly text: string; readonly reading?: string }

const marked = /\{([^{}|]+)\|([^{}|]+)\}/g

/** Splits a sentence into plain stretches and words with a reading. */
export function parseRuby(sentence: string): RubyPart[] {
  const parts: RubyPart[] = []
  let end = 0
  for (const match of sentence.matchAll(marked)) {
    if (match.index > end) parts.push({ text: sentence.slice(end, match.index) })
    parts.push({ text: match[1] ?? '', reading: match[2] ?? '' })
    end = match.index + match[0].length
  }
  if (end < sentence.length) parts.push({ text: sentence.slice(end) })
  return parts
}

/** The sentence without readings: for names of controls, titles of windows and the command line. */
export const withoutRuby = (sentence: string): string => sentence.replace(marked, '$1')

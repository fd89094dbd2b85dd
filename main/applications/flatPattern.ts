// Patterns of a form come from outside, and one regular expression can keep a program busy for years. Only those are used
// here whose cost is bounded: a row of single characters and classes, each with a quantifier at most. What the others say is
// left to the portal, which looks at every form again.

/** Steps that matching a text of this length may cost. */
const mostSteps = 1_000_000
export const mostPatternText = 300

/** One character, escape or class, and its quantifier. */
const atom =
  /^(?:\[(?:\\[^\n]|[^\]\\\n])+\]|\\[dDwWsS.\\/()[\]{}*+?^$|-]|[^\\[\](){}*+?^$|\n])(?:\{(\d{1,4})(,(\d{0,4}))?\}|([*+?]))?/u

/** Whether a whole-text pattern (ECMA 262) costs no more than that. */
export function isFlatPattern(pattern: string): boolean {
  if (!pattern.startsWith('^') || !pattern.endsWith('$')) return false
  let rest = pattern.slice(1, -1)
  let steps = 1
  while (rest !== '') {
    const found = atom.exec(rest)
    if (found === null) return false
    const [whole, least, range, most, sign] = found
    steps *= choices(least, range, most, sign)
    if (steps > mostSteps) return false
    rest = rest.slice(whole.length)
  }
  return isRegular(pattern)
}

/** In how many ways the quantifier can be met. */
function choices(least?: string, range?: string, most?: string, sign?: string): number {
  if (sign === '?') return 2
  if (sign !== undefined) return mostPatternText
  if (least === undefined || range === undefined) return 1
  if (most === undefined || most === '') return mostPatternText
  return Math.max(1, Math.min(mostPatternText, Number(most) - Number(least) + 1))
}

function isRegular(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test('') || true
  } catch {
    return false
  }
}

// Letters stay in their order: what a portal, an issuer or a file says stands beside our own words and other people's names, and
// may not rearrange them on screen. No text of this program needs the characters that do (UAX #9 2: bidirectional formatting).

const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

export const straight = (text: string): string => text.replaceAll(turning, '')

/** The same plain value without such characters in any of its texts. Names of members stay as they are. */
export function inOrder(value: unknown): unknown {
  if (typeof value === 'string') return straight(value)
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inOrder(member)]))
}

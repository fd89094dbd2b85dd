type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain | undefined }

/**
 * One spelling of a plain value: members sorted by UTF-16 code units, no white space, undefined members left out.
 * What is hashed or authenticated is always this text.
 *
 * @see RFC 8785, for the strings and whole numbers that occur here
 */
export function canonical(value: Plain): string {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'number' && !Number.isSafeInteger(value))
      throw new Error('only whole numbers have one spelling here')
    return JSON.stringify(value)
  }
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.keys(value).sort()
  const parts: string[] = []
  for (const name of members) {
    const member = value[name]
    if (member !== undefined) parts.push(`${JSON.stringify(name)}:${canonical(member)}`)
  }
  return `{${parts.join(',')}}`
}

const isList = (value: object): value is readonly Plain[] => Array.isArray(value)

/** The canonical text's UTF-8 bytes. */
export const canonicalBytes = (value: Plain): Uint8Array => Buffer.from(canonical(value), 'utf8')

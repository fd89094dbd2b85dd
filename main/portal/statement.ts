// What a card signs for a portal.

/**
 * For each part its length in bytes (4 bytes, big-endian) and its UTF-8 bytes: no two statements have the same bytes, and none
 * is a statement of another kind. The first part is the purpose, the second the origin.
 */
export function statementBytes(purpose: string, origin: string, ...parts: readonly string[]): Uint8Array {
  const pieces = [purpose, origin, ...parts].flatMap((text) => {
    const bytes = Buffer.from(text, 'utf8')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return [length, bytes]
  })
  return new Uint8Array(Buffer.concat(pieces))
}

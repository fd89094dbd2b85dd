// A picture inside a credential as a data: URL, only when its first bytes say that it is one that a page can show.

const maxBytes = 1024 * 1024
const pngMagic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** @returns undefined for anything but a JPEG or PNG of at most 1 MB; ISO 18013-5 also allows JPEG 2000, which no page shows */
export function pictureUrl(bytes: Uint8Array): string | undefined {
  if (bytes.length < 24 || bytes.length > maxBytes) return undefined
  const type = pictureType(bytes)
  return type === undefined ? undefined : `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`
}

/** The same for a picture that is a data: URL already: its bytes decide, not what it says of itself. */
export function pictureFromUrl(text: string): string | undefined {
  const match = /^data:image\/(?:jpeg|png);base64,([A-Za-z0-9+/]+={0,2})$/.exec(text)
  return match?.[1] === undefined ? undefined : pictureUrl(Buffer.from(match[1], 'base64'))
}

function pictureType(bytes: Uint8Array): 'jpeg' | 'png' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  return pngMagic.every((value, index) => bytes[index] === value) ? 'png' : undefined
}

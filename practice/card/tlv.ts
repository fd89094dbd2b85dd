// BER-TLV as the card's files use it: tags of one or two bytes, the shortest length.

/** `tag` is the number as written, for example 0xff20. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const value = joined(...parts)
  const tagBytes = tag > 0xff ? [tag >> 8, tag & 0xff] : [tag]
  return joined(Uint8Array.from([...tagBytes, ...lengthBytes(value.length)]), value)
}

/** With the length in the form 82 hh ll even where a shorter one would do, as some files have it. */
export function wideTlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const value = joined(...parts)
  return joined(Uint8Array.of(tag >> 8, tag & 0xff, 0x82, value.length >> 8, value.length & 0xff), value)
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}

/** The bytes, then FF up to that size: how a file is larger than the object in it. */
export function filled(bytes: Uint8Array, size: number): Uint8Array {
  const file = new Uint8Array(Math.max(size, bytes.length)).fill(0xff)
  file.set(bytes)
  return file
}

/** The bytes, then so many FF: a file whose real size is not known. */
export function withFiller(bytes: Uint8Array, filler: number): Uint8Array {
  return filled(bytes, bytes.length + filler)
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'))
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length]
  if (length < 0x100) return [0x81, length]
  return [0x82, length >> 8, length & 0xff]
}

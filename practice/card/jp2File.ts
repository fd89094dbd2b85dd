// The JP2 file format around a JPEG 2000 codestream (ISO/IEC 15444-1 annex I): signature, type, header, codestream.
import { ascii, joined } from './tlv.ts'

/** One component of eight bits without sign: a grey picture. Width and height in dots. */
export function greyJp2File(codestream: Uint8Array, { width, height }: { width: number; height: number }): Uint8Array {
  const imageHeader = box('ihdr', number32(height), number32(width), Uint8Array.of(0, 1, 7, 7, 0, 0))
  // Method 1: an enumerated colour space; 17 is grey.
  const colour = box('colr', Uint8Array.of(1, 0, 0), number32(17))
  return joined(
    box('jP  ', Uint8Array.of(0x0d, 0x0a, 0x87, 0x0a)),
    box('ftyp', ascii('jp2 '), number32(0), ascii('jp2 ')),
    box('jp2h', imageHeader, colour),
    box('jp2c', codestream),
  )
}

function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = joined(...parts)
  return joined(number32(content.length + 8), ascii(type), content)
}

function number32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

// Looks into BER (ITU-T X.690) element by element without building a tree: a hostile file costs no more than its bytes.

export interface Element {
  /** The tag byte: class, constructed or not, number. Numbers above 30 are not in use in CMS. */
  readonly tag: number
  /** With its header. */
  readonly whole: Uint8Array
  readonly content: Uint8Array
}

/** The bytes are not what they should be; told to people as a finding, so that the message holds no content. */
export class NotBer extends Error {}

export function not(what: string): never {
  throw new NotBer(what)
}

const deepest = 32
/** Elements that one look may pass: a large content comes in pieces. */
const mostElements = 400_000

/** The element that begins there. Indefinite lengths are followed to their end. @throws NotBer */
export function elementAt(bytes: Uint8Array, at: number, depth = 0): Element {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || depth > deepest) return not('encoding')
  if (first === 0x80) return indefinite(bytes, at, tag, depth)
  const octets = first < 0x80 ? 0 : first & 0x7f
  if (octets > 4) return not('encoding')
  let length = octets === 0 ? first : 0
  for (let index = 0; index < octets; index++) length = length * 256 + (bytes[at + 2 + index] ?? not('encoding'))
  const start = at + 2 + octets
  if (start + length > bytes.length) return not('encoding')
  return { tag, whole: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) }
}

function indefinite(bytes: Uint8Array, start: number, tag: number, depth: number): Element {
  if ((tag & 0x20) === 0) return not('encoding')
  let at = start + 2
  for (let count = 0; ; count++) {
    if (count > mostElements) return not('encoding')
    if (bytes[at] === 0 && bytes[at + 1] === 0) break
    at += elementAt(bytes, at, depth + 1).whole.length
  }
  return { tag, whole: bytes.subarray(start, at + 2), content: bytes.subarray(start + 2, at) }
}

/** What a constructed element holds. @throws NotBer */
export function childrenOf({ tag, content }: Element): Element[] {
  if ((tag & 0x20) === 0) return not('encoding')
  const children: Element[] = []
  for (let at = 0; at < content.length; ) {
    if (children.length > mostElements) return not('encoding')
    const child = elementAt(content, at)
    children.push(child)
    at += child.whole.length
  }
  return children
}

/** The element with that tag. @throws NotBer naming `what` */
export function expect(element: Element | undefined, tag: number, what: string): Element {
  return element?.tag === tag ? element : not(what)
}

/** An OCTET STRING in one piece or in several (8.7). @throws NotBer */
export function octetsOf(element: Element | undefined): Uint8Array {
  if (element?.tag === 0x04) return element.content
  if (element?.tag !== 0x24) return not('octet string')
  const pieces = childrenOf(element)
  return new Uint8Array(Buffer.concat(pieces.map((piece) => expect(piece, 0x04, 'octet string').content)))
}

/** In dotted form (8.19). @throws NotBer */
export function identifierOf(element: Element | undefined): string {
  const { content } = expect(element, 0x06, 'object identifier')
  const numbers: number[] = []
  let number = 0
  for (const [index, byte] of content.entries()) {
    // Neither padding nor numbers that nobody can count.
    if ((number === 0 && byte === 0x80) || number > 0xff_ffff_ffff) return not('object identifier')
    number = number * 128 + (byte & 0x7f)
    if (byte < 0x80) numbers.push(number)
    else if (index === content.length - 1) return not('object identifier')
    if (byte < 0x80) number = 0
  }
  const [both, ...rest] = numbers
  if (both === undefined) return not('object identifier')
  const first = Math.min(2, Math.floor(both / 40))
  return [first, both - first * 40, ...rest].join('.')
}

/** A number from 0 to 255. @throws NotBer */
export function smallNumberOf(element: Element | undefined): number {
  const { content } = expect(element, 0x02, 'number')
  const value = content.length === 2 && content[0] === 0 ? content[1] : content.length === 1 ? content[0] : undefined
  return value !== undefined && (content.length === 2 || value < 0x80) ? value : not('number')
}

/** UTCTime or GeneralizedTime in UTC to the second (RFC 5652 11.3). @throws NotBer */
export function timeOf(element: Element | undefined): Date {
  const text = Buffer.from(element?.content ?? []).toString('latin1')
  const [, short, rest] = (element?.tag === 0x17 ? /^(\d{2})(\d{10})Z$/ : /^(\d{4})(\d{10})Z$/).exec(text) ?? []
  if ((element?.tag !== 0x17 && element?.tag !== 0x18) || short === undefined || rest === undefined) return not('time')
  const year = short.length === 4 ? short : Number(short) < 50 ? `20${short}` : `19${short}`
  const [month, day, hour, minute, second] = rest.match(/../g) ?? []
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(instant.getTime()) ? not('time') : instant
}

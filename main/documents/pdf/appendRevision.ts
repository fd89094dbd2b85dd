// Appends a revision to a PDF: objects, cross-references and trailer after bytes that stay as they are (ISO 32000-1 7.5.6).
import { createHash } from 'node:crypto'
import type { Pdf } from './openPdf.ts'
import { broken, countOf, entryOf, type PdfDictionary, rawOf } from './value.ts'

export interface NewObject {
  readonly number: number
  readonly generation: number
  /** The value, without `obj` and `endobj`. */
  readonly value: Uint8Array
}

/** The next number that no object has. */
export function nextNumber(pdf: Pdf): number {
  let next = countOf(entryOf(pdf.trailer, 'Size')) ?? broken('trailer')
  for (const number of pdf.locations.keys()) next = Math.max(next, number + 1)
  return next > 8_000_000 ? broken('object numbers') : next
}

/** A dictionary as it stands, with some entries replaced or added. @throws document.broken when it has a key twice */
export function dictionaryWith(dictionary: PdfDictionary, changes: ReadonlyMap<string, string>): Uint8Array {
  if (dictionary.repeated.length > 0) return broken('a key twice')
  const kept = [...dictionary.entries].filter(([key]) => !changes.has(key))
  return Buffer.concat([
    Buffer.from('<<'),
    ...kept.flatMap(([key, value]) => [Buffer.from(`\n${nameText(key)} `), rawOf(value)]),
    ...[...changes].map(([key, text]) => Buffer.from(`\n${nameText(key)} ${text}`, 'latin1')),
    Buffer.from('\n>>'),
  ])
}

/** Everything but the plainest characters is escaped (7.3.5). */
export function nameText(name: string): string {
  const escaped = (character: string) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  return `/${name.replaceAll(/[^A-Za-z0-9_.+*@&$;:!,'"?|~^=-]/g, escaped)}`
}

/** Text for people, as UTF-16 with its mark (7.9.2.2), in hexadecimal. */
export function textString(text: string): string {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  return `<${bytes.toString('hex').toUpperCase()}>`
}

/** An instant to the second (7.9.4). */
export const dateString = (instant: Date): string =>
  `(D:${instant.toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')}+00'00')`

/** The whole new file, and where the value of each new object begins in it. */
export interface Appended {
  readonly bytes: Uint8Array
  readonly starts: ReadonlyMap<number, number>
}

/** Writes the same kind of cross-references that the newest revision has: readers of old tables know no streams. */
export function appendRevision(pdf: Pdf, objects: readonly NewObject[]): Appended {
  const parts: Uint8Array[] = [pdf.bytes]
  let length = pdf.bytes.length
  const add = (part: Uint8Array): void => {
    parts.push(part)
    length += part.length
  }
  const last = pdf.bytes.at(-1)
  if (last !== 0x0a && last !== 0x0d) add(Buffer.from('\n'))
  const starts = new Map<number, number>()
  const rows: Row[] = []
  for (const { number, generation, value } of objects) {
    rows.push({ number, generation, offset: length })
    add(Buffer.from(`${number} ${generation} obj\n`))
    starts.set(number, length)
    add(value)
    add(Buffer.from('\nendobj\n'))
  }
  const start = length
  const size = Math.max(nextNumber(pdf), ...objects.map(({ number }) => number + 1))
  if (pdf.sections[0].form === 'table') {
    add(Buffer.from(table(rows)))
    add(Buffer.from(`trailer\n<<\n${trailerEntries(pdf, size, objects)}\n>>\n`, 'latin1'))
  } else {
    const own: Row = { number: size, generation: 0, offset: start }
    add(crossReferenceStream([...rows, own], trailerEntries(pdf, size + 1, objects), size))
  }
  add(Buffer.from(`startxref\n${start}\n%%EOF\n`))
  return { bytes: Buffer.concat(parts, length), starts }
}

interface Row {
  readonly number: number
  readonly generation: number
  readonly offset: number
}

function trailerEntries(pdf: Pdf, size: number, objects: readonly NewObject[]): string {
  const raw = (key: string): string[] => {
    const value = entryOf(pdf.trailer, key)
    return value === undefined ? [] : [`${nameText(key)} ${Buffer.from(rawOf(value)).toString('latin1')}`]
  }
  return [
    `/Size ${size}`,
    ...raw('Root'),
    ...raw('Info'),
    ...identifiers(pdf, objects),
    `/Prev ${pdf.sections[0].offset}`,
  ].join('\n')
}

/** The first identifier stays the file's own, the second tells this revision (14.4). */
function identifiers(pdf: Pdf, objects: readonly NewObject[]): string[] {
  const id = entryOf(pdf.trailer, 'ID')
  const [first] = id?.kind === 'array' ? id.items : []
  if (first?.kind !== 'string') return []
  const hash = createHash('sha256').update(rawOf(first)).update(String(pdf.bytes.length))
  for (const { value } of objects) hash.update(value)
  const second = hash.digest('hex').slice(0, 32).toUpperCase()
  return [`/ID [<${Buffer.from(first.bytes).toString('hex').toUpperCase()}> <${second}>]`]
}

/** Consecutive numbers stand in one block each. */
function blocks(rows: readonly Row[]): Row[][] {
  const sorted = [...rows].sort((a, b) => a.number - b.number)
  const found: Row[][] = []
  for (const row of sorted) {
    const block = found.at(-1)
    if (block !== undefined && block.at(-1)?.number === row.number - 1) block.push(row)
    else found.push([row])
  }
  return found
}

function table(rows: readonly Row[]): string {
  const line = ({ offset, generation }: Row) =>
    `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`
  const block = (members: readonly Row[]) => `${members[0]?.number} ${members.length}\n${members.map(line).join('')}`
  return `xref\n${blocks(rows).map(block).join('')}`
}

function crossReferenceStream(rows: readonly Row[], trailer: string, number: number): Uint8Array {
  const grouped = blocks(rows)
  const data = Buffer.concat(
    grouped.flat().map(({ offset, generation }) => {
      const row = Buffer.alloc(7)
      row.writeUInt8(1, 0)
      row.writeUInt32BE(offset, 1)
      row.writeUInt16BE(generation, 5)
      return row
    }),
  )
  const index = grouped.map((block) => `${block[0]?.number} ${block.length}`).join(' ')
  const head = `${number} 0 obj\n<<\n/Type /XRef\n/W [1 4 2]\n/Index [${index}]\n/Length ${data.length}\n${trailer}\n>>\n`
  return Buffer.concat([Buffer.from(`${head}stream\n`, 'latin1'), data, Buffer.from('\nendstream\nendobj\n')])
}

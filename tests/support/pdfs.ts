// PDFs made byte by byte, so that tests can make every kind and every kind of wrong one, without the product's own writer.
import { deflateSync } from 'node:zlib'

export type Objects = Readonly<Record<number, string | Uint8Array>>

/** A page with a line of text, and a title. Objects 1 to 6; 1 is the catalogue, 3 the page. */
export const plainObjects: Objects = {
  1: '<< /Type /Catalog /Pages 2 0 R >>',
  2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
  4: stream('', 'BT /F1 18 Tf 72 720 Td (Pay 1000 yen) Tj ET'),
  5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  6: '<< /Title (A practice contract) /Producer (by hand) >>',
}

export type PdfForm = 'table' | 'stream' | 'packed' | 'hybrid'

export interface PdfOptions {
  readonly form?: PdfForm
  /** Further entries of the trailer. */
  readonly trailer?: string
  readonly lineEnd?: '\n' | '\r\n'
}

const header = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n'

/** A stream object's value. */
export function stream(entries: string, data: string | Uint8Array): Uint8Array {
  const bytes = Buffer.from(data)
  return Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${bytes.length} >>\nstream\n`, 'latin1'),
    bytes,
    Buffer.from('\nendstream'),
  ])
}

/** The whole file with those objects. `packed`: what may lie in an object stream does; `hybrid`: both kinds side by side. */
export function pdfOf(
  objects: Objects = plainObjects,
  { form = 'table', trailer = '', lineEnd = '\n' }: PdfOptions = {},
) {
  return appendTo(Buffer.from(header, 'latin1'), objects, {
    form,
    trailer: `/Root 1 0 R /Info 6 0 R ${trailer}`,
    lineEnd,
  })
}

export interface RevisionOptions extends PdfOptions {
  /** Left out: the newest cross-references of the file, if it has any. */
  readonly previous?: number | 'none'
}

/** The file with one more revision, whatever it says: signers and forgers alike write like this. */
export function appendTo(file: Uint8Array, objects: Objects, options: RevisionOptions = {}): Uint8Array {
  const { form = 'table', trailer = '/Root 1 0 R /Info 6 0 R', lineEnd = '\n' } = options
  const previous = options.previous ?? lastStart(file)
  const prior = previous === undefined || previous === 'none' ? '' : ` /Prev ${previous}`
  const parts: Uint8Array[] = [file]
  let length = file.length
  const add = (part: string | Uint8Array) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
    parts.push(bytes)
    length += bytes.length
  }
  const all = Object.entries(objects).map(([number, value]) => ({ number: Number(number), value }))
  const packable = form === 'packed' || form === 'hybrid' ? all.filter(({ value }) => typeof value === 'string') : []
  const rows = new Map<number, [type: number, second: number, third: number]>()
  for (const { number, value } of all) {
    if (packable.some((one) => one.number === number)) continue
    rows.set(number, [1, length, 0])
    add(`${number} 0 obj${lineEnd}`)
    add(value)
    add(`${lineEnd}endobj${lineEnd}`)
  }
  let next = Math.max(...all.map(({ number }) => number), ...[sizeOf(file) - 1]) + 1
  if (packable.length > 0) {
    const pack = next++
    const bodies = packable.map(({ value }) => `${value}\n`)
    let offset = 0
    const head = packable.map(({ number }, index) => {
      const pair = `${number} ${offset}`
      offset += bodies[index]?.length ?? 0
      return pair
    })
    const first = `${head.join(' ')}\n`
    rows.set(pack, [1, length, 0])
    const data = deflateSync(Buffer.from(first + bodies.join(''), 'latin1'))
    const entries = `/Type /ObjStm /N ${packable.length} /First ${first.length} /Filter /FlateDecode`
    add(`${pack} 0 obj\n`)
    add(stream(entries, data))
    add('\nendobj\n')
    for (const [index, { number }] of packable.entries()) rows.set(number, [2, pack, index])
  }
  const start = length
  if (form === 'table') {
    add(`xref${lineEnd}${table(rows, previous === undefined, lineEnd)}`)
    add(`trailer${lineEnd}<< /Size ${next}${prior} ${trailer} >>${lineEnd}`)
    add(`startxref${lineEnd}${start}${lineEnd}%%EOF${lineEnd}`)
  } else if (form === 'hybrid') {
    const hidden = new Map([...rows].filter(([, [type]]) => type === 2))
    add(referenceStream(next, hidden, `/Size ${next + 1} ${trailer}`))
    const tableStart = length
    const shown = new Map([...rows].filter(([, [type]]) => type !== 2))
    add(`xref\n${table(shown, previous === undefined, '\n')}`)
    add(`trailer\n<< /Size ${next + 1} /XRefStm ${start}${prior} ${trailer} >>\n`)
    add(`startxref\n${tableStart}\n%%EOF\n`)
  } else {
    rows.set(next, [1, start, 0])
    add(referenceStream(next, rows, `/Size ${next + 1}${prior} ${trailer}`))
    add(`startxref\n${start}\n%%EOF\n`)
  }
  return new Uint8Array(Buffer.concat(parts))
}

function table(rows: ReadonlyMap<number, readonly [number, number, number]>, first: boolean, lineEnd: string): string {
  const end = lineEnd === '\n' ? ' \n' : '\r\n'
  const zero = first ? `0 1${lineEnd}0000000000 65535 f${end}` : ''
  const line = ([type, offset, generation]: readonly [number, number, number]) =>
    `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${type === 0 ? 'f' : 'n'}${end}`
  return zero + [...rows].map(([number, row]) => `${number} 1${lineEnd}${line(row)}`).join('')
}

/** With the PNG predictor "up", as most writers do. */
function referenceStream(
  number: number,
  rows: ReadonlyMap<number, readonly [number, number, number]>,
  entries: string,
): Uint8Array {
  const index = [...rows.keys()].map((one) => `${one} 1`).join(' ')
  let above = Buffer.alloc(7)
  const packed = [...rows.values()].map(([type, second, third]) => {
    const row = Buffer.alloc(7)
    row.writeUInt8(type, 0)
    row.writeUInt32BE(second, 1)
    row.writeUInt16BE(third, 5)
    const up = Buffer.from(row.map((byte, column) => byte - (above[column] ?? 0)))
    above = row
    return Buffer.concat([Buffer.of(2), up])
  })
  const data = deflateSync(Buffer.concat(packed))
  const filter = '/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 7 >>'
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n`),
    stream(`/Type /XRef /W [1 4 2] /Index [${index}] ${filter} ${entries}`, data),
    Buffer.from('\nendobj\n'),
  ])
}

/**
 * A linearised file (annex F): the cross-references of the first page stand near the start, lead to those of the rest at the
 * end, and are what the last `startxref` names.
 */
export function linearised(): Uint8Array {
  const entry = (offset: number) => `${String(offset).padStart(10, '0')} 00000 n \n`
  const body = (numbers: readonly number[]) =>
    numbers.map(
      (number) =>
        [number, `${number} 0 obj\n${Buffer.from(plainObjects[number] ?? '').toString('latin1')}\nendobj\n`] as const,
    )
  const first = [
    [10, '10 0 obj\n<< /Linearized 1 /L 9 /O 3 /E 9 /N 1 /T 9 >>\nendobj\n'] as const,
    ...body([1, 3, 4, 5]),
  ]
  const rest = body([2, 6])
  const placed = (start: number, objects: readonly (readonly [number, string])[]) => {
    let at = start
    return objects.map(([number, text]) => {
      const here = at
      at += text.length
      return [number, here] as const
    })
  }
  const table = (rows: readonly (readonly [number, number])[], trailer: string) =>
    `xref\n${rows.map(([number, offset]) => `${number} 1\n${entry(offset)}`).join('')}trailer\n<< ${trailer} >>\n`
  const firstTable = (previous: number) => {
    const size = table(placed(0, first), `/Size 11 /Root 1 0 R /Info 6 0 R /Prev ${String(previous).padStart(8, '0')}`)
    const start = header.length + size.length + 'startxref\n0\n%%EOF\n'.length
    return table(placed(start, first), `/Size 11 /Root 1 0 R /Info 6 0 R /Prev ${String(previous).padStart(8, '0')}`)
  }
  const head = `${header}${firstTable(0)}startxref\n0\n%%EOF\n${first.map(([, text]) => text).join('')}`
  const main = head.length + rest.map(([, text]) => text).join('').length
  const file = [
    header,
    firstTable(main),
    'startxref\n0\n%%EOF\n',
    ...[...first, ...rest].map(([, text]) => text),
    table([...placed(head.length, rest)], '/Size 7'),
    `startxref\n${header.length}\n%%EOF\n`,
  ].join('')
  return new Uint8Array(Buffer.from(file, 'latin1'))
}

/** What the last `startxref` names. */
export function lastStart(file: Uint8Array): number | undefined {
  const text = Buffer.from(file).toString('latin1')
  const found = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-200))?.[1]
  return found === undefined ? undefined : Number(found)
}

function sizeOf(file: Uint8Array): number {
  const sizes = [
    ...Buffer.from(file)
      .toString('latin1')
      .matchAll(/\/Size (\d+)/g),
  ].map(([, size]) => Number(size))
  return Math.max(1, ...sizes)
}

/** The value of an object as it stands in that file, for forging another one from it. */
export function objectIn(file: Uint8Array, number: number): string {
  const text = Buffer.from(file).toString('latin1')
  const at = text.lastIndexOf(`\n${number} 0 obj`)
  return text.slice(text.indexOf('obj', at) + 3, text.indexOf('endobj', at)).trim()
}

/** The file with one piece of text replaced by another of the same length. */
export function withText(file: Uint8Array, from: string, to: string): Uint8Array {
  if (from.length !== to.length) throw new Error('the length must stay')
  const at = Buffer.from(file).indexOf(from, 0, 'latin1')
  if (at < 0) throw new Error(`"${from}" is not in the file`)
  const changed = Uint8Array.from(file)
  changed.set(Buffer.from(to, 'latin1'), at)
  return changed
}

// One page of an official document as PDF 1.7: a title, lines, perhaps a QR code, and 練習用 across it. Letters come from a
// Japanese font that the reader has (Adobe-Japan1, not embedded), so that no font need be shipped.
import encodeQR from 'qr'

export interface PdfFacts {
  readonly title: string
  readonly lines: readonly (readonly [label: string, value: string])[]
  /** Text of a QR code. */
  readonly qr?: string
}

const width = 595
const height = 842

export function makePdf({ title, lines, qr }: PdfFacts): Uint8Array {
  const drawn = [
    '0.85 g',
    text('練習用', 72, 150, 420),
    '0 g',
    text(title, 18, 60, 770),
    ...lines.flatMap(([label, value], index) => [
      text(label, 10, 60, 730 - index * 20),
      text(value, 10, 220, 730 - index * 20),
    ]),
    text('これは練習用の書類です。本物ではありません。', 9, 60, 50),
    ...(qr === undefined ? [] : code(qr)),
  ].join('\n')
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R /Lang (ja) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>`,
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UTF16-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 7 0 R /W [1 [278] 2 95 500] >>',
    '<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [-92 -250 1010 922] /ItalicAngle 0 /Ascent 752 /Descent -221 /CapHeight 737 /StemV 114 >>',
  ])
}

/** Longer ones have more squares and get more room. */
const longCode = 300

/** A short one stands there in letters as well, for who has no camera at hand. */
function code(qr: string): string[] {
  return qr.length > longCode ? [squares(qr, 300, 90, 240)] : [squares(qr, 400, 90, 120), text(qr, 7, 60, 70)]
}

/** UTF-16BE as a hexadecimal string, which is what UniJIS-UTF16-H takes. */
function text(content: string, size: number, x: number, y: number): string {
  const bytes = Buffer.from(content, 'utf16le').swap16()
  return `BT /F ${size} Tf ${x} ${y} Td <${bytes.toString('hex')}> Tj ET`
}

function squares(content: string, x: number, y: number, side: number): string {
  const rows = encodeQR(content, 'raw', { ecc: 'medium', border: 4 })
  const size = rows.length
  const unit = side / size
  const dark = rows.flatMap((row, fromTop) =>
    row.flatMap((is, fromLeft) =>
      is
        ? [`${point(x + fromLeft * unit)} ${point(y + (size - 1 - fromTop) * unit)} ${point(unit)} ${point(unit)} re`]
        : [],
    ),
  )
  return `${dark.join('\n')}\nf`
}

function point(value: number): string {
  return value.toFixed(3)
}

/** Objects numbered from 1, a table of their places, and the trailer (ISO 32000-1 7.5). All of it is ASCII. */
function assemble(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const at = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return Uint8Array.from(Buffer.from(file, 'latin1'))
}

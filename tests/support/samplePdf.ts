// PDFs made in a moment, for looking at and signing: pages of text, in Japanese too, and a scanned one.
interface SamplePage {
  /** ASCII lines, one below the other. */
  readonly lines?: readonly string[]
  /** One line of Japanese in a font that is not part of the file, so that it takes a character map to read. */
  readonly japanese?: string
  /** A black square as a fax machine would send it (CCITT group 4). */
  readonly scan?: boolean
  /** It calls for a picture that is not there, so that nobody can draw it. */
  readonly broken?: boolean
}

/** A whole PDF 1.7 file with a cross-reference table (ISO 32000-1, 7.5), A4 pages. */
export function samplePdf(pages: readonly SamplePage[], more = ''): Buffer {
  const objects: Buffer[] = []
  const add = (body: string | Buffer): number => objects.push(typeof body === 'string' ? Buffer.from(body) : body)
  const catalog = add(`<< /Type /Catalog /Pages 2 0 R ${more} >>`)
  const tree = add('')
  const latin = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  const descendant = add(
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /DW 1000 ' +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /FontDescriptor 5 0 R >>',
  )
  add(
    '<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 ' +
      '/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
  )
  const japanese = add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /UniJIS-UTF16-H /DescendantFonts [${descendant} 0 R] >>`,
  )
  const scan = add(
    stream(
      allWhite,
      '/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 ' +
        '/ColorSpace /DeviceGray /Decode [1 0] /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 8 /Rows 8 >>',
    ),
  )
  const kids = pages.map((page) => {
    const content = add(stream(Buffer.from(drawing(page)), ''))
    return add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R ` +
        `/Resources << /Font << /F1 ${latin} 0 R /F2 ${japanese} 0 R >> /XObject << /I1 ${scan} 0 R >> >> >>`,
    )
  })
  objects[tree - 1] = Buffer.from(
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`,
  )
  return assemble(objects, catalog)
}

/** T.6: a row like the white one above it is one bit, V0; then end of block. */
const allWhite = Buffer.from('ff001001', 'hex')

function drawing({ lines = [], japanese, scan = false, broken = false }: SamplePage): string {
  const text = lines.map((line) => `(${line.replaceAll(/[()\\]/g, '\\$&')}) Tj T*`).join(' ')
  const utf16 = japanese === undefined ? '' : Buffer.from(japanese, 'utf16le').swap16().toString('hex')
  return [
    `BT /F1 14 Tf 20 TL 60 700 Td ${text} ET`,
    utf16 === '' ? '' : `BT /F2 20 Tf 60 760 Td <${utf16}> Tj ET`,
    scan ? 'q 200 0 0 200 60 300 cm /I1 Do Q' : '',
    broken ? '/Missing Do' : '',
  ].join('\n')
}

const stream = (bytes: Buffer, dictionary: string): Buffer =>
  Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${dictionary} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ])

function assemble(objects: readonly Buffer[], catalog: number): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')]
  let at = parts[0]?.length ?? 0
  const offsets = objects.map((body, index) => {
    const offset = at
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    parts.push(part)
    at += part.length
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root ${catalog} 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

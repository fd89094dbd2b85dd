// Signing and verifying a PDF of 1 and of 10 MB, the card apart, beside hashing the same bytes once.
import { createHash, randomBytes } from 'node:crypto'
import { verifyDocument } from '../../main/documents/verifyDocument.ts'
import { makeSigner, signed, trust } from '../support/documentSigners.ts'
import { pdfOf, plainObjects, stream } from '../support/pdfs.ts'
import { inTurn, type Row, timed } from './row.ts'

const megabyte = 1024 * 1024

export async function documentRows(runs: number): Promise<Row[]> {
  const rows: Row[] = []
  for (const [size, words] of [
    [1, 'small PDF (1 MB)'],
    [10, 'large PDF (10 MB)'],
  ] as const) {
    const bytes = largePdf(size * megabyte)
    const signer = makeSigner()
    const done = signed(bytes, 'pades', signer, new Date())
    const hashing = async () => void createHash('sha256').update(bytes).digest()
    const floorName = `SHA-256 of ${size} MB`
    const notes = 'the key is in memory; a card adds what its APDUs take'
    const signing = await inTurn(
      runs,
      () => timed(async () => signed(bytes, 'pades', signer)),
      () => timed(hashing),
    )
    rows.push({ name: `sign a ${words}`, unit: 'ms', ...signing, floorName, aim: size === 1 ? 40 : 5, notes })
    const verifying = await inTurn(
      runs,
      () => timed(() => verifyDocument(done, { trust, at: new Date() })),
      () => timed(hashing),
    )
    rows.push({ name: `verify a ${words}`, unit: 'ms', ...verifying, floorName, aim: size === 1 ? 40 : 5 })
  }
  return rows
}

/** Pages with a picture of 64 kB each, as scanners make them. */
function largePdf(size: number): Uint8Array {
  const pictures = Math.ceil(size / 65_536)
  const objects: Record<number, string | Uint8Array> = { ...plainObjects }
  const kids: string[] = []
  for (let index = 0; index < pictures; index++) {
    const [page, picture] = [10 + index * 2, 11 + index * 2]
    kids.push(`${page} 0 R`)
    objects[page] =
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I ${picture} 0 R >> >> >>`
    objects[picture] = stream('/Type /XObject /Subtype /Image /Width 256 /Height 256', randomBytes(65_536))
  }
  objects[2] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`
  return pdfOf(objects)
}

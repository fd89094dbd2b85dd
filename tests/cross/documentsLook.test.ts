// What we call unchanged after a signature looks unchanged: Poppler draws both and reads their text. Random forged revisions.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { verifyDocument } from '../../main/documents/verifyDocument.ts'
import type { DocumentVerdict } from '../../preload/shapes/documents.ts'
import { makeSigner, now, signed, trust } from '../support/documentSigners.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { appendTo, objectIn, type PdfForm, pdfOf, plainObjects, stream } from '../support/pdfs.ts'
import { refusal } from '../support/refusal.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())
const runs = Number(process.env['TEFUDA_LOOK_RUNS'] ?? 150)
const forms: readonly PdfForm[] = ['table', 'packed', 'hybrid', 'stream']
const signer = { ...makeSigner(), chain: [] }
const fonts = '/Resources << /Font << /F1 5 0 R >> >>'

const original = {
  ...plainObjects,
  1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R 12 0 R] >> >>',
  3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R ${fonts} /Annots [7 0 R 30 0 R 12 0 R] >>`,
  4: stream('', 'BT /F1 18 Tf 10 100 Td (Pay 1000 yen) Tj ET'),
  7: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (1000) /Rect [9 9 99 30] >>',
  12: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Partner) /Rect [100 20 190 80] >>',
}
const files = forms.map((form) => signed(pdfOf(original, { form }), 'pades', signer))

/** Text and picture of the whole document, as Poppler sees it. */
function look(bytes: Uint8Array): string {
  const path = join(folder.path, 'look.pdf')
  writeFileSync(path, bytes)
  const run = (program: string, ...words: string[]) =>
    execFileSync(program, words, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 50_000_000 }).toString('latin1')
  return run('pdftotext', path, '-') + run('pdftoppm', '-r', '36', '-png', path)
}

const [first = new Uint8Array()] = files
const [catalog, page] = [objectIn(first, 1), objectIn(first, 3)]
const overlay = stream(
  `/Type /XObject /Subtype /Form /BBox [0 0 200 200] ${fonts}`,
  'BT /F1 18 Tf 10 50 Td (Pay 9000 yen) Tj ET',
)
const widget = (entries: string) => `<< /Type /Annot /Subtype /Widget /AP << /N 42 0 R >> ${entries} >>`
const value = fc.constantFrom<string | Uint8Array>(
  'null',
  '[]',
  '<< >>',
  '12',
  '40 0 R',
  '[3 0 R]',
  '[7 0 R 40 0 R]',
  catalog,
  catalog.replace(/(\/Fields \[[^\]]*)\]/, '$1 40 0 R]'),
  catalog.replace('/Pages 2', '/Pages 44'),
  page,
  page.replace('/Annots [', '/Annots [41 0 R '),
  page.replace(/(\/Annots \[[^\]]*)\]/, '$1 40 0 R]'),
  '<< /Type /Pages /Kids [3 0 R 45 0 R] /Count 2 >>',
  '<< /Type /Pages /Kids [45 0 R] /Count 1 >>',
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 43 0 R ${fonts} >>`,
  widget('/FT /Sig /T (X) /Rect [0 0 0 0]'),
  widget('/FT /Sig /T (X) /Rect [0 0 200 200]'),
  widget('/FT /Sig /T (X) /F 2 /Rect [0 0 200 200]'),
  widget('/FT /Sig /T (X) /F 36 /Rect [0 0 200 200]'),
  widget('/FT /Sig /T (X) /Kids [46 0 R] /Rect [0 0 0 0]'),
  widget('/FT /Sig /T (Partner) /Rect [100 20 190 80]'),
  widget('/FT /Sig /T (Partner) /V 46 0 R /Rect [100 20 190 80]'),
  widget('/FT /Tx /T (amount) /V (9000) /Rect [9 9 99 30]'),
  '<< /Type /Annot /Subtype /Stamp /Rect [0 0 200 200] /AP << /N 42 0 R >> >>',
  '<< /Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /ByteRange [0 1 2 3] /Contents <00> >>',
  overlay,
  stream('', 'BT /F1 18 Tf 10 100 Td (Pay 9000 yen) Tj ET'),
  '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>',
  '<< /Title (other) >>',
)
const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 30, 40, 41, 42, 43, 44, 45, 46]
const objects = fc.dictionary(fc.constantFrom(...numbers.map(String)), value, { minKeys: 1, maxKeys: 5 })

it('a signature that still counts as valid stands in a document that looks as it did', async () => {
  const before = files.map(look)
  await fc.assert(
    fc.asyncProperty(
      fc.nat(forms.length - 1),
      objects,
      fc.constantFrom(...forms),
      fc.boolean(),
      async (index, forged, form, again) => {
        let bytes = appendTo(files[index] ?? first, forged, { form })
        // Whatever was forged may be signed by somebody else afterwards.
        if (again)
          await refusal(() => {
            bytes = signed(bytes, 'adbe', signer)
          })
        let verdict: DocumentVerdict | undefined
        await refusal(async () => {
          verdict = await verifyDocument(bytes, { trust, at: now })
        })
        const [oldest] = verdict?.signatures ?? []
        if (oldest?.state === 'valid') expect(look(bytes) === before[index], JSON.stringify(forged)).toBe(true)
      },
    ),
    { numRuns: runs },
  )
}, 600_000)

// What may come after a signature, and what may not: each change is named.
import { describe, expect, it } from 'vitest'
import { verifyDocument } from '../../main/documents/verifyDocument.ts'
import type { DocumentChange, DocumentVerdict } from '../../preload/shapes/documents.ts'
import { makeSigner, now, signed, trust } from '../support/documentSigners.ts'
import { forge } from '../support/forgery.ts'
import { appendTo, type Objects, objectIn, type PdfForm, pdfOf, plainObjects, stream } from '../support/pdfs.ts'

const signer = makeSigner()
const verify = (bytes: Uint8Array): Promise<DocumentVerdict> => verifyDocument(bytes, { trust, at: now })
const failing = ({ signatures }: DocumentVerdict, index = 0) =>
  signatures[index]?.findings.filter(({ ok }) => !ok).map(({ rule }) => rule)

const original = {
  ...plainObjects,
  1: '<< /Type /Catalog /Pages 2 0 R /Metadata 9 0 R /AcroForm << /Fields [7 0 R 12 0 R] >> >>',
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [7 0 R 8 0 R 30 0 R 12 0 R] >>',
  7: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (1000) /Rect [9 9 99 30] >>',
  8: '<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (as agreed) >>',
  9: stream('/Type /Metadata /Subtype /XML', '<x>A practice contract</x>'),
  12: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Partner) /Rect [300 99 500 150] >>',
}
const once = signed(pdfOf(original), 'pades', signer)
/** The numbers that the signature took: 31 would be free for a forger, 30 is referred to and was never there. */
const changed = (objects: Objects, trailer = '/Root 1 0 R /Info 6 0 R', form: PdfForm = 'table') =>
  appendTo(once, objects, { trailer, form })
const catalog = objectIn(once, 1)
const page = objectIn(once, 3)

it('nothing came after', async () => {
  expect(await verify(once)).toMatchObject({ valid: true, signatures: [{ coverage: { wholeFile: true } }] })
})

describe('changes are named', () => {
  const cases: Record<string, [DocumentChange, Uint8Array]> = {
    'another text on the page': ['pageContent', changed({ 4: stream('', 'BT (Pay 9000 yen) Tj ET') })],
    'another page size': ['pageContent', changed({ 3: page.replace('595', '395') })],
    'another page': [
      'pageContent',
      changed({ 2: '<< /Type /Pages /Kids [40 0 R] /Count 1 >>', 40: '<< /Type /Page /Parent 2 0 R >>' }),
    ],
    'one more page': [
      'pageContent',
      changed({ 2: '<< /Type /Pages /Kids [3 0 R 40 0 R] /Count 2 >>', 40: '<< /Type /Page /Parent 2 0 R >>' }),
    ],
    'another font': ['pageContent', changed({ 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>' })],
    'the same in an object stream': [
      'pageContent',
      changed({ 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>' }, undefined, 'packed'),
    ],
    'a page that is gone': ['pageContent', changed({ 3: 'null' })],
    'a note changed': ['annotations', changed({ 8: original[8].replace('as agreed', 'not at all') })],
    'a note added': [
      'annotations',
      changed({
        3: page.replace('/Annots [', '/Annots [').replace(/(\/Annots \[[^\]]*)\]/, '$1 40 0 R]'),
        40: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 595 842] /Contents (Pay 9000 yen) >>',
      }),
    ],
    'a note that was referred to before it was there': [
      'annotations',
      changed({ 30: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 595 842] >>' }),
    ],
    'notes in another order': ['annotations', changed({ 3: page.replace('7 0 R 8 0 R', '8 0 R 7 0 R') })],
    'a note removed': ['annotations', changed({ 3: page.replace('8 0 R ', '') })],
    'another amount in the form': ['formFields', changed({ 7: original[7].replace('1000', '9000') })],
    'a field added': [
      'formFields',
      changed({
        1: catalog.replace('/Fields [7 0 R', '/Fields [7 0 R 40 0 R'),
        40: '<< /FT /Tx /T (more) /V (9000) >>',
      }),
    ],
    'a field added at the end': [
      'formFields',
      changed({
        1: catalog.replace(/(\/Fields \[[^\]]*)\]/, '$1 40 0 R]'),
        40: '<< /FT /Tx /T (more) /V (9000) >>',
      }),
    ],
    'the look of fields': [
      'formFields',
      changed({ 1: catalog.replace('/SigFlags', '/NeedAppearances true /SigFlags') }),
    ],
    'the room of an empty signature': ['formFields', changed({ 12: original[12].replace('[300 99', '[0 0') })],
    'a mark in the room of a signature that nobody made': [
      'formFields',
      changed({ 12: original[12].replace('/Rect', '/AP << /N 4 0 R >> /Rect') }),
    ],
    'a mark that a time stamp left there': [
      'formFields',
      changed({
        12: original[12].replace('/Rect', '/V 40 0 R /AP << /N 4 0 R >> /Rect'),
        40: '<< /Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /ByteRange [0 1 2 3] /Contents <00> >>',
      }),
    ],
    'a picture over the page as a signature': [
      'visibleMark',
      changed({
        1: catalog.replace(/(\/Fields \[[^\]]*)\]/, '$1 40 0 R]'),
        3: page.replace(/(\/Annots \[[^\]]*)\]/, '$1 40 0 R]'),
        40: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Over) /Rect [0 0 595 842] /AP << /N 4 0 R >> >>',
      }),
    ],
    'a picture that is printed and not viewed': [
      'visibleMark',
      changed({
        1: catalog.replace(/(\/Fields \[[^\]]*)\]/, '$1 40 0 R]'),
        3: page.replace(/(\/Annots \[[^\]]*)\]/, '$1 40 0 R]'),
        40: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Over) /F 36 /Rect [0 0 595 842] /AP << /N 4 0 R >> >>',
      }),
    ],
    'an invisible signature that acts when the page is opened': [
      'annotations',
      changed({
        1: catalog.replace(/(\/Fields \[[^\]]*)\]/, '$1 40 0 R]'),
        3: page.replace(/(\/Annots \[[^\]]*)\]/, '$1 40 0 R]'),
        40: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Acts) /Rect [0 0 0 0] /AA << /PO << /S /JavaScript /JS (x) >> >> >>',
      }),
    ],
    'another catalogue': [
      'pageContent',
      changed(
        {
          40: '<< /Type /Catalog /Pages 41 0 R >>',
          41: '<< /Type /Pages /Kids [42 0 R] /Count 1 >>',
          42: '<< /Type /Page /Parent 41 0 R >>',
        },
        '/Root 40 0 R /Info 6 0 R',
      ),
    ],
    'an action at opening': [
      'other',
      changed({ 1: catalog.replace('/Pages', '/OpenAction << /S /URI /URI (https://practice.invalid) >> /Pages') }),
    ],
    'an attachment': [
      'other',
      changed({ 1: catalog.replace('/Pages', '/Names << /EmbeddedFiles << /Names [] >> >> /Pages') }),
    ],
    'a key twice': ['other', changed({ 1: catalog.replace('/Pages 2 0 R', '/Lang (a) /Lang (b) /Pages 2 0 R') })],
    'another title': ['documentInformation', changed({ 6: '<< /Title (Another contract) /Producer (by hand) >>' })],
    'other metadata': ['documentInformation', changed({ 9: stream('/Type /Metadata /Subtype /XML', '<x>Other</x>') })],
    'something that cannot be read': ['unreadable', changed({ 5: '<< /Length 5 >>\nstream\nlonger\nendstream' })],
  }
  for (const [name, [change, bytes]] of Object.entries(cases))
    it(name, async () => {
      const verdict = await verify(bytes)
      expect(verdict.valid).toBe(false)
      expect(verdict.signatures[0]).toMatchObject({ state: 'invalid', coverage: { wholeFile: false } })
      expect(verdict.signatures[0]?.coverage?.laterChanges).toContain(change)
    })

  it('even where a second signature covers them', async () => {
    const verdict = await verify(signed(changed({ 4: stream('', 'BT (Pay 9000 yen) Tj ET') }), 'pades', signer))
    expect(verdict.signatures.map(({ state }) => state)).toEqual(['invalid', 'valid'])
    expect(verdict.valid).toBe(false)
  })
})

describe('what proves a signature later, and further signatures, are no changes', () => {
  const harmless: Record<string, Uint8Array> = {
    'when it was last saved': changed({
      6: '<< /Title (A practice contract) /Producer (by hand) /ModDate (D:2026) >>',
    }),
    'the store of evidence': changed({
      1: catalog.replace('/Pages', '/DSS << /Certs [40 0 R] >> /Pages'),
      40: stream('', 'DER'),
    }),
    'an object that nothing refers to': changed({ 40: stream('', 'unused') }),
    'the same page once more': changed({ 3: page }),
    'a time stamp in the room kept for the other’s signature': changed({
      12: original[12].replace('/Rect', '/V 40 0 R /Rect'),
      40: '<< /Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /ByteRange [0 1 2 3] /Contents <00> >>',
    }),
  }
  for (const [name, bytes] of Object.entries(harmless))
    it(name, async () => {
      const verdict = await verify(bytes)
      expect(failing(verdict)).toEqual([])
      expect(verdict).toMatchObject({
        valid: true,
        signatures: [{ state: 'valid', coverage: { wholeFile: false, laterChanges: [] } }],
      })
    })
})

it('the other’s signature may leave its mark in the room that was kept for it', async () => {
  const mark = {
    12: original[12].replace('/Rect', '/V 20 0 R /AP << /N 41 0 R >> /Rect'),
    41: stream('/Type /XObject /Subtype /Form /BBox [0 0 9 9]', ''),
  }
  const own = /\/Fields (\[[^\]]*\])/.exec(catalog)?.[1] ?? ''
  const verdict = await verify(forge({ file: once, fields: own, objects: { ...mark, 1: catalog } }))
  expect(failing(verdict)).toEqual([])
  expect(verdict).toMatchObject({ valid: true, signatures: [{ state: 'valid' }, { state: 'valid' }] })
})

describe('signatures that hide others', () => {
  it('a second one in the place of the first', async () => {
    const own = /\/Fields \[7 0 R 12 0 R (\d+) 0 R\]/.exec(catalog)?.[1] ?? ''
    const shownNoMore = page.replace(` ${own} 0 R]`, ' 21 0 R]')
    const verdict = await verify(forge({ file: once, fields: '[7 0 R 12 0 R 21 0 R]', objects: { 3: shownNoMore } }))
    expect(verdict.signatures).toHaveLength(2)
    expect(failing(verdict)).toContain('ISO 32000-1 12.8.1 shown')
    expect(verdict.signatures[1]?.coverage?.wholeFile).toBe(true)
    expect(verdict.valid).toBe(false)
  })

  it('out of the form, though the page still shows it', async () => {
    const verdict = await verify(forge({ file: once, fields: '[7 0 R 12 0 R 21 0 R]' }))
    expect(verdict.signatures.map(({ state }) => state)).toEqual(['invalid', 'valid'])
    expect(verdict.signatures[0]?.coverage?.laterChanges).toContain('formFields')
  })

  it('in the same field', async () => {
    const own = /\/Fields \[7 0 R 12 0 R (\d+) 0 R\]/.exec(catalog)?.[1] ?? ''
    const field = objectIn(once, Number(own)).replace(/\/V \d+ 0 R/, '/V 20 0 R')
    const verdict = await verify(
      forge({ file: once, fields: `[7 0 R 12 0 R ${own} 0 R]`, objects: { [own]: field, 1: catalog } }),
    )
    expect(verdict.signatures).toHaveLength(2)
    expect(failing(verdict)).toContain('ISO 32000-1 12.8.1 shown')
    expect(verdict.valid).toBe(false)
  })

  it('in a file that starts again without the first', async () => {
    const bytes = appendTo(once, original, { previous: 'none' })
    const verdict = await verify(bytes)
    // Nothing of the first signature is left in what is shown: it is no signed document any more.
    expect(verdict).toMatchObject({ valid: false, signatures: [] })
  })

  it('a field whose signature was taken out', async () => {
    const own = Number(/\/Fields \[7 0 R 12 0 R (\d+) 0 R\]/.exec(catalog)?.[1])
    const verdict = await verify(changed({ [own]: objectIn(once, own).replace(/\/V \d+ 0 R/, '') }))
    expect(failing(verdict)).toContain('ISO 32000-1 12.8.1 shown')
    expect(verdict.valid).toBe(false)
  })

  it('one that claims an earlier revision than its own', async () => {
    const end = pdfOf().length
    const verdict = await verify(forge({ byteRange: ({ start }) => [0, start - (start - end) - 5, end - 5, 5] }))
    expect(verdict.valid).toBe(false)
    expect(failing(verdict)).toContain('ISO 32000-1 12.8.1 gap')
  })
})

it('a certified document that allows nothing has nothing after it', async () => {
  const entries = '/Reference [<< /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1 >> >>]'
  const certified = forge({ entries })
  expect(await verify(certified)).toMatchObject({ valid: true })
  const verdict = await verify(appendTo(certified, { 50: stream('', 'unused') }))
  expect(failing(verdict)).toEqual(['ISO 32000-1 12.8.2.2 certified'])
})

it('a form that is drawn by a program is not vouched for', async () => {
  const file = pdfOf({ ...plainObjects, 8: stream('', '<xdp/>') })
  const verdict = await verify(
    forge({ file, objects: { 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [21 0 R] /XFA 8 0 R >> >>' } }),
  )
  expect(failing(verdict)).toEqual(['ISO 32000-1 12.7.8 dynamic form'])
})

it('a PDF without signatures is not valid', async () => {
  expect(await verify(pdfOf())).toMatchObject({ kind: 'pdf', valid: false, signatures: [] })
})

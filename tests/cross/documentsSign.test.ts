// Signing every kind of PDF and file, and refusing what cannot be signed honestly. What was there stays byte by byte.
import { PDF } from '@libpdf/core'
import { describe, expect, it } from 'vitest'
import { readCms } from '../../main/documents/cms/readCms.ts'
import { mostDocumentBytes } from '../../main/documents/kind.ts'
import { checkSignable, prepareSignature } from '../../main/documents/signDocument.ts'
import { verifyDocument } from '../../main/documents/verifyDocument.ts'
import { inDays, makeSigner, now, signed, trust } from '../support/documentSigners.ts'
import { appendTo, linearised, pdfOf, plainObjects } from '../support/pdfs.ts'
import { refusal } from '../support/refusal.ts'

const signer = makeSigner()
const verify = (bytes: Uint8Array, content?: Uint8Array) =>
  verifyDocument(bytes, { trust, at: now, ...(content && { content }) })

async function made(useXRefStream: boolean): Promise<Uint8Array> {
  const document = PDF.create()
  for (const text of ['one', 'two']) document.addPage({ size: 'a4' }).drawText(text, { x: 50, y: 700 })
  return document.save({ useXRefStream })
}

const form = (fields: string, more = '') => ({
  ...plainObjects,
  1: `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields ${fields} ${more} >> >>`,
  7: '<< /FT /Tx /T (Signature1) /V (typed) >>',
  8: '[7 0 R]',
  9: '<< /Fields 8 0 R /DA (/Helv 0 Tf) >>',
})

describe('PDFs of every inner form', () => {
  const kinds: Record<string, () => Uint8Array | Promise<Uint8Array>> = {
    'a table': () => pdfOf(),
    'a table with CR LF': () => pdfOf(plainObjects, { lineEnd: '\r\n' }),
    'a cross-reference stream': () => pdfOf(plainObjects, { form: 'stream' }),
    'object streams, the catalogue in one': () => pdfOf(plainObjects, { form: 'packed' }),
    'the first page in front (linearised)': () => linearised(),
    'both kinds side by side': () => pdfOf(plainObjects, { form: 'hybrid' }),
    'a library’s table': () => made(false),
    'a library’s stream': () => made(true),
    'several revisions': () => appendTo(pdfOf(), { 6: '<< /Title (Newer) >>' }),
    'an identifier': () => pdfOf(plainObjects, { trailer: '/ID [<00112233> <00112233>]' }),
    'a form in the catalogue': () => pdfOf(form('[7 0 R]', '/SigFlags 1')),
    'a form with its list elsewhere': () => pdfOf(form('8 0 R')),
    'a form that is an object': () => pdfOf({ ...form('[]'), 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R >>' }),
    'a form in an object stream': () =>
      pdfOf({ ...form('[]'), 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R >>' }, { form: 'packed' }),
    'annotations on the page': () =>
      pdfOf({
        ...plainObjects,
        3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [7 0 R] >>',
        7: '<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (note) >>',
      }),
    'a list of annotations elsewhere': () =>
      pdfOf({
        ...plainObjects,
        3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots 8 0 R >>',
        7: '<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] >>',
        8: '[7 0 R]',
      }),
  }

  for (const [name, make] of Object.entries(kinds))
    it(`signs one with ${name}, twice, in both forms`, async () => {
      const original = await make()
      for (const kind of ['pades', 'adbe'] as const) {
        const once = signed(original, kind, signer)
        expect(Buffer.compare(once.subarray(0, original.length), original)).toBe(0)
        const first = await verify(once)
        expect(first.signatures[0]?.findings.filter(({ ok }) => !ok)).toEqual([])
        expect(first).toMatchObject({ valid: true, signatures: [{ form: kind, coverage: { wholeFile: true } }] })
        const twice = signed(once, kind, signer, inDays(0))
        expect(Buffer.compare(twice.subarray(0, once.length), once)).toBe(0)
        const second = await verify(twice)
        expect(second.signatures.flatMap(({ findings }) => findings.filter(({ ok }) => !ok))).toEqual([])
        expect(second).toMatchObject({
          valid: true,
          signatures: [{ coverage: { wholeFile: false, laterChanges: [] } }, { coverage: { wholeFile: true } }],
        })
      }
    })

  it('says who signed, and when by their own clock', async () => {
    const { signatures } = await verify(signed(pdfOf(), 'pades', signer, inDays(-3)))
    expect(signatures[0]).toMatchObject({
      claimedAt: inDays(-3).toISOString(),
      signer: { holder: { name: '架空 太郎', birthDate: '1980-02-17', sex: 'male' } },
      coverage: { revision: 2, revisions: 2 },
    })
  })

  it('gives the new field a name that no other has', () => {
    const text = Buffer.from(signed(pdfOf(form('[7 0 R]')), 'pades', signer)).toString('latin1')
    expect(text).toContain(`/T <${Buffer.from('\ufeffSignature2', 'utf16le').swap16().toString('hex').toUpperCase()}>`)
  })
})

describe('forms of signatures', () => {
  it('PAdES names the certificate and keeps the time out of the attributes; PKCS#7 has both', () => {
    const prepare = (kind: 'pades' | 'adbe') =>
      Buffer.from(prepareSignature({ ...signer, form: kind, content: pdfOf(), signingTime: now }).message)
    const oid = (text: string) => Buffer.from(text, 'hex')
    const [signingTime, certificateV2] = [oid('06092A864886F70D010905'), oid('060B2A864886F70D010910022F')]
    expect(prepare('pades').includes(signingTime)).toBe(false)
    expect(prepare('adbe').includes(signingTime)).toBe(true)
    for (const kind of ['pades', 'adbe'] as const) expect(prepare(kind).includes(certificateV2)).toBe(true)
  })

  it('has the entries that 法務省 asks for', () => {
    const text = Buffer.from(signed(pdfOf(), 'adbe', signer)).toString('latin1')
    for (const entry of [
      '/Type /Sig',
      '/Filter /',
      '/SubFilter /adbe.pkcs7.detached',
      '/Name <FEFF',
      `/M (D:${now.getUTCFullYear()}`,
    ])
      expect(text).toContain(entry)
    expect(text).toMatch(/\/ByteRange \[0 \d+ \d+ \d+ *\]/)
    const contents = /\/Contents <([0-9a-f]+)>/.exec(text)?.[1] ?? ''
    const { certificates } = readCms(Buffer.from(contents, 'hex'))
    const hex = (all: readonly Uint8Array[]) => all.map((der) => Buffer.from(der).toString('hex')).sort()
    expect(hex(certificates)).toEqual(hex([signer.certificate, ...signer.chain]))
  })

  for (const key of ['rsa', 'P-256', 'P-384'] as const)
    it(`takes the algorithm from the key: ${key}`, async () => {
      const other = makeSigner({ key })
      const content = Buffer.from('any file\r\n')
      expect(await verify(signed(pdfOf(), 'pades', other))).toMatchObject({ valid: true })
      expect(await verify(signed(content, 'cms', other))).toMatchObject({ valid: true, signatures: [{ form: 'cms' }] })
      const detached = signed(content, 'cms-detached', other)
      expect(await verify(detached, content)).toMatchObject({ valid: true, signatures: [{ form: 'cms-detached' }] })
      const { algorithm } = prepareSignature({ ...other, form: 'cms', content, signingTime: now })
      expect(algorithm).toEqual({ key: key === 'rsa' ? 'rsa' : 'ec', hash: key === 'P-384' ? 'sha384' : 'sha256' })
    })

  it('signs an empty file, and one of many kilobytes', async () => {
    for (const content of [new Uint8Array(), new Uint8Array(300_000).fill(7)])
      expect(await verify(signed(content, 'cms', signer))).toMatchObject({ valid: true })
  })
})

describe('what is refused before anybody is asked for a PIN', () => {
  const cases: Record<string, [code: string, bytes: () => Uint8Array]> = {
    'a file that is no PDF': ['document.notPdf', () => Buffer.from('hello')],
    'an encrypted PDF': ['document.encrypted', () => pdfOf(plainObjects, { trailer: '/Encrypt 7 0 R' })],
    'an XFA form': ['document.dynamicForm', () => pdfOf(form('[]', '/XFA 8 0 R'))],
    'a page that has to be drawn by a program': [
      'document.dynamicForm',
      () => pdfOf({ ...plainObjects, 1: '<< /Type /Catalog /Pages 2 0 R /NeedsRendering true >>' }),
    ],
    'one that is certified against every change': ['document.certified', () => certified(1)],
    'one whose catalogue alone says so': ['document.certified', () => certified(1, false)],
    'one whose signature locks the document': ['document.certified', lockedBySignature],
    'a PDF cut short': ['document.broken', () => pdfOf().slice(0, -200)],
    'cross-references in the wrong place': ['document.broken', () => shifted()],
    'a stream of another length': [
      'document.broken',
      () => pdfOf({ ...plainObjects, 3: '<< /Length 5 >>\nstream\nlonger than that\nendstream' }),
    ],
    'no pages': ['document.broken', () => pdfOf({ ...plainObjects, 2: '<< /Type /Pages /Kids [] /Count 0 >>' })],
    'pages in a circle': ['document.broken', () => pdfOf({ ...plainObjects, 2: '<< /Type /Pages /Kids [2 0 R] >>' })],
    'a catalogue that says two things': [
      'document.broken',
      () => pdfOf({ ...plainObjects, 1: '<< /Type /Catalog /Pages 2 0 R /Lang (ja) /Lang (en) >>' }),
    ],
    'an object that is free to some readers and not to others': ['document.broken', contradicting],
    'bytes before the header': ['document.notPdf', () => Buffer.concat([Buffer.from('x'), pdfOf()])],
    'bytes after the end': ['document.broken', () => Buffer.concat([pdfOf(), Buffer.from('<script>')])],
    'a file that is too large': ['document.tooLarge', () => new Uint8Array(mostDocumentBytes + 1)],
  }
  for (const [name, [code, bytes]] of Object.entries(cases))
    it(name, async () => {
      expect(await refusal(async () => checkSignable('pades', bytes()))).toMatchObject({ code })
    })

  it('signs one that is certified but allows signatures', async () => {
    expect(() => checkSignable('pades', certified(2))).not.toThrow()
  })

  it('signs any file as CMS, broken PDFs too', async () => {
    const content = pdfOf().slice(0, -200)
    expect(await verify(signed(content, 'cms-detached', signer), content)).toMatchObject({ valid: true })
  })
})

/** With a DocMDP signature that allows what the number says (ISO 32000-1 table 254). */
function certified(allows: number, inForm = true): Uint8Array {
  return pdfOf({
    ...plainObjects,
    1: `<< /Type /Catalog /Pages 2 0 R /Perms << /DocMDP 8 0 R >> /AcroForm << /Fields [${inForm ? '7 0 R' : ''}] >> >>`,
    7: '<< /FT /Sig /T (Author) /V 8 0 R >>',
    8: `<< /Type /Sig /SubFilter /adbe.pkcs7.detached /Contents <00> /ByteRange [0 1 2 3]
      /Reference [<< /TransformMethod /DocMDP /TransformParams << /P ${allows} >> >>] >>`,
  })
}

function lockedBySignature(): Uint8Array {
  return pdfOf({
    ...plainObjects,
    1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>',
    7: '<< /FT /Sig /T (Author) /V 8 0 R /Lock << /Action /All /P 1 >> >>',
    8: '<< /Type /Sig /SubFilter /adbe.pkcs7.detached /Contents <00> /ByteRange [0 1 2 3] >>',
  })
}

/** The table of a hybrid file calls its catalogue free. */
function contradicting(): Uint8Array {
  const text = Buffer.from(pdfOf(plainObjects, { form: 'hybrid' })).toString('latin1')
  return Buffer.from(text.replace('65535 f \n', '65535 f \n1 1\n0000000000 00000 f \n'), 'latin1')
}

/** Every offset is off by one. */
function shifted(): Uint8Array {
  const file = Buffer.from(pdfOf())
  const at = file.lastIndexOf('xref\n', file.lastIndexOf('trailer'))
  return Buffer.concat([file.subarray(0, 15), Buffer.from('%\n'), file.subarray(15, at), file.subarray(at)])
}

// Whatever bytes come: nothing hangs, nothing is thrown but typed refusals, and a changed document is never valid as it was.
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkSignable } from '../../main/documents/signDocument.ts'
import { verifyDocument } from '../../main/documents/verifyDocument.ts'
import type { DocumentVerdict } from '../../preload/shapes/documents.ts'
import { makeSigner, now, signed, trust } from '../support/documentSigners.ts'
import { appendTo, type PdfForm, pdfOf, plainObjects, stream } from '../support/pdfs.ts'
import { refusal } from '../support/refusal.ts'

const signer = { ...makeSigner(), chain: [] }
const forms: readonly PdfForm[] = ['table', 'stream', 'packed', 'hybrid']
const samples = [
  ...forms.map((form) => signed(pdfOf(plainObjects, { form }), 'pades', signer)),
  signed(signed(pdfOf(), 'adbe', signer), 'pades', signer),
  signed(Buffer.from('a practice contract'), 'cms', signer),
]
const sample = fc.constantFrom(...samples)

/** The verdict, or undefined where it was refused with a reason; anything else that is thrown fails the test. */
async function verdictOn(bytes: Uint8Array): Promise<DocumentVerdict | undefined> {
  let verdict: DocumentVerdict | undefined
  await refusal(async () => {
    verdict = await verifyDocument(bytes, { trust, at: now })
  })
  return verdict
}

/** Where the CMS lies, in which a few bits of form alone do not matter; documentsForged.test.ts looks at those one by one. */
const bareSigned = (bytes: Uint8Array): string =>
  createHash('sha256')
    .update(
      Buffer.from(bytes)
        .toString('latin1')
        // In either case, and with white space between (ISO 32000-2 7.3.4.3).
        .replaceAll(/<[0-9a-fA-F\s\0]{1000,}>/g, ''),
    )
    .digest('hex')

const change = fc.oneof(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), insert: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.integer({ min: 1, max: 400 }) }),
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    insert: fc
      .constantFrom(
        '/Contents <00>',
        '/V null',
        '/ByteRange [0 0 0 0]',
        ' 0 R',
        '<<',
        '>>',
        'endobj',
        '9999999999',
        '-1',
      )
      .map((text) => Buffer.from(text)),
  }),
)

function changed(bytes: Uint8Array, one: { at: number; byte?: number; insert?: Uint8Array; remove?: number }) {
  const at = Math.floor(one.at * bytes.length)
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
  if (one.insert !== undefined) return Buffer.concat([before, one.insert, after])
  if (one.remove !== undefined) return Buffer.concat([before, after.subarray(one.remove)])
  return Buffer.concat([before, Buffer.of(one.byte ?? 0), after.subarray(1)])
}

describe('hostile bytes', () => {
  it('a signed document that was changed anywhere is not valid', async () => {
    await fc.assert(
      fc.asyncProperty(sample, fc.array(change, { minLength: 1, maxLength: 3 }), async (bytes, changes) => {
        const mutated = changes.reduce<Uint8Array>(changed, bytes)
        fc.pre(bareSigned(mutated) !== bareSigned(bytes))
        expect((await verdictOn(mutated))?.valid ?? false).toBe(false)
      }),
      { numRuns: 600 },
    )
  })

  it('a revision of anything at all after it is not valid, or changes nothing', async () => {
    const value = fc.constantFrom(
      'null',
      '[]',
      '<< >>',
      '<< /Type /Page >>',
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /FT /Sig /V 7 0 R >>',
      '[8 0 R]',
      '1 0 R',
      '8 0 R',
    )
    const objects = fc.dictionary(fc.integer({ min: 1, max: 12 }).map(String), value, { minKeys: 1, maxKeys: 4 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples.slice(0, 5)), objects, async (bytes, some) => {
        const verdict = await verdictOn(appendTo(bytes, some))
        for (const { coverage, state } of verdict?.signatures ?? [])
          if (coverage?.laterChanges.length !== 0) expect(state).toBe('invalid')
        if (verdict?.valid === true)
          // Numbers that the document does not use, or the same as before.
          expect(verdict.signatures.every(({ coverage }) => coverage?.laterChanges.length === 0)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('noise with the beginning of a PDF or a CMS is refused with a reason', async () => {
    const start = fc
      .constantFrom('%PDF-1.7\n', '%PDF-1.7\nxref\n', '%PDF-1.7\n1 0 obj << ')
      .map((text) => Buffer.from(text))
    const cms = fc.constant(Buffer.from('308006092A864886F70D010702A0803080', 'hex'))
    await fc.assert(
      fc.asyncProperty(fc.oneof(start, cms), fc.uint8Array({ maxLength: 500 }), async (head, noise) => {
        const bytes = Buffer.concat([head, noise])
        expect((await verdictOn(bytes))?.valid ?? false).toBe(false)
        await refusal(async () => checkSignable('pades', bytes))
      }),
      { numRuns: 500 },
    )
  })

  it('signing what was changed refuses, or gives something that holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...forms), change, async (form, one) => {
        const mutated = changed(pdfOf(plainObjects, { form }), one)
        let out: Uint8Array | undefined
        await refusal(async () => {
          out = signed(mutated, 'pades', signer)
        })
        if (out !== undefined) expect((await verdictOn(out))?.valid).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('hostile sizes end in time', () => {
  const cases: Record<string, () => Uint8Array> = {
    'arrays within arrays': () => pdfOf({ ...plainObjects, 3: '['.repeat(100_000) }),
    'dictionaries within dictionaries': () => pdfOf({ ...plainObjects, 3: '<</A'.repeat(100_000) }),
    'cross-references that promise millions of objects': () =>
      Buffer.concat([
        Buffer.from('%PDF-1.7\nxref\n0 4000000000\n'),
        Buffer.from('trailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n'),
      ]),
    'a packed stream that unpacks to a gigabyte': () => {
      const bomb = deflateSync(Buffer.alloc(80 * 1024 * 1024))
      const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('1 0 obj\n')])
      const value = stream('/Type /XRef /W [1 4 2] /Size 9000000 /Root 1 0 R /Filter /FlateDecode', bomb)
      return Buffer.concat([file, value, Buffer.from('\nendobj\nstartxref\n9\n%%EOF\n')])
    },
    'cross-references in a circle': () => {
      const file = Buffer.from(appendTo(pdfOf(), { 6: '<< >>' }))
      const at = file.lastIndexOf('/Prev ') + 6
      const own = /startxref\n(\d+)/.exec(file.toString('latin1', at))?.[1] ?? ''
      file.write(own, at)
      return file
    },
    'many revisions of many objects': () => {
      const many = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [100 + index, 'null']))
      let file = pdfOf({ ...plainObjects, ...many })
      for (let count = 0; count < 90; count++) file = appendTo(file, { 6: '<< >>' })
      return file
    },
    'fields in a circle': () =>
      pdfOf({
        ...plainObjects,
        1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>',
        7: '<< /T (a) /Kids [7 0 R 7 0 R] >>',
      }),
    'a length that needs itself': () => pdfOf({ ...plainObjects, 3: '<< /Length 3 0 R >>\nstream\nx\nendstream' }),
    'elements within elements': () =>
      Buffer.concat([Buffer.from('308006092A864886F70D010702', 'hex'), Buffer.alloc(200_000, 0x30)]),
    'indefinite lengths within each other': () =>
      Buffer.concat([Buffer.from('308006092A864886F70D010702', 'hex'), Buffer.from('3080'.repeat(50_000), 'hex')]),
    'millions of the smallest elements': () =>
      Buffer.concat([
        Buffer.from('308006092A864886F70D010702A080', 'hex'),
        Buffer.from('0500'.repeat(5_000_000), 'hex'),
      ]),
  }
  for (const [name, make] of Object.entries(cases))
    it(name, async () => {
      const bytes = make()
      expect((await verdictOn(bytes))?.valid ?? false).toBe(false)
      await refusal(async () => checkSignable('pades', bytes))
    }, 10_000)
})

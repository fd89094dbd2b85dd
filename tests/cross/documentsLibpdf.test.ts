// LibPDF, an implementation of PDF and PAdES that shares nothing with ours: it signs for us to judge, and reads what we signed.

import { CryptoKeySigner, PDF } from '@libpdf/core'
import { describe, expect, it } from 'vitest'
import { verifyDocument } from '../../main/documents/verifyDocument.ts'
import { makeSigner, type Signer, signed, stranger, trust } from '../support/documentSigners.ts'
import { pdfOf, plainObjects, stream, withText } from '../support/pdfs.ts'

const verify = (bytes: Uint8Array) => verifyDocument(bytes, { trust, at: new Date() })
const failing = async (bytes: Uint8Array) =>
  (await verify(bytes)).signatures.map(({ findings }) => findings.filter(({ ok }) => !ok).map(({ rule }) => rule))

async function made(useXRefStream: boolean): Promise<Uint8Array> {
  const document = PDF.create()
  document.addPage({ size: 'a4' }).drawText('Pay 1000 yen', { x: 50, y: 700 })
  return document.save({ useXRefStream })
}

async function theirs(bytes: Uint8Array, { certificate, chain, privateKey }: Signer, more: object = {}) {
  const der = privateKey.export({ type: 'pkcs8', format: 'der' })
  const rsa = privateKey.asymmetricKeyType === 'rsa'
  const algorithm = rsa ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])
  const scheme = rsa ? 'RSASSA-PKCS1-v1_5' : 'ECDSA'
  const signer = new CryptoKeySigner(key, certificate, rsa ? 'RSA' : 'EC', scheme, [...chain])
  const document = await PDF.load(bytes)
  const { bytes: out } = await document.sign({ signer, ...more })
  return out
}

describe('what it signs', () => {
  for (const useXRefStream of [false, true])
    for (const key of ['rsa', 'P-256'] as const)
      for (const subFilter of ['ETSI.CAdES.detached', 'adbe.pkcs7.detached'])
        it(`is valid: ${subFilter}, ${key}, ${useXRefStream ? 'cross-reference stream' : 'table'}`, async () => {
          const bytes = await theirs(await made(useXRefStream), makeSigner({ key }), { subFilter })
          expect(await failing(bytes)).toEqual([[]])
          expect(await verify(bytes)).toMatchObject({ valid: true, signatures: [{ coverage: { wholeFile: true } }] })
        })

  it('is valid twice, and after ours, and before ours', async () => {
    const once = await theirs(await made(false), makeSigner())
    expect(await verify(await theirs(once, makeSigner()))).toMatchObject({ valid: true })
    const ours = signed(await made(true), 'pades', makeSigner())
    expect(await failing(await theirs(ours, makeSigner()))).toEqual([[], []])
    expect(await failing(signed(once, 'adbe', makeSigner()))).toEqual([[], []])
  })

  it('is not on our list when nobody here knows the signer', async () => {
    const { signatures } = await verify(await theirs(await made(false), makeSigner({ under: stranger })))
    expect(signatures.map(({ state }) => state)).toEqual(['notOnList'])
  })

  it('is invalid when it was changed', async () => {
    const bytes = await theirs(pdfOf(), makeSigner())
    expect(await failing(withText(bytes, 'Pay 1000', 'Pay 9000'))).toEqual([['RFC 5652 11.2 message digest']])
  })

  it('is named when its later revision changes the page', async () => {
    const document = await PDF.load(await theirs(await made(false), makeSigner()))
    document.getPage(0)?.drawText('Pay 9000 yen', { x: 50, y: 700 })
    const { valid, signatures } = await verify(await document.save({ incremental: true }))
    expect(valid).toBe(false)
    expect(signatures[0]?.coverage?.laterChanges).toContain('pageContent')
  })
})

describe('what we sign', () => {
  const kinds = {
    'a table': 'table',
    'a stream': 'stream',
    'object streams': 'packed',
    'both kinds': 'hybrid',
  } as const
  for (const [name, form] of Object.entries(kinds))
    it(`is read by it: ${name}`, async () => {
      const bytes = signed(signed(pdfOf(plainObjects, { form }), 'pades', makeSigner()), 'adbe', makeSigner())
      const document = await PDF.load(bytes)
      expect(document.recoveredViaBruteForce).toBe(false)
      expect(document.warnings).toEqual([])
      const fields = document.getForm()?.getFields() ?? []
      expect(fields.map((field) => field.name)).toEqual(['Signature1', 'Signature2'])
    })

  it('keeps what a form held', async () => {
    const bytes = pdfOf({
      ...plainObjects,
      1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>',
      3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [7 0 R] >>',
      4: stream('', 'BT ET'),
      7: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (1000) /Rect [9 9 99 30] >>',
    })
    const document = await PDF.load(signed(bytes, 'pades', makeSigner()))
    const fields = document.getForm()?.getFields() ?? []
    expect(fields.map((field) => field.name)).toEqual(['amount', 'Signature1'])
  })
})

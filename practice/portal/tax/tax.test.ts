import { createHash, type KeyLike, verify, X509Certificate } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import { SignedXml } from 'xml-crypto'
import { portalOfFile } from '../portalOfFile.ts'
import { formOf, seen, send } from '../testApplication.ts'
import { bearer, bodyOf, tokenOf } from '../testPortal.ts'

const portal = await portalOfFile()

interface Due {
  readonly kind: string
  readonly amount: number
  readonly paid_at?: string
  readonly el_number?: Record<string, string>
  readonly payment_number?: string
  readonly confirmation_number?: string
  readonly related_receipt_no?: string
}
const dues = async (person: string): Promise<Due[]> =>
  JSON.parse(await (await portal.get('/api/payments/v1', bearer(await tokenOf(portal, person)))).text())
const pay = async (person: string, body: object) =>
  portal.post('/api/payments/v1', body, bearer(await tokenOf(portal, person)))

describe('taxes', () => {
  it('are due to grown-ups, and paid once by their eL-number', async () => {
    expect(await dues('haruto')).toEqual([])
    const [first] = await dues('taro')
    expect(first).toMatchObject({ kind: 'tax', el_number: { agency: '99999', division: '000' } })
    const paid = await pay('hanako', { el_number: first?.el_number })
    expect(await bodyOf(paid)).toMatchObject({ amount: first?.amount, receipt_issued: false })
    expect(await bodyOf(await pay('taro', { el_number: first?.el_number }))).toMatchObject({ code: 'duplicate' })
    expect((await dues('taro'))[0]?.paid_at).toMatch(/^\d{4}-/)
  })

  it('are not paid with numbers that do not belong together', async () => {
    const [one, other] = (await dues('hanako')).map(({ el_number }) => el_number)
    for (const wrong of [
      { ...one, confirmation_number: other?.['confirmation_number'] },
      { ...one, division: '001' },
      { ...one, agency: '12345' },
    ]) {
      expect((await pay('hanako', { el_number: wrong })).status).toBe(404)
    }
    expect((await pay('hanako', { el_number: { ...one, agency: '1' } })).status).toBe(400)
    expect((await pay('hanako', {})).status).toBe(400)
  })

  it('are looked at by their numbers before they are paid, by anybody who has them', async () => {
    const [first] = await dues('hanako')
    const look = async (body: object) =>
      portal.post('/api/payments/v1/inquiry', body, bearer(await tokenOf(portal, 'taro')))
    const { kind, amount } = first ?? {}
    expect(await bodyOf(await look({ el_number: first?.el_number }))).toMatchObject({ kind, amount })
    expect((await look({ el_number: { ...first?.el_number, division: '001' } })).status).toBe(404)
    expect((await dues('hanako'))[0]?.paid_at).toBeUndefined()
  })

  it('stay due when the payment is declined', async () => {
    const [, second] = await dues('taro')
    await portal.control.addFault({ kind: 'payment_declined', times: 1 })
    const declined = await pay('taro', { el_number: second?.el_number })
    expect(declined.status).toBe(402)
    expect((await pay('taro', { el_number: second?.el_number })).status).toBe(200)
  })
})

describe('a 納税証明書', () => {
  async function receive(): Promise<{ receipt: string; files: Map<string, Buffer> }> {
    const plan = { procedure: 'tax-certificate', form: formOf(portal, 'tax-certificate', 'taro') }
    const receipt = String((await bodyOf(await send(portal, 'taro', plan)))['receipt_no'])
    portal.wait(60_000)
    const waiting = await seen(portal, 'taro', receipt)
    expect(waiting).toMatchObject({ status: 'payment_wait', label: '手数料の納付待ち', fee: { amount: 740 } })
    const due = (await dues('taro')).find(({ related_receipt_no }) => related_receipt_no === receipt)
    const { payment_number, confirmation_number } = due ?? {}
    expect((await pay('taro', { payment_number, confirmation_number })).status).toBe(200)
    portal.wait(11_000)
    expect(await seen(portal, 'taro', receipt)).toMatchObject({ status: 'completed', documents: 2 })
    const path = `/api/applications/v1/${receipt}/documents`
    const headers = bearer(await tokenOf(portal, 'taro'))
    const list: { id: string; media: string; sha256: string }[] = JSON.parse(
      await (await portal.get(path, headers)).text(),
    )
    const files = new Map<string, Buffer>()
    for (const { id, media, sha256 } of list) {
      const response = await portal.get(`${path}/${id}`, headers)
      expect(response.headers.get('content-type')).toBe(media)
      const bytes = Buffer.from(await response.arrayBuffer())
      expect(createHash('sha256').update(bytes).digest('base64url')).toBe(sha256)
      files.set(media, bytes)
    }
    expect((await portal.get(path, bearer(await tokenOf(portal, 'hanako')))).status).toBe(404)
    return { receipt, files }
  }

  it('is applied for, paid, and received as XML that verifies and PDF whose code leads to the original', async () => {
    const { receipt, files } = await receive()
    const xml = files.get('application/xml')?.toString('utf8') ?? ''
    expect(xml).toContain('<Name>練習　太郎</Name>')
    expect(verifyXml(xml)).toBe(true)
    expect(verifyXml(xml.replace('その1', 'その2'))).toBe(false)

    const text = await textOf(files.get('application/pdf') ?? Buffer.alloc(0))
    expect(text).toContain('太郎')
    expect(text).toContain('練習用')
    expect(text).toContain(receipt)
    const code = new RegExp(`${portal.origin}(/tax/certificates/[\\w-]{43})`).exec(text)?.[1] ?? ''
    const original = await (await portal.get(code)).text()
    expect(original).toContain('練習　太郎')
    expect(original).toContain(receipt)
    expect((await portal.get('/tax/certificates/unknown')).status).toBe(404)
  })

  /** By an implementation that is not ours. */
  function verifyXml(xml: string): boolean {
    const [issuer] = portal.world.signers.credentialIssuer.chain
    const publicCert = new X509Certificate(issuer ?? '').publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const signature = /<Signature .*<\/Signature>/s.exec(xml)?.[0] ?? ''
    const judge = new SignedXml({ publicCert })
    judge.SignatureAlgorithms['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'] = EcdsaSha256
    judge.loadSignature(signature)
    try {
      return judge.checkSignature(xml)
    } catch {
      return false
    }
  }
})

/** xml-crypto brings everything but this algorithm (RFC 9231 2.3.6: r and s side by side). */
class EcdsaSha256 {
  getAlgorithmName(): string {
    return 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'
  }

  getSignature(): string {
    throw new Error('only verifies')
  }

  verifySignature(signed: string, key: KeyLike, value: string): boolean {
    return verify(
      'sha256',
      Buffer.from(signed),
      { key: String(key), dsaEncoding: 'ieee-p1363' },
      Buffer.from(value, 'base64'),
    )
  }
}

async function textOf(pdf: Buffer): Promise<string> {
  const folder = fileURLToPath(new URL('../../../node_modules/pdfjs-dist/', import.meta.url))
  const document = await getDocument({
    data: Uint8Array.from(pdf),
    cMapUrl: `${folder}cmaps/`,
    standardFontDataUrl: `${folder}standard_fonts/`,
  }).promise
  const { items } = await (await document.getPage(1)).getTextContent()
  return items.map((item) => ('str' in item ? item.str : '')).join('')
}

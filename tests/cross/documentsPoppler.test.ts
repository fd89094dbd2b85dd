// Poppler's pdfsig, with NSS behind it: it verifies PDFs that we sign, and we judge PDFs that it signs.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyDocument } from '../../main/documents/verifyDocument.ts'
import { authority, makeSigner, type Signer, signed, stranger, trust } from '../support/documentSigners.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { linearised, pdfOf, plainObjects, withText } from '../support/pdfs.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())
const at = (name: string) => join(folder.path, name)
const database = `sql:${folder.path}`
const run = (program: string, ...words: string[]) => execFileSync(program, words, { encoding: 'utf8', stdio: 'pipe' })
const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n')}\n-----END CERTIFICATE-----\n`

const signer = makeSigner()

beforeAll(() => {
  run('certutil', '-N', '-d', database, '--empty-password')
  writeFileSync(at('authority.pem'), pem(authority.certificate))
  run('certutil', '-A', '-d', database, '-n', 'authority', '-t', 'CT,C,C', '-i', at('authority.pem'))
  importKey('signer', signer)
  importKey('stranger', makeSigner({ under: stranger, name: '架空 他人' }))
})

function importKey(name: string, { certificate, privateKey }: Signer): void {
  writeFileSync(at(`${name}.pem`), pem(certificate))
  writeFileSync(at(`${name}.key`), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const p12 = at(`${name}.p12`)
  const files = ['-in', at(`${name}.pem`), '-inkey', at(`${name}.key`), '-out', p12]
  run('openssl', 'pkcs12', '-export', '-name', name, '-passout', 'pass:practice', ...files)
  run('pk12util', '-i', p12, '-d', database, '-W', 'practice', '-K', '')
}

interface Said {
  readonly validation: string
  readonly whole: boolean
  readonly type: string
}

/**
 * What pdfsig says of each signature. Of a certificate that it trusts this version says "Unknown issue" at times, so that
 * its trust is not looked at; neither does it sign reliably with an elliptic key.
 */
function pdfsig(bytes: Uint8Array): Said[] {
  return parts(bytes).map((part) => ({
    validation: after(part, 'Signature Validation'),
    whole: part.includes('- Total document signed'),
    type: after(part, 'Signature Type'),
  }))
}

const after = (part: string, label: string): string => new RegExp(`- ${label}: (.*)`).exec(part)?.[1] ?? ''

function parts(bytes: Uint8Array): string[] {
  writeFileSync(at('ours.pdf'), bytes)
  let said: string
  try {
    said = run('pdfsig', '-no-ocsp', '-nssdir', database, at('ours.pdf'))
  } catch (error) {
    // It ends with a status of its own where a signature does not hold.
    said = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
  }
  return said.split(/^Signature #\d+:$/m).slice(1)
}

describe('pdfsig accepts ours', () => {
  const types = { pades: 'ETSI.CAdES.detached', adbe: 'adbe.pkcs7.detached' } as const
  for (const form of ['pades', 'adbe'] as const)
    for (const kind of ['table', 'stream', 'packed'] as const)
      for (const key of ['rsa', 'P-256', 'P-384'] as const)
        it(`${form} in a PDF with a ${kind}, ${key}, signed twice`, () => {
          const own = makeSigner({ key })
          const good = { validation: 'Signature is Valid.', type: types[form] }
          const once = signed(pdfOf(plainObjects, { form: kind }), form, own)
          expect(pdfsig(once)).toEqual([{ ...good, whole: true }])
          const twice = signed(once, form, own)
          expect(pdfsig(twice)).toEqual([
            { ...good, whole: false },
            { ...good, whole: true },
          ])
        })

  it('in PDFs that other programs wrote', async () => {
    writeFileSync(at('hand.pdf'), pdfOf())
    run('pdftocairo', '-pdf', at('hand.pdf'), at('cairo.pdf'))
    run('pdfunite', at('hand.pdf'), at('cairo.pdf'), at('united.pdf'))
    for (const name of ['cairo.pdf', 'united.pdf']) {
      const bytes = signed(signed(readFileSync(at(name)), 'pades', signer), 'adbe', signer)
      expect(pdfsig(bytes).map(({ validation }) => validation)).toEqual(['Signature is Valid.', 'Signature is Valid.'])
      expect(await verifyDocument(bytes, { trust, at: new Date() })).toMatchObject({ valid: true })
    }
  })

  it('in a linearised PDF', () => {
    const twice = signed(signed(linearised(), 'pades', signer), 'adbe', signer)
    expect(pdfsig(twice).map(({ validation, whole }) => [validation, whole])).toEqual([
      ['Signature is Valid.', false],
      ['Signature is Valid.', true],
    ])
  })

  it('and refuses ours when they were changed', () => {
    const changed = withText(signed(pdfOf(), 'pades', signer), 'Pay 1000', 'Pay 9000')
    expect(pdfsig(changed)[0]?.validation).toBe('Digest Mismatch.')
  })
})

describe('we judge what pdfsig signs', () => {
  function popplerSign(bytes: Uint8Array, name: string, ...words: string[]): Uint8Array {
    writeFileSync(at('in.pdf'), bytes)
    const nss = ['-nssdir', database, '-add-signature', '-nick', name, '-nss-pwd', '', ...words]
    run('pdfsig', ...nss, at('in.pdf'), at('out.pdf'))
    return execFileSync('cat', [at('out.pdf')])
  }
  const verify = (bytes: Uint8Array) => verifyDocument(bytes, { trust, at: new Date() })
  const failing = async (bytes: Uint8Array) =>
    (await verify(bytes)).signatures.map(({ findings }) => findings.filter(({ ok }) => !ok).map(({ rule }) => rule))

  for (const kind of ['table', 'stream', 'packed'] as const)
    it(`in a PDF with a ${kind}`, async () => {
      const bytes = popplerSign(pdfOf(plainObjects, { form: kind }), 'signer')
      expect(await failing(bytes)).toEqual([[]])
      expect(await verify(bytes)).toMatchObject({
        valid: true,
        signatures: [{ form: 'adbe', coverage: { wholeFile: true } }],
      })
    })

  it('by somebody whom nobody here knows', async () => {
    const { valid, signatures } = await verify(popplerSign(pdfOf(), 'stranger'))
    expect(valid).toBe(false)
    expect(signatures.map(({ state }) => state)).toEqual(['notOnList'])
  })

  it('changed afterwards', async () => {
    const changed = withText(popplerSign(pdfOf(), 'signer'), 'Pay 1000', 'Pay 9000')
    expect(await failing(changed)).toEqual([['RFC 5652 11.2 message digest']])
  })

  it('after us, and we after it', async () => {
    const ours = signed(pdfOf(), 'pades', signer, new Date())
    const both = popplerSign(ours, 'signer')
    // It shows its field on the page and leaves it out of the form.
    expect(await failing(both)).toEqual([[], []])
    expect(await verify(both)).toMatchObject({ valid: true, signatures: [{ form: 'pades' }, { form: 'adbe' }] })
    const theirs = popplerSign(pdfOf(), 'signer')
    const later = signed(theirs, 'pades', signer, new Date())
    expect(await verify(later)).toMatchObject({ valid: true, signatures: [{ form: 'adbe' }, { form: 'pades' }] })
    for (const bytes of [both, later])
      expect(pdfsig(bytes).map(({ validation }) => validation)).toEqual(['Signature is Valid.', 'Signature is Valid.'])
  })
})

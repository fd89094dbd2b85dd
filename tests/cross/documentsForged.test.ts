// Forgers with a certificate of their own under our authority: what they sign is signed for real, and what they show is not it.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { buildSignedAttributes } from '../../main/documents/cms/buildCms.ts'
import { identifier, octets, sequence, setOf } from '../../main/documents/cms/der.ts'
import { oids } from '../../main/documents/cms/oids.ts'
import { verifyDocument } from '../../main/documents/verifyDocument.ts'
import type { DocumentSignature } from '../../preload/shapes/documents.ts'
import { makeSigner, now, signed, trust } from '../support/documentSigners.ts'
import { cmsOver, cmsWith, type Forgery, forge, mallory, withKeyOf } from '../support/forgery.ts'
import { appendTo, pdfOf, plainObjects, withText } from '../support/pdfs.ts'

const verify = (bytes: Uint8Array) => verifyDocument(bytes, { trust, at: now })
const failing = ({ findings }: DocumentSignature) => findings.filter(({ ok }) => !ok).map(({ rule }) => rule)

it('signs like anybody else where nothing is forged', async () => {
  const { signatures, valid } = await verify(forge())
  expect(signatures.map(failing)).toEqual([[]])
  expect(valid).toBe(true)
})

describe('byte ranges', () => {
  const range = (byteRange: Forgery['byteRange']) => forge({ ...(byteRange && { byteRange }) })
  const cases: Record<string, [rule: string, bytes: () => Uint8Array]> = {
    'that begin later': ['start', () => range(({ start, end, length }) => [9, start - 9, end, length - end])],
    'whose gap begins before the signature': [
      'gap',
      () => range(({ start, end, length }) => [0, start - 40, end, length - end]),
    ],
    'whose gap ends after the signature': [
      'gap',
      () => range(({ start, end, length }) => [0, start, end + 40, length - end - 40]),
    ],
    'that sign a part of the signature': [
      'gap',
      () => range(({ start, end, length }) => [0, start + 1, end, length - end]),
    ],
    'that stop before the end': [
      'revision',
      () => range(({ start, end, length }) => [0, start, end, length - end - 30]),
    ],
    'that sign the first part only': ['revision', () => range(({ start, end }) => [0, start, end, 0])],
    'that overlap': ['byte range', () => range(({ start, length }) => [0, start, start - 9, length - start])],
    'that run backwards': ['byte range', () => range(({ start, end, length }) => [end, length - end, 0, start])],
    'with a negative number': ['byte range', () => range(({ start, end }) => [0, start, end, -30])],
    'past the end of the file': ['byte range', () => range(({ start, end, length }) => [0, start, end, length])],
    'of numbers that wrap around': ['byte range', () => range(({ start, end }) => [0, start, end, 4294967296])],
    'of numbers beyond counting': ['byte range', () => range(({ start, end }) => [0, start, end, '9'.repeat(17)])],
    'with a fraction': ['byte range', () => range(({ start, end, length }) => [0, start, end, `${length - end}.5`])],
    'of two numbers': ['byte range', () => range(({ start }) => [0, start])],
    'of six numbers': ['byte range', () => range(({ start, end, length }) => [0, start, end, length - end, length, 0])],
    'that are empty': ['byte range', () => range(() => [])],
    'that stand elsewhere': ['byte range', () => range(() => ['22 0 R'])],
  }
  for (const [name, [rule, bytes]] of Object.entries(cases))
    it(name, async () => {
      const { valid, signatures } = await verify(bytes())
      expect(valid).toBe(false)
      expect(signatures.map(({ state }) => state)).toEqual(['invalid'])
      expect(signatures.flatMap(failing)).toContain(`ISO 32000-1 12.8.1 ${rule}`)
    })
})

describe('contents', () => {
  const cases: Record<string, [rule: string, forgery: Forgery]> = {
    'that are nothing': ['12.8.1 gap', { contents: (hex) => 'null'.padEnd(hex.length + 2) }],
    'that are a number': ['12.8.1 gap', { contents: (hex) => '0'.padEnd(hex.length + 2) }],
    'in brackets of another kind': ['12.8.1 gap', { contents: (hex) => `(${hex})` }],
    'that are all zeros': ['12.8.3.3 detached', { contents: (hex) => `<${'0'.repeat(hex.length)}>` }],
    'with room for other bytes': ['12.8.1 gap', { contents: (hex) => `<${hex.slice(0, -2)}\n\n>` }],
    'with an odd digit': ['12.8.1 gap', { contents: (hex) => `<${hex.slice(0, -1)}> ` }],
    'with something hidden behind the signature': [
      '12.8.1 padding',
      { contents: (hex) => `<${hex.slice(0, -8)}cafe0000>` },
    ],
    'that stand there twice': ['12.8.1 dictionary', { entries: '/Contents <00>' }],
    'whose range stands there twice': ['12.8.1 dictionary', { entries: '/ByteRange [0 1 2 3]' }],
    'that hold the content themselves': [
      '12.8.3.3 detached',
      {
        cms: (digest, signer) =>
          cmsWith(buildSignedAttributes(digest, signer.certificate, undefined), signer, Buffer.from('other')),
      },
    ],
    'of an old kind': ['12.8.3 form', { subFilter: 'adbe.x509.rsa_sha1' }],
    'of SHA-1 over a digest': ['12.8.3 form', { subFilter: 'adbe.pkcs7.sha1' }],
  }
  for (const [name, [rule, forgery]] of Object.entries(cases))
    it(name, async () => {
      const { valid, signatures } = await verify(forge(forgery))
      expect(valid).toBe(false)
      expect(signatures.map(({ state }) => state)).toEqual(['invalid'])
      expect(signatures.flatMap(failing)).toContain(`ISO 32000-1 ${rule}`)
    })

  it('in an object stream', async () => {
    const bytes = appendTo(
      pdfOf(plainObjects, { form: 'packed' }),
      {
        1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [21 0 R] >> >>',
        20: '<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 15 21 9] /Contents <00> >>',
        21: '<< /FT /Sig /T (Packed) /V 20 0 R >>',
      },
      { form: 'packed' },
    )
    const { valid, signatures } = await verify(bytes)
    expect(valid).toBe(false)
    expect(signatures.flatMap(failing)).toContain('ISO 32000-1 12.8.1 gap')
  })

  it('that are another signature’s', async () => {
    const file = signed(pdfOf(), 'pades', makeSigner())
    const borrowed = /\/Contents (<[0-9a-f]+>)/.exec(Buffer.from(file).toString('latin1'))?.[1] ?? ''
    const { valid, signatures } = await verify(
      appendTo(file, {
        1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [30 0 R] >> >>',
        30: '<< /FT /Sig /T (Borrowed) /V 31 0 R >>',
        31: `<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 9 19 9] /Contents ${borrowed} >>`,
      }),
    )
    expect(valid).toBe(false)
    expect(signatures.map(({ state }) => state)).toEqual(['invalid', 'invalid'])
  })
})

describe('attributes', () => {
  const attribute = (oid: string, value: Uint8Array) => sequence(identifier(oid), setOf(value))
  const hash = (der: Uint8Array) => createHash('sha256').update(der).digest()
  const standard = (digest: Uint8Array, certificate: Uint8Array) => ({
    contentType: attribute(oids.contentType, identifier(oids.data)),
    messageDigest: attribute(oids.messageDigest, octets(digest)),
    signingCertificateV2: attribute(oids.signingCertificateV2, sequence(sequence(sequence(octets(hash(certificate)))))),
  })
  type Change = (
    all: Record<string, Uint8Array>,
    digest: Uint8Array,
    certificate: Uint8Array,
  ) => Record<string, Uint8Array>
  const withAttributes = (change: Change, subFilter = 'ETSI.CAdES.detached') =>
    forge({
      subFilter,
      cms: (digest, signer) => {
        const all = change(standard(digest, signer.certificate), digest, signer.certificate)
        return cmsWith(setOf(...Object.values(all)), signer)
      },
    })
  const cases: Record<string, [rule: string, change: Change]> = {
    'of another content': [
      'RFC 5652 11.2 message digest',
      (all) => ({ ...all, messageDigest: attribute(oids.messageDigest, octets(hash(Buffer.from('other')))) }),
    ],
    'without a digest': ['RFC 5652 11.2 message digest', ({ messageDigest: _, ...rest }) => rest],
    'with two digests': [
      'RFC 5652 11.2 message digest',
      (all) => ({ ...all, second: attribute(oids.messageDigest, octets(hash(Buffer.from('other')))) }),
    ],
    'with two values of a digest': [
      'RFC 5652 11.2 message digest',
      (all, digest) => ({
        ...all,
        messageDigest: sequence(identifier(oids.messageDigest), setOf(octets(digest), octets(hash(Buffer.from('x'))))),
      }),
    ],
    'of another type of content': [
      'RFC 5652 11.1 content type',
      (all) => ({ ...all, contentType: attribute(oids.contentType, identifier(oids.signedData)) }),
    ],
    'without the type of content': ['RFC 5652 11.1 content type', ({ contentType: _, ...rest }) => rest],
    'without the certificate': ['RFC 5035 3 signing certificate', ({ signingCertificateV2: _, ...rest }) => rest],
    'with the certificate by SHA-1 only': [
      'RFC 5035 3 signing certificate',
      ({ signingCertificateV2: _, ...rest }, _digest, certificate) => ({
        ...rest,
        old: attribute(
          oids.signingCertificate,
          sequence(sequence(sequence(octets(createHash('sha1').update(certificate).digest())))),
        ),
      }),
    ],
    'with another certificate': [
      'RFC 5035 3 signing certificate',
      (all) => ({
        ...all,
        signingCertificateV2: attribute(
          oids.signingCertificateV2,
          sequence(sequence(sequence(octets(hash(withKeyOf(mallory).certificate))))),
        ),
      }),
    ],
    'with a time that is none': [
      'RFC 5652 11.3 signing time',
      (all) => ({ ...all, signingTime: attribute(oids.signingTime, octets(Buffer.from('noon'))) }),
    ],
  }
  for (const [name, [rule, change]] of Object.entries(cases))
    it(name, async () => {
      const { valid, signatures } = await verify(withAttributes(change))
      expect(valid).toBe(false)
      expect(signatures.flatMap(failing)).toEqual([rule])
      expect(signatures[0]?.state).toBe('invalid')
    })

  it('PKCS#7 may leave the certificate’s hash out', async () => {
    const bytes = withAttributes(({ signingCertificateV2: _, ...rest }) => rest, 'adbe.pkcs7.detached')
    expect(await verify(bytes)).toMatchObject({ valid: true, signatures: [{ form: 'adbe' }] })
  })

  it('another certificate for the same key is noticed', async () => {
    const other = withKeyOf(mallory)
    const cms: Forgery['cms'] = (digest) =>
      cmsWith(buildSignedAttributes(digest, mallory.certificate, undefined), {
        ...other,
        privateKey: mallory.privateKey,
      })
    const { signatures } = await verify(forge({ cms }))
    expect(signatures.flatMap(failing)).toEqual(['RFC 5035 3 signing certificate'])
  })

  it('a signature by another key is noticed', async () => {
    const stolen = { ...makeSigner(), privateKey: mallory.privateKey }
    const { signatures } = await verify(forge({ signer: stolen }))
    expect(signatures.flatMap(failing)).toEqual(['RFC 5652 5.6 signature'])
  })

  it('a digest by another hash than the signature’s is noticed', async () => {
    const swap: Forgery['cms'] = (digest, signer) => {
      const hex = Buffer.from(cmsOver(digest, signer)).toString('hex')
      return Buffer.from(hex.replaceAll('0609608648016503040201', '0609608648016503040203'), 'hex')
    }
    const { signatures } = await verify(forge({ cms: swap }))
    expect(signatures[0]?.state).toBe('invalid')
    expect(signatures.flatMap(failing)).toContain('RFC 5652 11.2 message digest')
  })
})

describe('tampering', () => {
  it('with what was signed', async () => {
    const { signatures } = await verify(withText(forge(), 'Pay 1000 yen', 'Pay 9000 yen'))
    expect(signatures.flatMap(failing)).toEqual(['RFC 5652 11.2 message digest'])
  })

  it('with any digit of the signature itself', async () => {
    const bytes = forge({ signer: { ...mallory, chain: [] } })
    const text = Buffer.from(bytes).toString('latin1')
    const start = text.lastIndexOf('/Contents <') + 11
    const length = /^[0-9a-f]*?(?=0*>)/.exec(text.slice(start))?.[0].length ?? 0
    expect(length).toBeGreaterThan(2000)
    const harmless: number[] = []
    // Every digit of the structure around, and some of certificate and signature.
    for (let at = start; at < start + length; at += at < start + 130 ? 1 : 29) {
      const changed = Uint8Array.from(bytes)
      changed[at] = text[at] === '5' ? 0x34 : 0x35
      if ((await verify(changed)).valid) harmless.push(at - start)
    }
    // The version of SignedData, which says nothing that is not seen otherwise.
    expect(harmless).toEqual([text.slice(start).indexOf('020101') + 5])
  })
})

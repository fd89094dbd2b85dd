// OpenSSL, which nobody here wrote: it verifies what we sign, and we judge what it signs.
import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyDocument } from '../../main/documents/verifyDocument.ts'
import { authority, inDays, makeSigner, now, type Signer, signed, stranger, trust } from '../support/documentSigners.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { pdfOf } from '../support/pdfs.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())
const at = (name: string) => join(folder.path, name)
const pem = (label: string, der: Uint8Array) =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n')}\n-----END ${label}-----\n`
const content = Buffer.from('a practice contract\r\nof two lines\n')
const instant = String(Math.floor(now.getTime() / 1000))

const signers: Record<string, Signer> = {
  rsa: makeSigner(),
  p256: makeSigner({ key: 'P-256' }),
  p384: makeSigner({ key: 'P-384' }),
}

beforeAll(() => {
  writeFileSync(at('authority.pem'), pem('CERTIFICATE', authority.certificate))
  writeFileSync(at('stranger.pem'), pem('CERTIFICATE', stranger.certificate))
  writeFileSync(at('content'), content)
  for (const [name, { certificate, privateKey }] of Object.entries(signers)) {
    writeFileSync(at(`${name}.crt`), pem('CERTIFICATE', certificate))
    writeFileSync(at(`${name}.key`), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  }
})

function opensslVerify(file: string, words: readonly string[], anchor = 'authority.pem') {
  const always = ['-inform', 'DER', '-binary', '-purpose', 'any', '-attime', instant, '-out', at('out')]
  const { status, stderr } = spawnSync(
    'openssl',
    ['cms', '-verify', '-in', at(file), '-CAfile', at(anchor), ...always, ...words],
    { encoding: 'utf8' },
  )
  return { holds: status === 0, says: stderr }
}

describe('OpenSSL accepts ours', () => {
  for (const [name, signer] of Object.entries(signers)) {
    it(`attached, ${name}`, () => {
      writeFileSync(at('ours'), signed(content, 'cms', signer))
      expect(opensslVerify('ours', []).says).toContain('Verification successful')
      expect(execFileSync('cat', [at('out')])).toEqual(content)
      expect(opensslVerify('ours', ['-cades']).says).toContain('Verification successful')
      expect(opensslVerify('ours', [], 'stranger.pem').holds).toBe(false)
    })

    it(`detached, ${name}`, () => {
      writeFileSync(at('ours'), signed(content, 'cms-detached', signer))
      expect(opensslVerify('ours', ['-content', at('content')]).says).toContain('Verification successful')
      writeFileSync(at('other'), 'a forged contract')
      expect(opensslVerify('ours', ['-content', at('other')]).holds).toBe(false)
    })

    for (const form of ['pades', 'adbe'] as const)
      it(`in a PDF, ${form}, ${name}`, () => {
        const pdf = Buffer.from(signed(pdfOf(), form, signer))
        const [, from = '', second = '', length = ''] =
          /ByteRange \[0 (\d+) (\d+) (\d+)/.exec(pdf.toString('latin1')) ?? []
        const [start, end, last] = [Number(from), Number(second), Number(second) + Number(length)]
        expect(last).toBe(pdf.length)
        writeFileSync(at('ours'), Buffer.from(pdf.toString('latin1', start + 1, end - 1), 'hex'))
        writeFileSync(at('covered'), Buffer.concat([pdf.subarray(0, start), pdf.subarray(end, last)]))
        const result = opensslVerify('ours', ['-content', at('covered'), ...(form === 'pades' ? ['-cades'] : [])])
        expect(result.says).toContain('Verification successful')
      })
  }
})

describe('we judge what OpenSSL signs', () => {
  function opensslSign(words: readonly string[], name = 'rsa'): Uint8Array {
    const signer = ['-signer', at(`${name}.crt`), '-inkey', at(`${name}.key`), '-certfile', at('authority.pem')]
    execFileSync(
      'openssl',
      ['cms', '-sign', '-in', at('content'), '-binary', '-outform', 'DER', '-out', at('theirs'), ...signer, ...words],
      { stdio: 'pipe' },
    )
    return execFileSync('cat', [at('theirs')])
  }
  // Their clock is the machine's.
  const verify = (bytes: Uint8Array, given?: Uint8Array) =>
    verifyDocument(bytes, { trust, at: new Date(), ...(given && { content: given }) })

  for (const name of Object.keys(signers)) {
    it(`valid: attached and detached, ${name}`, async () => {
      expect(await verify(opensslSign(['-nodetach'], name))).toMatchObject({
        valid: true,
        signatures: [{ form: 'cms' }],
      })
      const detached = opensslSign([], name)
      expect(await verify(detached, content)).toMatchObject({ valid: true, signatures: [{ form: 'cms-detached' }] })
      expect(await verify(detached, Buffer.from('other'))).toMatchObject({ valid: false })
    })
  }
  it.each([
    ['SHA-384', ['-md', 'sha384']],
    ['SHA-512', ['-md', 'sha512']],
    ['RSA-PSS', ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:32']],
    ['the certificate by its hash', ['-cades']],
    ['a key identifier in place of issuer and number', ['-keyid']],
    ['an encoding in pieces (BER)', ['-stream', '-indef']],
  ])('valid: %s', async (_, words) => {
    expect(await verify(opensslSign(['-nodetach', ...words]))).toMatchObject({ valid: true })
  })
  it('valid: several signers, all of them', async () => {
    const two = opensslSign(['-nodetach', '-signer', at('p384.crt'), '-inkey', at('p384.key')])
    const verdict = await verify(two)
    expect(verdict.valid).toBe(true)
    expect(verdict.signatures).toHaveLength(2)
  })
  it.each([
    ['SHA-1', ['-md', 'sha1'], 'RFC 5754 2 digest'],
    ['MD5', ['-md', 'md5'], 'RFC 5754 2 digest'],
    ['no signed attributes', ['-noattr'], 'RFC 5652 5.3 signed attributes'],
    ['no certificate', ['-nocerts'], 'RFC 5652 5.3 signer identifier'],
    [
      'PSS of another hash',
      ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_mgf1_md:sha1'],
      'RFC 5652 5.6 signature',
    ],
  ])('invalid: %s', async (_, words, rule) => {
    const { valid, signatures } = await verify(opensslSign(['-nodetach', ...words]))
    expect(valid).toBe(false)
    expect(signatures.flatMap(({ findings }) => findings.filter(({ ok }) => !ok)).map((one) => one.rule)).toContain(
      rule,
    )
  })
  it('not on our list: somebody whom nobody here knows', async () => {
    const { certificate, privateKey } = makeSigner({ under: stranger, until: inDays(3000) })
    writeFileSync(at('foreign.crt'), pem('CERTIFICATE', certificate))
    writeFileSync(at('foreign.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const { signatures } = await verify(opensslSign(['-nodetach'], 'foreign'))
    expect(signatures.map(({ state }) => state)).toEqual(['notOnList'])
  })
})

// `inspect`: what is it, is it valid, and why not, for every wrapping that a file can come in.
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { presentMdoc } from '../../main/credentials/mdoc.ts'
import { bindSdJwt, discloseSdJwt } from '../../main/credentials/sdJwtPresentation.ts'
import { inspect } from '../../main/inspect/inspect.ts'
import { toPem } from '../../practice/issueCertificate.ts'
import { fullDate, issueMdoc } from '../../practice/issuing/mdoc.ts'
import { disclosure, disclosureDigest, issueSdJwt, signJwt } from '../../practice/issuing/sdJwt.ts'
import { issueStatusList } from '../../practice/issuing/statusList.ts'
import { at, ecKeys, later, makeHolder, makePki } from './formatsPki.ts'

const pki = makePki()
const holder = makeHolder()
const issuer = pki.signer('credentialIssuer')
const documentSigner = pki.signer('documentSigner')
const trust = Buffer.from(`some words before\n${toPem(pki.root.certificate)}`)
const vct = 'urn:tefuda:practice:test:1'
const ns = 'org.iso.18013.5.1'
const audience = 'x509_hash:practice-verifier'
const nonce = 'n-0S6_WzA2Mj'
const responseUri = 'https://verifier.practice.invalid/response'

const sdJwt = issueSdJwt({
  claims: { name: '練習 太郎', sex: '1' },
  vct,
  holderJwk: holder.jwk,
  signer: issuer,
  iat: at,
  exp: later(10),
})
const bound = await bindSdJwt(discloseSdJwt(sdJwt, [['name']]), { aud: audience, nonce, iat: at, sign: holder.sign })
const mdoc = issueMdoc({
  docType: 'org.iso.18013.5.1.mDL',
  namespaces: { [ns]: { family_name: 'RENSHU', birth_date: fullDate('1984-05-06') } },
  holderJwk: holder.jwk,
  signer: documentSigner,
  validity: { signed: at, validFrom: at, validUntil: later(10) },
})
const session = { clientId: audience, nonce, responseUri }
const response = await presentMdoc(mdoc, [[ns, 'family_name']], session, holder.sign)
const leaf = issuer.chain[0] ?? new Uint8Array()
const text = (value: string) => Buffer.from(value)
const failing = (result: Awaited<ReturnType<typeof inspect>>) =>
  result.findings.filter(({ ok }) => !ok).map(({ rule }) => rule)

describe('what it is', () => {
  const der = Buffer.from(leaf)
  const cbor = Buffer.from(mdoc)
  test.each<[string, string, Uint8Array, object?]>([
    ['an SD-JWT VC', 'sd-jwt-vc', text(sdJwt)],
    ['an SD-JWT VC with a line end', 'sd-jwt-vc', text(`${sdJwt}\r\n`)],
    ['an SD-JWT VC with key binding', 'sd-jwt-vc+kb', text(bound), { audience, nonce }],
    ['an mdoc', 'mdoc-issuer-signed', cbor],
    ['an mdoc in base64url', 'mdoc-issuer-signed', text(`${cbor.toString('base64url')}\n`)],
    ['an mdoc in base64 with line ends', 'mdoc-issuer-signed', text(cbor.toString('base64').replace(/.{64}/g, '$&\n'))],
    ['an mdoc in hexadecimal', 'mdoc-issuer-signed', text(cbor.toString('hex').toUpperCase())],
    ['a device response', 'mdoc-device-response', response, { audience, nonce, responseUri }],
    [
      'a device response in base64url',
      'mdoc-device-response',
      text(Buffer.from(response).toString('base64url')),
      session,
    ],
    ['a certificate in PEM', 'x509', text(toPem(leaf))],
    ['a chain in PEM', 'x509', text(toPem(leaf) + toPem(pki.root.certificate))],
    ['a certificate in DER', 'x509', der],
    ['a certificate in base64', 'x509', text(der.toString('base64'))],
    [
      'a status list',
      'status-list',
      text(issueStatusList({ uri: 'https://x.invalid', states: [0], signer: issuer, iat: at })),
    ],
  ])('%s', async (_, kind, bytes, options = {}) => {
    const result = await inspect(bytes, { trust, at, ...options })
    expect(failing(result)).toEqual([])
    expect(result).toMatchObject({ kind, valid: true })
    const untrusted = await inspect(bytes, { at, ...options })
    expect(untrusted).toMatchObject({ kind, valid: false })
    expect(untrusted.findings[0]).toMatchObject({ ok: false, message: expect.stringContaining('no trust given') })
    const elsewhere = await inspect(bytes, { trust: text(toPem(makePki().root.certificate)), at, ...options })
    expect(elsewhere.valid).toBe(false)
  })

  test('a CA certificate under itself is valid', async () => {
    expect(await inspect(pki.root.certificate, { trust, at })).toMatchObject({ kind: 'x509', valid: true })
  })

  test('its claims are told, as JSON', async () => {
    const sd = await inspect(text(sdJwt), { trust, at })
    expect(sd.claims).toMatchObject({ vct, name: '練習 太郎', sex: '1' })
    const md = await inspect(mdoc, { trust, at })
    expect(md.claims).toMatchObject({
      docType: 'org.iso.18013.5.1.mDL',
      nameSpaces: { [ns]: { family_name: 'RENSHU', birth_date: '1984-05-06' } },
    })
    const cert = await inspect(leaf, { trust, at })
    expect(cert.claims).toMatchObject({ subject: expect.stringContaining('練習用発行機関'), isCa: false })
    for (const { claims } of [sd, md, cert]) expect(JSON.parse(JSON.stringify(claims))).toEqual(claims)
  })
})

describe('why not', () => {
  test.each<[string, string, () => Uint8Array, object?]>([
    ['a presentation without audience', 'RFC 9901 7.3(5) aud', () => text(bound), { nonce }],
    ['a presentation without nonce', 'RFC 9901 7.3(5) nonce', () => text(bound), { audience }],
    ['a presentation whose key binding was cut off', 'RFC 9901 7.3(2)', () => text(sdJwt), { audience, nonce }],
    ['an mdoc where a presentation is asked for', 'ISO/IEC 18013-5 9.1.3', () => mdoc, session],
    ['a presentation for somebody else', 'RFC 9901 7.3(5) aud', () => text(bound), { audience: 'x', nonce }],
    ['a presentation of yesterday', 'RFC 9901 7.3(5) iat', () => text(bound), { audience, nonce, at: later(1) }],
    ['an expired credential', 'RFC 7519 4.1.4', () => text(sdJwt), { at: later(11) }],
    ['an mdoc before its time', 'ISO/IEC 18013-5 9.3.1 validFrom', () => mdoc, { at: later(-1) }],
    ['a device response without its request', 'ISO/IEC 18013-5 9.1.3.4 deviceAuth', () => response],
    [
      'a device response for somebody else',
      'ISO/IEC 18013-5 9.1.3.6 deviceSignature',
      () => response,
      { ...session, clientId: 'x' },
    ],
    ['a certificate past its time', 'RFC 5280 6.1.3(a)(2)', () => leaf, { at: later(500) }],
    ['a disclosure that is no JSON', 'RFC 9901 4.2', () => text(`${sdJwt}AAAA~`)],
    ['a key binding that is no JWT', 'RFC 7515 7.1', () => text(`${sdJwt}x`)],
    [
      'an mdoc without its security object',
      'RFC 9052 4.2',
      () => Buffer.from('a16a697373756572417574688401020304', 'hex'),
    ],
  ])('%s', async (_, rule, bytes, options = {}) => {
    const result = await inspect(bytes(), { trust, at, ...options })
    expect(result.valid).toBe(false)
    expect(failing(result)).toContain(rule)
  })
})

describe('keys instead of certificates', () => {
  const keys = ecKeys()
  const other = ecKeys('P-384')
  const jwk = (key: typeof keys, kid?: string) => ({
    ...key.publicKey.export({ format: 'jwk' }),
    ...(kid === undefined ? {} : { kid }),
  })
  const now = Math.floor(at.getTime() / 1000)
  const name = disclosure(['name', 'x'])
  const token = (kid?: string) =>
    text(
      `${signJwt({ alg: 'ES256', typ: 'dc+sd-jwt', kid }, { vct, iat: now, iss: 'https://x.invalid', _sd: [disclosureDigest(name)] }, keys.privateKey)}~${name}~`,
    )

  test.each<[string, Uint8Array, unknown, boolean]>([
    ['its JWK', token(), jwk(keys), true],
    ['its JWK with a private part', token(), { ...keys.privateKey.export({ format: 'jwk' }) }, true],
    ['its kid in a set', token('k1'), { keys: [jwk(other, 'k0'), jwk(keys, 'k1')] }, true],
    [
      'no kid, a set with other kinds of key',
      token(),
      { keys: [{ kty: 'oct', k: 'AAAA' }, jwk(other), jwk(keys)] },
      true,
    ],
    ['another kid', token('k2'), { keys: [jwk(keys, 'k1')] }, false],
    ['another key', token(), jwk(ecKeys()), false],
    ['the kid of another key', token('k1'), { keys: [jwk(ecKeys(), 'k1'), jwk(keys, 'k2')] }, false],
  ])('%s', async (_, bytes, given, valid) => {
    expect(await inspect(bytes, { trust: text(JSON.stringify(given)), at })).toMatchObject({ kind: 'sd-jwt-vc', valid })
  })

  test("the issuer's key also counts where the token carries certificates", async () => {
    const issuerJwk = issuer.privateKey.export({ format: 'jwk' })
    expect(await inspect(text(sdJwt), { trust: text(JSON.stringify(issuerJwk)), at })).toMatchObject({ valid: true })
    expect(await inspect(text(sdJwt), { trust: text(JSON.stringify(jwk(keys))), at })).toMatchObject({ valid: false })
  })
})

describe('not understood', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' })
  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['words', text('hello, world')],
    ['HTML', text('<!doctype html><p>x')],
    ['JSON', text('{"a":1}')],
    ['a JWT of another kind', text(signJwt({ alg: 'ES256', typ: 'JWT' }, {}, ecKeys().privateKey))],
    ['a token whose header is no JSON', text('eyJhbGciOi.e30.AAAA~')],
    ['CBOR of another kind', Buffer.from('a1616101', 'hex')],
    ['CBOR cut short', mdoc.subarray(0, 100)],
    ['a certificate cut short', leaf.subarray(0, 100)],
    ['a PEM of another kind', text('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n')],
    ['a PEM that is broken', text('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')],
    ['a picture', Buffer.from('ffd8ffe000104a46494600010100', 'hex')],
    ['far too much', Buffer.alloc(6 * 1024 * 1024, 'a')],
  ])('%s', async (_, bytes) => {
    await expect(inspect(bytes, { trust, at })).rejects.toMatchObject({ failure: { code: 'file.notUnderstood' } })
  })
  test.each<[string, Uint8Array]>([
    ['empty', new Uint8Array()],
    ['words', text('hello')],
    ['JSON without keys', text('{"a":1}')],
    ['broken JSON', text('{')],
    ['an RSA key only', text(JSON.stringify(rsa))],
    ['a PEM without certificates', text('-----BEGIN CERTIFICATE-----')],
  ])('a trust file that is %s', async (_, file) => {
    await expect(inspect(text(sdJwt), { trust: file, at })).rejects.toMatchObject({
      failure: { code: 'file.notUnderstood' },
    })
  })
})

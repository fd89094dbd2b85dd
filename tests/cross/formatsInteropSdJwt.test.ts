// Our SD-JWT VC against @sd-jwt, in both directions: what one makes the other must read.
import { createHash, createPublicKey, randomBytes, sign, verify, X509Certificate } from 'node:crypto'
import { SDJwtInstance } from '@sd-jwt/core'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { describe, expect, test } from 'vitest'
import { allHold } from '../../main/certificates/finding.ts'
import { verifySdJwt } from '../../main/credentials/sdJwt.ts'
import { bindSdJwt, discloseSdJwt, verifySdJwtPresentation } from '../../main/credentials/sdJwtPresentation.ts'
import { issueSdJwt, x5c } from '../../practice/issuing/sdJwt.ts'
import { at, later, makeHolder, makePki } from './formatsPki.ts'

const pki = makePki()
const holder = makeHolder()
const signer = pki.signer('credentialIssuer')
const roots = [pki.root.certificate]
const vct = 'urn:tefuda:practice:test:1'
const aud = 'x509_hash:practice-verifier'
const nonce = 'n-0S6_WzA2Mj'
const iat = Math.floor(at.getTime() / 1000)

const raw = { dsaEncoding: 'ieee-p1363' } as const
const issuerKey = signer.privateKey
const hasher = (data: string | ArrayBufferLike, alg: string) =>
  new Uint8Array(
    createHash(alg.replace('sha-', 'sha'))
      .update(typeof data === 'string' ? data : Buffer.from(data))
      .digest(),
  )
const issuerPublicKey = new X509Certificate(signer.chain[0] ?? '').publicKey
const holderPublicKey = createPublicKey({ key: holder.jwk, format: 'jwk' })

const settings: ConstructorParameters<typeof SDJwtVcInstance>[0] = {
  signer: (data: string) => sign('sha256', Buffer.from(data), { key: issuerKey, ...raw }).toString('base64url'),
  signAlg: 'ES256',
  verifier: (data: string, signature: string) =>
    verify('sha256', Buffer.from(data), { key: issuerPublicKey, ...raw }, Buffer.from(signature, 'base64url')),
  hasher,
  hashAlg: 'sha-256',
  saltGenerator: (length: number) => randomBytes(length).toString('base64url'),
  kbSigner: (data: string) => Buffer.from(holder.sign(Buffer.from(data))).toString('base64url'),
  kbSignAlg: 'ES256',
  kbVerifier: (data, signature, payload) => {
    expect(payload).toMatchObject({ cnf: { jwk: holder.jwk } })
    return verify('sha256', Buffer.from(data), { key: holderPublicKey, ...raw }, Buffer.from(signature, 'base64url'))
  },
}
const theirs = new SDJwtVcInstance(settings)

const claims = {
  name: '練習 太郎',
  birth_date: '1984-05-06',
  address: { region: '東京都', locality: '世田谷区' },
  nationalities: ['JP', 'DE'],
}
const disclosable = [
  ['name'],
  ['birth_date'],
  ['address'],
  ['address', 'locality'],
  ['nationalities', 0],
  ['nationalities', 1],
]
const ours = issueSdJwt({ claims, disclosable, vct, holderJwk: holder.jwk, signer, iat: at, exp: later(300) })

describe('ours, read by @sd-jwt', () => {
  test('an issued credential', async () => {
    const { payload } = await theirs.verify(ours, { currentDate: iat })
    expect(payload).toMatchObject({ vct, ...claims })
  })

  test('a presentation with key binding', async () => {
    const disclosed = discloseSdJwt(ours, [
      ['address', 'locality'],
      ['nationalities', 1],
    ])
    const presentation = await bindSdJwt(disclosed, { aud, nonce, iat: at, sign: holder.sign })
    const { payload, kb } = await theirs.verify(presentation, { currentDate: iat, keyBindingNonce: nonce })
    expect(kb?.payload).toMatchObject({ aud, nonce, iat })
    expect(payload).toMatchObject({ address: { region: '東京都', locality: '世田谷区' }, nationalities: ['DE'] })
    expect(payload).not.toHaveProperty('name')
    expect(payload).not.toHaveProperty('birth_date')
  })

  test('shows the same claims to both', async () => {
    const disclosed = discloseSdJwt(ours, [['name']])
    const presentation = await bindSdJwt(disclosed, { aud, nonce, iat: at, sign: holder.sign })
    const { payload } = await theirs.verify(presentation, { currentDate: iat, keyBindingNonce: nonce })
    const result = await verifySdJwtPresentation({ presentation, audience: aud, nonce, at, roots, maxAgeSeconds: 60 })
    expect(result.ok).toBe(true)
    expect(result.claims).toEqual(payload)
  })
})

describe('theirs, read by us', () => {
  const payload = { vct, iat, exp: iat + 86_400, cnf: { jwk: holder.jwk }, ...claims }
  const frame: Parameters<typeof theirs.issue<typeof payload>>[1] = {
    _sd: ['name', 'birth_date', 'address'],
    address: { _sd: ['locality'] },
    nationalities: { _sd: [0, 1] },
  }
  const issue = () => theirs.issue(payload, frame, { header: { x5c: x5c(signer), typ: 'dc+sd-jwt' } })

  test('an issued credential', async () => {
    const verified = await verifySdJwt({ compact: await issue(), roots, at, holderJwk: holder.jwk, expectedType: vct })
    expect(verified.findings.filter(({ ok }) => !ok)).toEqual([])
    expect(verified.attributes).toHaveLength(5)
  })

  test('a credential with decoys', async () => {
    const withDecoys = await theirs.issue(
      payload,
      { ...frame, _sd_decoy: 3 },
      { header: { x5c: x5c(signer), typ: 'dc+sd-jwt' } },
    )
    const { findings } = await verifySdJwt({ compact: withDecoys, roots, at, holderJwk: holder.jwk })
    expect(allHold(findings)).toBe(true)
  })

  test('a presentation with key binding', async () => {
    const chosen = { name: true, nationalities: { 1: true } }
    const presentation = await theirs.present<typeof payload>(await issue(), chosen, {
      kb: { payload: { aud, nonce, iat } },
    })
    const result = await verifySdJwtPresentation({ presentation, audience: aud, nonce, at, roots, maxAgeSeconds: 60 })
    expect(result.findings.filter(({ ok }) => !ok)).toEqual([])
    expect(result.claims).toMatchObject({ name: '練習 太郎', nationalities: ['DE'] })
    expect(result.claims).not.toHaveProperty('birth_date')
    const other = await verifySdJwtPresentation({
      presentation,
      audience: 'other',
      nonce,
      at,
      roots,
      maxAgeSeconds: 60,
    })
    expect(other.ok).toBe(false)
  })

  test('disclosed by us, read by them again', async () => {
    const disclosed = discloseSdJwt(await issue(), [['birth_date']])
    const presentation = await bindSdJwt(disclosed, { aud, nonce, iat: at, sign: holder.sign })
    const read = await new SDJwtInstance(settings).verify(presentation, { keyBindingNonce: nonce, currentDate: iat })
    expect(read.payload).toMatchObject({ birth_date: '1984-05-06' })
    expect(read.payload).not.toHaveProperty('name')
  })
})

// Tokens, documents and bytes that the standards print: what others made must read here as they say.
import { createECDH, createPrivateKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readCertificate } from '../../main/certificates/certificate.ts'
import { decodeCbor } from '../../main/credentials/cbor.ts'
import { isMap, x5chainOf } from '../../main/credentials/cose.ts'
import { verifyDeviceResponse } from '../../main/credentials/deviceResponse.ts'
import { readIssuerSigned } from '../../main/credentials/issuerSigned.ts'
import { jwkThumbprint, readPublicJwk } from '../../main/credentials/jwk.ts'
import { checkSdJwt } from '../../main/credentials/sdJwt.ts'
import { keyBinding } from '../../main/credentials/sdJwtPresentation.ts'
import { sessionTranscript } from '../../main/credentials/sessionTranscript.ts'
import { inspect } from '../../main/inspect/inspect.ts'
import annexD from '../vectors/iso18013-5AnnexD.json' with { type: 'json' }
import handover from '../vectors/openid4vpHandover.json' with { type: 'json' }
import vc from '../vectors/openid4vpSdJwtVc.json' with { type: 'json' }
import example1 from '../vectors/rfc9901Example1.json' with { type: 'json' }

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex')

describe('OpenID4VP 1.0 B.2.6.1', () => {
  test('thumbprint and session transcript, byte for byte', () => {
    const encryptionJwkThumbprint = jwkThumbprint(handover.encryptionJwk)
    expect(hex(encryptionJwkThumbprint)).toBe(handover.thumbprint)
    const { clientId, nonce, responseUri } = handover
    expect(hex(sessionTranscript({ clientId, nonce, responseUri, encryptionJwkThumbprint }))).toBe(
      handover.sessionTranscript,
    )
  })
})

describe('RFC 9901 example 1', () => {
  const key = readPublicJwk(example1.issuerKey)
  const at = new Date(example1.iat * 1000)

  test('its claims are read, its issuer and key binding hold', async () => {
    const { presentation, audience, nonce } = example1
    const checked = await checkSdJwt(presentation, { roots: [], keys: key === undefined ? [] : [key] }, at)
    // It is no SD-JWT VC, and says so: type and vct alone do not hold.
    expect(checked.findings.filter(({ ok }) => !ok).map(({ rule }) => rule)).toEqual([
      'SD-JWT VC 2.2.1',
      'SD-JWT VC 2.2.2.1',
    ])
    expect(checked.processed.claims).toMatchObject(example1.claims)
    expect(
      keyBinding(presentation, checked, { audience, nonce, at, maxAgeSeconds: 60 }).filter(({ ok }) => !ok),
    ).toEqual([])
  })

  test('inspected, it is an SD-JWT with key binding', async () => {
    const trust = Buffer.from(JSON.stringify(example1.issuerKey))
    const { audience, nonce } = example1
    const given = { trust, at, audience, nonce }
    expect(await inspect(Buffer.from(`${example1.presentation}\n`), given)).toMatchObject({
      kind: 'sd-jwt+kb',
      valid: true,
    })
    expect(await inspect(Buffer.from(example1.presentation), { ...given, nonce: '0' })).toMatchObject({ valid: false })
    expect(await inspect(Buffer.from(example1.presentation), { trust, at })).toMatchObject({ valid: false })
  })
})

test("OpenID4VP's SD-JWT VC holds with the issuer's key", async () => {
  const trust = Buffer.from(JSON.stringify({ keys: [vc.issuerKey] }))
  const { audience, nonce } = vc
  const at = new Date(vc.iat * 1000)
  const { kind, valid, claims } = await inspect(Buffer.from(vc.presentation), { trust, at, audience, nonce })
  expect({ kind, valid }).toEqual({ kind: 'sd-jwt-vc+kb', valid: true })
  expect(claims).toMatchObject({ vct: 'https://credentials.example.com/example_credential' })
})

describe('ISO/IEC 18013-5 annex D', () => {
  const response = bytes(annexD.deviceResponse)
  const transcript = bytes(annexD.sessionTranscript)
  const at = new Date('2020-10-15T00:00:00Z')
  const readerKey = (() => {
    const curve = createECDH('prime256v1')
    curve.setPrivateKey(Buffer.from(annexD.readerPrivateKey, 'hex'))
    const point = curve.getPublicKey()
    const [d = '', x = '', y = ''] = [curve.getPrivateKey(), point.subarray(1, 33), point.subarray(33)].map((b) =>
      b.toString('base64url'),
    )
    return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', d, x, y }, format: 'jwk' })
  })()
  /** The annex prints no root: its document signer stands for one. */
  const signer = (() => {
    const top = decodeCbor(response)
    const documents = isMap(top) ? top.get('documents') : undefined
    const document = Array.isArray(documents) ? documents[0] : undefined
    return (
      x5chainOf(readIssuerSigned(isMap(document) ? document.get('issuerSigned') : undefined).issuerAuth)[0] ??
      new Uint8Array()
    )
  })()

  test('the response holds: issuer, digests, device MAC', async () => {
    const result = await verifyDeviceResponse({ response, session: { transcript }, at, roots: [signer], readerKey })
    expect(result.findings.filter(({ ok }) => !ok)).toEqual([])
    expect(result.type).toBe('org.iso.18013.5.1.mDL')
    expect(result.claims['org.iso.18013.5.1']).toMatchObject({
      family_name: 'Doe',
      issue_date: '2019-10-20',
      document_number: '123456789',
    })
    expect(readCertificate(signer).subject).toBe('CN=utopia ds, C=US')
  })

  test('without the reader key, or with another transcript, the device is not believed', async () => {
    const given = { response, at, roots: [signer] }
    expect((await verifyDeviceResponse({ ...given, session: { transcript } })).ok).toBe(false)
    const other = { transcript: sessionTranscript({ clientId: 'x', nonce: 'y', responseUri: 'z' }) }
    expect((await verifyDeviceResponse({ ...given, session: other, readerKey })).ok).toBe(false)
  })

  test('today it has expired', async () => {
    const given = { response, session: { transcript }, roots: [signer], readerKey }
    const failing = (await verifyDeviceResponse({ ...given, at: new Date('2026-01-01') })).findings.filter(
      ({ ok }) => !ok,
    )
    expect(failing.map(({ rule }) => rule)).toEqual(['RFC 5280 6.1.3(a)(2)', 'ISO/IEC 18013-5 9.3.1 validUntil'])
  })
})

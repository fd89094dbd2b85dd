// Health cards: what holds, and what does not.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { encode } from 'fast-png'
import { calculateJwkThumbprint } from 'jose'
import encodeQR from 'qr'
import { beforeAll, describe, expect, it } from 'vitest'
import { healthCardIn, healthCardOf, type PublishedKeys, readHealthCard } from './healthCard.ts'
import { readPaper } from './readPaper.ts'

const iss = 'https://issuer.example/cards'
const at = new Date('2026-11-01T00:00:00Z')
const signer = generateKeyPairSync('ec', { namedCurve: 'P-256' })
let kid: string
let known: readonly PublishedKeys[]

beforeAll(async () => {
  const { x = '', y = '' } = signer.publicKey.export({ format: 'jwk' })
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const
  kid = await calculateJwkThumbprint(jwk)
  known = [{ iss, keys: [{ ...jwk, kid }] }]
})

const payload = {
  iss,
  nbf: 1_640_995_200,
  vc: {
    type: ['https://smarthealth.cards#health-card'],
    credentialSubject: {
      fhirVersion: '4.0.1',
      fhirBundle: {
        resourceType: 'Bundle',
        entry: [
          {
            resource: {
              resourceType: 'Patient',
              name: [{ family: 'RENSHU', given: ['TARO'] }],
              birthDate: '1984-04-01',
            },
          },
          {
            resource: {
              resourceType: 'Immunization',
              vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '207' }] },
              occurrenceDateTime: '2021-07-10',
              lotNumber: 'PRACTICE1',
              performer: [{ actor: { display: 'Practice municipality' } }],
            },
          },
          { resource: { resourceType: 'Observation', status: 'final' } },
        ],
      },
    },
  },
}
interface Made {
  readonly header?: object
  readonly content?: object
  readonly key?: KeyObject
}
function card({ header = {}, content = payload, key = signer.privateKey }: Made = {}): string {
  const head = Buffer.from(JSON.stringify({ alg: 'ES256', zip: 'DEF', kid, ...header })).toString('base64url')
  const signed = `${head}.${deflateRawSync(JSON.stringify(content)).toString('base64url')}`
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}
const stateOf = (jws: string, keys = known) => readHealthCard(jws, keys, at).verdict.state

describe('a health card', () => {
  it('is read in each of its forms', () => {
    const jws = card()
    const digits = `shc:/${[...jws].map((one) => String(one.charCodeAt(0) - 45).padStart(2, '0')).join('')}`
    expect([healthCardOf(jws), healthCardOf(` ${digits}\n`), healthCardIn({ verifiableCredential: [jws] })]).toEqual([
      jws,
      jws,
      jws,
    ])
    expect([healthCardOf('shc:/1/2/0011'), healthCardOf('hello'), healthCardIn({}), healthCardIn(null)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('says who, when and what, and that its signature holds', () => {
    expect(readHealthCard(card(), known, at)).toMatchObject({
      kind: 'vaccination',
      sheet: {
        holder: 'RENSHU TARO',
        asOf: '2021-07-10',
        doses: [
          {
            on: '2021-07-10',
            vaccine: { ja: '新型コロナ（モデルナ）' },
            lot: 'PRACTICE1',
            performer: 'Practice municipality',
          },
        ],
      },
      verdict: { state: 'valid', form: 'healthCard', signer: iss, signedAt: '2022-01-01T00:00:00.000Z' },
    })
  })

  it('is of an unknown key where nobody published it, or another issuer did', () => {
    expect(stateOf(card(), [])).toBe('keyUnknown')
    expect(stateOf(card(), [{ iss: 'https://other.example', keys: known[0]?.keys ?? [] }])).toBe('keyUnknown')
    expect(stateOf(card({ header: { kid: 'x' } }))).toBe('keyUnknown')
    // A key under a name that is not its own thumbprint is none of the framework's.
    const misnamed = known.map(({ keys }) => ({ iss, keys: keys.map((key) => ({ ...key, kid: 'x' })) }))
    expect(stateOf(card({ header: { kid: 'x' } }), misnamed)).toBe('keyUnknown')
  })

  it('does not hold when it was changed, signed by somebody else, or in another way', () => {
    const [head = '', , signature = ''] = card().split('.')
    const changed = deflateRawSync(JSON.stringify({ ...payload, nbf: 1 })).toString('base64url')
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    const states = [
      `${head}.${changed}.${signature}`,
      card({ key: stranger }),
      card({ header: { alg: 'none' } }),
      card({ header: { alg: 'HS256' } }),
      card({ header: { crit: ['exp'] } }),
      card({ header: { zip: undefined } }),
      card({ content: { ...payload, nbf: at.getTime() / 1000 + 3600 } }),
    ].map((jws) => stateOf(jws))
    expect(states).toEqual(states.map(() => 'invalid'))
  })

  it('is refused where it inflates without end, or holds something else', () => {
    const refused = (content: Buffer) => {
      const head = Buffer.from(JSON.stringify({ alg: 'ES256', zip: 'DEF', kid })).toString('base64url')
      return () => readHealthCard(`${head}.${content.toString('base64url')}.AAAA`, known, at)
    }
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, 0x20))
    for (const content of [bomb, Buffer.from('not deflated'), deflateRawSync('[]'), deflateRawSync('{"iss":"x"}')])
      expect(refused(content)).toThrow(
        expect.objectContaining({ failure: { code: 'paper.broken', detail: 'health card' } }),
      )
  })
  it('is found on a picture of its QR code, however that was saved', async () => {
    const jws = card()
    const digits = `shc:/${[...jws].map((one) => String(one.charCodeAt(0) - 45).padStart(2, '0')).join('')}`
    const trust = { issuers: [], documents: { anchors: [] }, issuerKeys: known }
    for (const depth of [1, 8] as const) {
      const { kind, verdict } = await readPaper(picture(digits, depth), trust, at)
      expect([kind, verdict.state]).toEqual(['vaccination', 'valid'])
    }
    const refused = expect.objectContaining({ failure: expect.objectContaining({ code: 'paper.notUnderstood' }) })
    await expect(readPaper(picture('https://example.com/', 1), trust, at)).rejects.toEqual(refused)
    await expect(
      readPaper(encode({ width: 90, height: 90, channels: 1, data: new Uint8Array(8100) }), trust, at),
    ).rejects.toEqual(refused)
    const huge = Buffer.from(picture('x', 1))
    huge.writeUInt32BE(1_000_000, 16)
    await expect(readPaper(huge, trust, at)).rejects.toMatchObject({ failure: { code: 'paper.tooLarge' } })
    const cut = picture(digits, 8).subarray(0, 200)
    await expect(readPaper(cut, trust, at)).rejects.toMatchObject({ failure: { code: 'paper.broken' } })
  })
})

/** A QR code of four points a square, grey in that depth. */
function picture(text: string, depth: 1 | 8): Uint8Array {
  const rows = encodeQR(text, 'raw', { border: 4, scale: 4 })
  const side = rows.length
  const row = Math.ceil((side * depth) / 8)
  const data = new Uint8Array(row * side)
  for (const [y, line] of rows.entries())
    for (const [x, dark] of line.entries())
      if (!dark) {
        if (depth === 8) data[y * side + x] = 255
        else data[y * row + (x >> 3)] = (data[y * row + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
      }
  return encode({ width: side, height: side, channels: 1, depth, data })
}

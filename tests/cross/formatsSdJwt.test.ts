// What an SD-JWT VC must be accepted and refused for: RFC 9901 7, draft-ietf-oauth-sd-jwt-vc 2, RFC 7519; one row a rule.
import { createHmac, type KeyObject, randomBytes, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { allHold } from '../../main/certificates/finding.ts'
import { parseSdJwt, verifySdJwt } from '../../main/credentials/sdJwt.ts'
import { bindSdJwt, discloseSdJwt, verifySdJwtPresentation } from '../../main/credentials/sdJwtPresentation.ts'
import { WalletError } from '../../main/failure.ts'
import { withBrokenSignature } from '../../practice/issueCertificate.ts'
import { disclosureDigest as digest, disclosure, issueSdJwt, signJwt, x5c } from '../../practice/issuing/sdJwt.ts'
import { at, ecKeys, later, makeHolder, makePki } from './formatsPki.ts'

const pki = makePki()
const holder = makeHolder()
const stranger = makeHolder()
const signer = pki.signer('credentialIssuer')
const roots = [pki.root.certificate]
const vct = 'urn:tefuda:practice:test:1'
const now = Math.floor(at.getTime() / 1000)
const header = { alg: 'ES256', typ: 'dc+sd-jwt', x5c: x5c(signer) }
const basics = { vct, iat: now - 60, exp: now + 86_400, cnf: { jwk: holder.jwk } }

interface Parts {
  header?: Record<string, unknown>
  payload?: Record<string, unknown>
  disclosures?: string[]
  key?: KeyObject
}

/** A token of the given parts over good ones; `undefined` takes a member away. */
function token({ header: h = {}, payload = {}, disclosures = [], key = signer.privateKey }: Parts = {}): string {
  const jwt = signJwt(clean({ ...header, ...h }), clean({ ...basics, ...payload }), key)
  return [jwt, ...disclosures, ''].join('~')
}

function clean(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined))
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signs texts that JSON.stringify would not write. */
function rawToken(headerText: string, payloadText: string): string {
  const input = [headerText, payloadText].map((text) => Buffer.from(text).toString('base64url')).join('.')
  const signature = sign('sha256', Buffer.from(input), { key: signer.privateKey, dsaEncoding: 'ieee-p1363' })
  return `${input}.${signature.toString('base64url')}~`
}

async function verdict(compact: string): Promise<boolean> {
  try {
    const { findings } = await verifySdJwt({ compact, roots, at, holderJwk: holder.jwk, expectedType: vct })
    return allHold(findings)
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'credential.invalid') return false
    throw error
  }
}

const name = disclosure(['given_name', '練習'])
const element = disclosure(['JP'])
const locality = disclosure(['locality', '世田谷区'])
const address = disclosure(['address', { _sd: [digest(locality)], region: '東京都' }])
const decoy = randomBytes(32).toString('base64url')
const sd = (...disclosures: string[]) => disclosures.map(digest)

const accepted: readonly (readonly [string, string])[] = [
  ['no disclosures at all', token()],
  ['one disclosed claim', token({ payload: { _sd: sd(name) }, disclosures: [name] })],
  ['a claim that is withheld', token({ payload: { _sd: sd(name) } })],
  ['decoy digests', token({ payload: { _sd: [decoy, digest(name)] }, disclosures: [name] })],
  [
    'a disclosed array element',
    token({ payload: { nationalities: ['DE', { '...': digest(element) }] }, disclosures: [element] }),
  ],
  ['a withheld array element', token({ payload: { nationalities: ['DE', { '...': digest(element) }] } })],
  ['a disclosure inside a disclosure', token({ payload: { _sd: sd(address) }, disclosures: [locality, address] })],
  ['_sd_alg sha-256', token({ payload: { _sd_alg: 'sha-256', _sd: sd(name) }, disclosures: [name] })],
  ['further types', token({ payload: { aka_vcts: ['urn:x'] } })],
  ['no exp', token({ payload: { exp: undefined } })],
  ['an iss beside the chain', token({ payload: { iss: 'https://issuer.practice.invalid' } })],
  ['a claim named like something every object has', token({ payload: { constructor: 'x', toString: 'y' } })],
]

const refused: readonly (readonly [string, string])[] = [
  // RFC 9901 7.1, digests and disclosures
  ['a disclosure that nothing refers to', token({ payload: { _sd: [decoy] }, disclosures: [name] })],
  ['a disclosure without any _sd', token({ disclosures: [name] })],
  ['the same disclosure twice', token({ payload: { _sd: sd(name) }, disclosures: [name, name] })],
  ['a digest twice in one _sd', token({ payload: { _sd: sd(name, name) }, disclosures: [name] })],
  ['a digest in two places', token({ payload: { _sd: sd(name), sub: { _sd: sd(name) } }, disclosures: [name] })],
  ['a decoy digest twice', token({ payload: { _sd: [decoy, decoy] } })],
  [
    'a digest in payload and in a disclosure',
    token({ payload: { _sd: sd(address, locality) }, disclosures: [address, locality] }),
  ],
  ['a claim that is there already', token({ payload: { given_name: 'x', _sd: sd(name) }, disclosures: [name] })],
  ...((): [string, string][] => {
    const twin = disclosure(['given_name', '見本'])
    const reserved = ['_sd', '...'].map((reservedName) => disclosure([reservedName, 'x']))
    const pair = disclosure(['given_name'])
    const four = disclosure(['given_name', 'x', 'y'])
    const triple = disclosure(['x', 'y'])
    const single = encode(['salt'])
    const numberName = disclosure([1, 'x'])
    const numberSalt = encode([1, 'given_name', 'x'])
    return [
      ['two disclosures of one name', token({ payload: { _sd: sd(name, twin) }, disclosures: [name, twin] })],
      ...reserved.map((d, i): [string, string] => [
        `a disclosed claim named ${['_sd', '...'][i]}`,
        token({ payload: { _sd: sd(d) }, disclosures: [d] }),
      ]),
      ['two parts where an object wants three', token({ payload: { _sd: sd(pair) }, disclosures: [pair] })],
      ['four parts', token({ payload: { _sd: sd(four) }, disclosures: [four] })],
      [
        'three parts where an array wants two',
        token({ payload: { list: [{ '...': digest(triple) }] }, disclosures: [triple] }),
      ],
      ['one part', token({ payload: { list: [{ '...': digest(single) }] }, disclosures: [single] })],
      ['a claim name that is a number', token({ payload: { _sd: sd(numberName) }, disclosures: [numberName] })],
      ['a salt that is a number', token({ payload: { _sd: sd(numberSalt) }, disclosures: [numberSalt] })],
    ]
  })(),
  [
    'another member beside "..."',
    token({ payload: { list: [{ '...': digest(element), extra: 1 }] }, disclosures: [element] }),
  ],
  ['"..." as an ordinary claim', token({ payload: { '...': 'x' } })],
  ['_sd that is no array', token({ payload: { _sd: digest(name) } })],
  ['_sd with a number in it', token({ payload: { _sd: [1] } })],
  ['_sd_alg that nobody knows', token({ payload: { _sd_alg: 'md5', _sd: sd(name) }, disclosures: [name] })],
  ['_sd_alg that every object has', token({ payload: { _sd_alg: 'constructor', _sd: sd(name) }, disclosures: [name] })],
  ['_sd_alg that is no text', token({ payload: { _sd_alg: 256 } })],
  ['a disclosure that is no base64url', `${token({ payload: { _sd: sd(name) } })}%%%~`],
  ['a disclosure that is no JSON', `${token()}${Buffer.from('[').toString('base64url')}~`],
  ['a disclosure that is an object', `${token()}${encode({ a: 1 })}~`],
  // Header and signature
  ['alg none', `${encode({ ...header, alg: 'none' })}.${encode(basics)}.~`],
  ['alg HS256 with the public key as secret', hmacToken()],
  ['an alg that does not fit the key', token({ header: { alg: 'ES384' } })],
  ['no alg', token({ header: { alg: undefined } })],
  ['a broken signature', token().replace(/.{10}~$/, 'AAAAAAAAAA~')],
  ['a changed payload', swapPayload(token())],
  ["another key's signature", token({ key: ecKeys().privateKey })],
  ['a critical header that is not understood', token({ header: { crit: ['x'], x: 1 } })],
  ['typ JWT', token({ header: { typ: 'JWT' } })],
  ['the old typ vc+sd-jwt', token({ header: { typ: 'vc+sd-jwt' } })],
  ['no typ', token({ header: { typ: undefined } })],
  ['no x5c', token({ header: { x5c: undefined } })],
  ['an empty x5c', token({ header: { x5c: [] } })],
  ['x5c that is no certificate', token({ header: { x5c: ['AAAA'] } })],
  [
    'a certificate with a broken signature',
    token({
      header: { x5c: [Buffer.from(withBrokenSignature(signer.chain[0] ?? new Uint8Array())).toString('base64')] },
    }),
  ],
  ['an issuer under an unknown root', foreignToken()],
  ['a member twice in the payload', rawToken(JSON.stringify(header), `{"vct":"${vct}","vct":"${vct}"}`)],
  [
    'a member twice, once escaped',
    rawToken(JSON.stringify(header), JSON.stringify(basics).replace('{', '{"v\\u0063t":"x",')),
  ],
  // Claims
  ['no vct', token({ payload: { vct: undefined } })],
  ['an empty vct', token({ payload: { vct: '' } })],
  ['another vct than expected', token({ payload: { vct: 'urn:other' } })],
  ['aka_vcts that is no list', token({ payload: { aka_vcts: 'urn:x' } })],
  ['an empty aka_vcts', token({ payload: { aka_vcts: [] } })],
  ['its own type in aka_vcts', token({ payload: { aka_vcts: ['urn:x', vct] } })],
  ['expired', token({ payload: { exp: now - 1 } })],
  ['exp that is a text', token({ payload: { exp: String(now + 86_400) } })],
  ['not valid yet', token({ payload: { nbf: now + 3600 } })],
  ['issued in the future', token({ payload: { iat: now + 3600 } })],
  ['no cnf', token({ payload: { cnf: undefined } })],
  ["another holder's cnf", token({ payload: { cnf: { jwk: stranger.jwk } } })],
  ['a private key in cnf', token({ payload: { cnf: { jwk: { ...holder.jwk, d: 'AAAA' } } } })],
  ...['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'aka_vcts', 'status'].map((claim): [string, string] => {
    const values: Record<string, unknown> = { nbf: now - 60, exp: now + 60, cnf: { jwk: holder.jwk }, vct }
    const hidden = disclosure([claim, values[claim] ?? 'x'])
    return [
      `${claim} in a disclosure`,
      token({ payload: { [claim]: undefined, _sd: sd(hidden) }, disclosures: [hidden] }),
    ]
  }),
  ['a part of status in a disclosure', hiddenStatus()],
  // RFC 9901 7.2: what the holder gets
  [
    'an SD-JWT that carries a key binding already',
    `${token()}${signJwt({ alg: 'ES256', typ: 'kb+jwt' }, {}, holder.privateKey)}`,
  ],
  ['no tilde at all', token().slice(0, -1)],
]

function hmacToken(): string {
  const input = `${encode({ ...header, alg: 'HS256' })}.${encode(basics)}`
  const secret = Buffer.from(signer.chain[0] ?? new Uint8Array())
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}~`
}

function swapPayload(compact: string): string {
  const [head = '', , signature = ''] = compact.split('.')
  return [head, encode({ ...basics, given_name: 'x' }), signature].join('.')
}

function foreignToken(): string {
  const foreign = makePki().signer('credentialIssuer')
  return token({ header: { x5c: x5c(foreign) }, key: foreign.privateKey })
}

function hiddenStatus(): string {
  const hidden = disclosure(['uri', 'https://x.invalid'])
  return token({ payload: { status: { status_list: { idx: 1, _sd: sd(hidden) } } }, disclosures: [hidden] })
}

test('the table is at least as long as the published one', () => {
  expect(accepted.length + refused.length).toBeGreaterThanOrEqual(44)
})
test.each(accepted)('accepts %s', async (_, compact) => {
  expect(await verdict(compact)).toBe(true)
})
test.each(refused)('refuses %s', async (_, compact) => {
  expect(await verdict(compact)).toBe(false)
})

const compact = issueSdJwt({
  claims: {
    name: '練習 太郎',
    birth_date: '1984-05-06',
    address: { region: '東京都', locality: '世田谷区', lines: ['1', '2'] },
    nationalities: ['JP', 'DE'],
  },
  disclosable: [
    ['name'],
    ['birth_date'],
    ['address'],
    ['address', 'locality'],
    ['nationalities', 0],
    ['nationalities', 1],
  ],
  vct,
  holderJwk: holder.jwk,
  signer,
  iat: at,
  exp: later(300),
  status: { uri: 'https://issuer.practice.invalid/status/1', index: 7 },
})

describe('disclosing', () => {
  const names = (presentation: string) => parseSdJwt(presentation).disclosures.map(({ parts }) => parts[1])
  test.each<[string, (string | number | null)[][], unknown[]]>([
    ['nothing asked: nothing leaves', [], []],
    ['one claim', [['name']], ['name']],
    ['a nested claim takes its parent along, and no sibling', [['address', 'locality']], ['locality', 'address']],
    ['an object takes what is inside along', [['address']], ['locality', 'address']],
    ['one array element', [['nationalities', 1]], ['DE']],
    ['all array elements', [['nationalities', null]], ['JP', 'DE']],
    ['a claim that is not there', [['nothing']], []],
    ['an index where the credential has a name', [['address', 0]], ['address']],
  ])('%s', (_, paths, expected) => {
    expect(names(discloseSdJwt(compact, paths)).sort()).toEqual([...expected].sort())
  })

  test('the attributes are read in full, nested ones each on their own', async () => {
    const verified = await verifySdJwt({ compact, roots, at, holderJwk: holder.jwk })
    expect(allHold(verified.findings)).toBe(true)
    expect(verified.status).toEqual({ uri: 'https://issuer.practice.invalid/status/1', index: 7 })
    expect(Object.fromEntries(verified.attributes.map(({ path, value }) => [path.join('.'), value]))).toEqual({
      name: '練習 太郎',
      birth_date: '1984-05-06',
      'address.region': '東京都',
      'address.locality': '世田谷区',
      'address.lines': ['1', '2'],
      nationalities: ['JP', 'DE'],
    })
  })
})

describe('a presentation', () => {
  const aud = 'x509_hash:practice-verifier'
  const nonce = 'n-0S6_WzA2Mj'
  const disclosed = discloseSdJwt(compact, [['name']])
  const bind = (over: Partial<Parameters<typeof bindSdJwt>[1]> = {}) =>
    bindSdJwt(disclosed, { aud, nonce, iat: at, sign: holder.sign, ...over })
  const check = (presentation: string, over: object = {}) =>
    verifySdJwtPresentation({ presentation, audience: aud, nonce, at, roots, maxAgeSeconds: 300, ...over })
  /** A key binding of the test's own making. */
  const handMade = (header: object, payload: object, key = holder.privateKey) =>
    `${disclosed}${signJwt(header, payload, key)}`
  const good = {
    header: { alg: 'ES256', typ: 'kb+jwt' },
    payload: { aud, nonce, iat: now, sd_hash: digest(disclosed) },
  }

  test('holds, and shows the chosen claim and no other', async () => {
    const result = await check(await bind())
    expect(result.findings.filter(({ ok }) => !ok)).toEqual([])
    expect(result.ok).toBe(true)
    expect(result.claims['name']).toBe('練習 太郎')
    expect(result.claims['birth_date']).toBeUndefined()
    expect(result.claims['nationalities']).toEqual([])
    expect(result.holderJwk).toMatchObject(holder.jwk)
  })

  test('carries the hashes of transaction data', async () => {
    const transactionDataHashes = ['fOBUSQvo46yQO-wRwXBcGqvnbKIueISEL961_Sjd4do']
    const presentation = await bind({ transactionDataHashes })
    expect((await check(presentation, { transactionDataHashes })).ok).toBe(true)
    expect((await check(presentation, { transactionDataHashes: ['other'] })).ok).toBe(false)
    expect((await check(await bind(), { transactionDataHashes })).ok).toBe(false)
  })

  test.each<[string, () => string | Promise<string>, object?]>([
    ['without key binding', () => disclosed],
    ['for another audience', () => bind({ aud: 'x509_hash:other' })],
    ['with the prefix of the client id left out', () => bind({ aud: 'practice-verifier' })],
    ['with another nonce', () => bind({ nonce: 'other' })],
    ['a day old', () => bind({ iat: new Date(at.getTime() - 86_400_000) })],
    ['from the future', () => bind({ iat: later(1) })],
    ["signed with a stranger's key", () => bind({ sign: stranger.sign })],
    ['with a disclosure added after signing', async () => addDisclosure(await bind())],
    ['with the disclosure taken away after signing', async () => dropDisclosures(await bind())],
    ['with another typ', () => handMade({ alg: 'ES256', typ: 'JWT' }, good.payload)],
    ['without typ', () => handMade({ alg: 'ES256' }, good.payload)],
    ['with alg none', () => `${disclosed}${encode({ alg: 'none', typ: 'kb+jwt' })}.${encode(good.payload)}.`],
    ['with an audience list', () => handMade(good.header, { ...good.payload, aud: [aud] })],
    ['without iat', () => handMade(good.header, { ...good.payload, iat: undefined })],
    ['without sd_hash', () => handMade(good.header, { ...good.payload, sd_hash: undefined })],
    ['that has expired', () => handMade(good.header, { ...good.payload, exp: now - 1 })],
    ['with a critical header', () => handMade({ ...good.header, crit: ['x'], x: 1 }, good.payload)],
    ['of an issuer that is not on the list', () => bind(), { roots: [] }],
    ['of another kind than asked for', () => bind(), { expectedType: 'urn:other' }],
    ['after the credential has expired', () => bind({ iat: later(301) }), { at: later(301) }],
  ])('is refused %s', async (_, make, over = {}) => {
    expect((await check(await make(), over)).ok).toBe(false)
  })

  test('made by hand, the same parts hold', async () => {
    expect((await check(handMade(good.header, good.payload))).ok).toBe(true)
  })

  function addDisclosure(presentation: string): string {
    const extra = parseSdJwt(compact).disclosures.find(({ parts }) => parts[1] === 'birth_date')?.encoded
    const end = presentation.lastIndexOf('~')
    return `${presentation.slice(0, end)}~${extra}${presentation.slice(end)}`
  }

  function dropDisclosures(presentation: string): string {
    return `${presentation.split('~')[0]}~${presentation.split('~').at(-1)}`
  }
})

test.each([
  ['empty', ''],
  ['too long', `${'a'.repeat(1024 * 1024)}~`],
  ['nested too deep', rawToken(JSON.stringify(header), `{"a":${'['.repeat(40)}${']'.repeat(40)}}`)],
  ['more disclosures than anybody needs', `${token()}${`${name}~`.repeat(1001)}`],
])('a token that is %s cannot be read', async (_, text) => {
  await expect(verifySdJwt({ compact: text, roots, at })).rejects.toMatchObject({
    failure: { code: 'credential.invalid' },
  })
})

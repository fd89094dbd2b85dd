// Status lists: what the draft prints, what the practice issuer makes, and what must not be believed.
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { statusRequest, verifyStatusList } from '../../main/credentials/status.ts'
import { WalletError } from '../../main/failure.ts'
import { signJwt, x5c } from '../../practice/issuing/sdJwt.ts'
import { issueStatusList } from '../../practice/issuing/statusList.ts'
import { at, ecKeys, later, makePki } from './formatsPki.ts'

const pki = makePki()
const signer = pki.signer('credentialIssuer')
const roots = [pki.root.certificate]
const uri = 'https://issuer.practice.invalid/status/1'
const now = Math.floor(at.getTime() / 1000)

const header = { alg: 'ES256', typ: 'statuslist+jwt', x5c: x5c(signer) }
const payload = { sub: uri, iat: now, status_list: { bits: 1, lst: 'eNrbuRgAAhcBXQ' } }
const made = (h: object = {}, p: object = {}, key = signer.privateKey) =>
  signJwt({ ...header, ...h }, { ...payload, ...p }, key)
const check = (jwt: string, index = 0, over: object = {}) =>
  verifyStatusList(jwt, { uri, index }, { roots, at, ...over })

describe('the lists printed in Token Status List 4.1', () => {
  test.each([
    [1, 'eNrbuRgAAhcBXQ', [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]],
    [2, 'eNo76fITAAPfAgc', [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]],
  ])('of %i bits', async (bits, lst, states) => {
    const names = ['valid', 'invalid', 'suspended', 'unknown']
    const jwt = made({}, { status_list: { bits, lst } })
    const read = await Promise.all(states.map(async (_, index) => (await check(jwt, index)).state))
    expect(read).toEqual(states.map((state) => names[state]))
  })
})

test.each([1, 2, 4, 8] as const)('a list of the practice issuer with %i bits reads as it was made', async (bits) => {
  const states = Array.from({ length: 50 }, (_, index) => (index * 7) % 2 ** Math.min(bits, 2))
  const jwt = issueStatusList({ uri, states, bits, signer, iat: at, exp: later(1), ttl: 600 })
  for (const [index, state] of states.entries()) {
    expect((await check(jwt, index)).state).toBe(['valid', 'invalid', 'suspended', 'unknown'][state])
  }
  expect(await check(jwt)).toEqual({
    checkedAt: at.toISOString(),
    state: 'valid',
    listIssuedAt: at.toISOString(),
    listValidUntil: new Date(at.getTime() + 600_000).toISOString(),
  })
})

test('an application state is never valid', async () => {
  const jwt = issueStatusList({ uri, states: [0, 3, 11], bits: 4, signer, iat: at })
  expect((await check(jwt, 1)).state).toBe('unknown')
  expect((await check(jwt, 2)).state).toBe('unknown')
})

const foreign = makePki().signer('credentialIssuer')
test.each<[string, () => string, number?]>([
  ['of another address', () => made({}, { sub: `${uri}0` })],
  ['of another type', () => made({ typ: 'JWT' })],
  ['without the certificates', () => made({ x5c: undefined })],
  ['of an issuer that is not on the list', () => made({ x5c: x5c(foreign) }, {}, foreign.privateKey)],
  ['signed with another key', () => made({}, {}, ecKeys().privateKey)],
  ['signed by MAC', () => made({ alg: 'HS256' })],
  ['that has expired', () => made({}, { exp: now - 1 })],
  ['from the future', () => made({}, { iat: now + 3600 })],
  ['without iat', () => made({}, { iat: undefined })],
  ['with a time to keep that is not positive', () => made({}, { ttl: 0 })],
  ['with 3 bits', () => made({}, { status_list: { bits: 3, lst: 'eNrbuRgAAhcBXQ' } })],
  ['without a list', () => made({}, { status_list: undefined })],
  ['that cannot be unpacked', () => made({}, { status_list: { bits: 1, lst: 'AAAA' } })],
  ['that is cut short', () => made({}, { status_list: { bits: 1, lst: 'eNrbuRgA' } })],
  ['that unpacks to more than anybody needs', () => made({}, { status_list: { bits: 1, lst: bomb() } })],
  ['asked beyond its end', () => made(), 16],
  ['asked below its beginning', () => made(), -1],
  ['that is no token', () => 'x'],
])('a list %s is not believed', async (_, jwt, index = 0) => {
  const failure = await check(jwt(), index).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(WalletError)
  expect(failure).toMatchObject({ failure: { code: 'portal.badAnswer' } })
})

function bomb(): string {
  return deflateSync(Buffer.alloc(17 * 1024 * 1024)).toString('base64url')
}

test('the request asks for a status list and follows no redirect', () => {
  const request = statusRequest({ uri, index: 3 })
  expect(request.url).toBe(uri)
  expect(request.headers.get('accept')).toBe('application/statuslist+jwt')
  expect(request.redirect).toBe('manual')
})

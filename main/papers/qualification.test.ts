// The code of a デジタル資格者証, and which pages a code may lead to.
import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { signedContent } from '../../practice/portal/documents/signedContent.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { makeSigner, stranger } from '../../tests/support/documentSigners.ts'
import { addressOf, type CodeTrust, readPaperCode } from './paperCode.ts'

const now = new Date()
const origin = 'https://localhost:20444'
const content = { realm: 'practice', name: '練習　太郎', qualification: '練習技能士', registeredOn: '2020-04-01' }
let world: World
let trust: CodeTrust
beforeAll(async () => {
  world = await sharedWorld(() => now)
  trust = { realm: 'practice', origin, issuers: world.trust().issuers, issuerKeys: [] }
})
const look = (code: string) => readPaperCode(`${origin}/check?c=${code}`, trust, now)
const stateOf = async (code: string) => {
  const found = await look(code)
  return found.kind === 'qualification' ? found.read.verdict.state : found.kind
}

describe('the code on a paper', () => {
  it('holds a qualification, signed by an issuer on the list', async () => {
    expect(await look(signedContent(content, world.signers.credentialIssuer))).toMatchObject({
      kind: 'qualification',
      host: 'localhost:20444',
      read: {
        sheet: { holder: '練習　太郎', practice: true, facts: [{ value: { ja: '練習技能士' } }, { as: 'day' }] },
        verdict: { state: 'valid', form: 'cose' },
      },
    })
  })

  it('is not believed when it was changed, by a stranger, or without a certificate', async () => {
    const genuine = Buffer.from(signedContent(content, world.signers.credentialIssuer), 'base64url')
    const at = genuine.indexOf('2020-04-01')
    const changed = Buffer.from(genuine)
    changed.write('2010', at)
    expect(await stateOf(changed.toString('base64url'))).toBe('invalid')
    const cut = Buffer.from(genuine)
    cut[genuine.length - 1] = (cut.at(-1) ?? 0) ^ 1
    expect(await stateOf(cut.toString('base64url'))).toBe('invalid')
    const { certificate, chain, privateKey } = makeSigner({ key: 'P-256', under: stranger })
    expect(await stateOf(signedContent(content, { chain: [certificate, ...chain], privateKey }))).toBe('notOnList')
    const nobody = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    expect(await stateOf(signedContent(content, { chain: [], privateKey: nobody.privateKey }))).toBe('keyUnknown')
    // Another key than the certificate's.
    const { chain: theirs } = world.signers.credentialIssuer
    expect(await stateOf(signedContent(content, { chain: theirs, privateKey: nobody.privateKey }))).toBe('invalid')
  })

  it('without signed content leads to the original', async () => {
    for (const code of ['AAAA', 'hello', '', 'gA==']) expect(await stateOf(code)).toBe('original')
  })

  it.each([
    ['http://localhost:20444/x', false],
    ['https://localhost:20445/x', false],
    ['https://www.nta.go.jp/x', false],
    ['javascript:alert(1)', false],
    ['https://user@localhost:20444/x', false],
    ['https://localhost:20444/x', true],
  ])('in practice leads to the practice portal alone: %s', async (code, follows) => {
    expect((await readPaperCode(code, trust, now)).kind).toBe(follows ? 'original' : 'unknown')
  })

  it.each([
    ['https://dqcvs.nqs.go.jp/w/?c=AAAA', true],
    ['https://www.nta.go.jp/', true],
    ['https://go.jp/', false],
    ['https://nta.go.jp.example.com/', false],
    ['https://evilgo.jp/', false],
    ['https://nta.go.jp:8443/', false],
    ['https://localhost:20444/x', false],
  ])('in earnest leads to a body of the state alone: %s', async (code, follows) => {
    const real: CodeTrust = { ...trust, realm: 'real' }
    expect((await readPaperCode(code, real, now)).kind).toBe(follows ? 'original' : 'unknown')
    if (!follows)
      expect(() => addressOf(code, real)).toThrow(expect.objectContaining({ failure: { code: 'paper.codeUnknown' } }))
  })
})

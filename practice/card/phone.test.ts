import { verify, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testWorld.ts'
import { createPracticeCard, type PracticeCard } from './practiceCard.ts'
import { ascii, hex, select, type Talk, talkTo, verifyPin } from './testTalk.ts'

const jpki = select('D392F000260100000001')

let stage: TestWorld
let phone: PracticeCard
let talk: Talk

beforeAll(async () => {
  stage = await testWorld()
})
afterAll(() => stage.end())
beforeEach(() => hold('taro', 'android'))

function hold(id: string, token: 'android' | 'iphone'): void {
  phone = createPracticeCard(stage.world, stage.person(id), { token })
  talk = talkTo(phone)
}
async function said(...pairs: readonly (readonly [string, string])[]): Promise<void> {
  expect(await talk.lines(...pairs)).toEqual(pairs)
}

describe('the token in a phone', () => {
  it('has the JPKI application and nothing else, not even a level above it', async () => {
    for (const last of ['0100', '0401', '0402', '0408'])
      expect(await talk.send(select(`D392100031000101${last}`))).toBe('6A82')
    await said([select(`A00000023106${'00'.repeat(10)}`), '6A82'], [select('A0000001510000'), '6A82'])
    await said(['00CA00F000', '6A88'], ['00CA5F5100', '6A88'], [jpki, '9000'])
    expect(() => phone.triesLeft('input')).toThrow('no PIN')
  })

  it('has certificates of its own, with keys of their own, behind its PIN', async () => {
    const { phoneKeys, authentication } = stage.person('taro')
    await said([jpki, '9000'], ['00B08A0004', '6982'], [verifyPin('98', '1357'), '9000'])
    const file = await talk.data('00B08A00000000')
    const certificate = new X509Certificate(file.subarray(0, 4 + file.readUInt16BE(2)))
    expect(hex(certificate.raw)).toBe(hex(phoneKeys?.authentication.certificate ?? Buffer.alloc(0)))
    expect(certificate.serialNumber).not.toBe(new X509Certificate(authentication?.certificate ?? '').serialNumber)
    const signature = await talk.data('802A03970401020304 00')
    expect(verify('sha256', Buffer.of(1, 2, 3, 4), certificate.publicKey, signature)).toBe(true)
  })

  it('knows the hint of the last command as an iPhone, and not as Android', async () => {
    await said([jpki, '9000'], ['80FC0000', '6D00'])
    hold('hanako', 'iphone')
    await said([jpki, '9000'], ['80FC0000', '9000'])
    await said(['00B0860020', `${ascii('JPKIAPIOSTOKEN'.padEnd(32))}9000`])
  })

  it('shows itself to the reader in another way than the card', () => {
    expect(hex(phone.atr)).toBe('3B80800101')
  })

  it('is not there for those who have none', () => {
    expect(() => hold('ichiro', 'iphone')).toThrow('no phone')
  })
})

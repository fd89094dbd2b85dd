import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testWorld.ts'
import { eraDay } from './licenceText.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from './practiceCard.ts'
import { ascii, hex, select, type Talk, talkTo, verifyPin } from './testTalk.ts'

const licence = select(`A00000023106${'00'.repeat(10)}`)

let stage: TestWorld
let card: PracticeCard
let talk: Talk

beforeAll(async () => {
  stage = await testWorld()
})
afterAll(() => stage.end())
beforeEach(() => hold('taro'))

function hold(id: string, options?: PracticeCardOptions): void {
  card = createPracticeCard(stage.world, stage.person(id), options)
  talk = talkTo(card)
}
async function said(...pairs: readonly (readonly [string, string])[]): Promise<void> {
  expect(await talk.lines(...pairs)).toEqual(pairs)
}

describe('マイナ免許証', () => {
  it('is on the cards of those who hold their licence so', async () => {
    for (const [id, answer] of [
      ['taro', '9000'],
      ['hanako', '9000'],
      ['ichiro', '6A82'],
      ['sakura', '6A82'],
      ['ume', '6A82'],
    ] as const) {
      hold(id)
      expect(await talk.send(licence), id).toBe(answer)
    }
  })

  it('has neither the load file nor the module of the specification to select', async () => {
    await said([select(`A00000023104${'00'.repeat(10)}`), '6A82'], [select(`A00000023105${'00'.repeat(10)}`), '6A82'])
  })

  it('tells to everybody that a PIN is set, counts ten tries of it at 0006 and not at 0002', async () => {
    await said(
      [licence, '9000'],
      ['00B09A0003', 'C101019000'],
      ['00200082', '6A82'],
      ['00200086', '63CA'],
      ['00B09B0001', '6982'],
      ['00B09C0001', '6982'],
      [verifyPin('86', '0000'), '63C9'],
      [verifyPin('86', '5476'), '9000'],
      ['00200086', '63CA'],
      [`0024018604${ascii('1111')}`, '6985'],
    )
    card.setTriesLeft('licenceOnCard', 0)
    await said([verifyPin('86', '5476'), '6984'], ['00200086', '63C0'])
  })

  it('begins with C2 and C3 in four bytes and has the end of validity in C5 and a JPEG 2000 picture', async () => {
    await said([licence, '9000'], [verifyPin('86', '5476'), '9000'])
    const data = await talk.data('00B09B00000000')
    expect(hex(data.subarray(0, 4))).toBe('C200C300')
    const { expiresOn = '' } = stage.person('taro').licence ?? {}
    expect(hex(data)).toContain(`C507${ascii(eraDay(expiresOn))}`)
    expect(hex(data)).toContain('0000000C6A5020200D0A870A')
    const signature = await talk.data('00B09C00000000')
    const signed = data.subarray(0, data.length - 64)
    const key = createPublicKey(stage.world.cardData.licence)
    expect(verify('sha256', signed, key, signature.subarray(4, 260))).toBe(true)
  })

  it('opens with asterisks where its holder set no PIN', async () => {
    hold('taro', { withoutLicencePin: true })
    await said([licence, '9000'], ['00B09A0003', 'C101009000'], [verifyPin('86', '5476'), '63C9'])
    await said([verifyPin('86', '****'), '9000'], ['00B09B0002', 'C2009000'])
  })
})

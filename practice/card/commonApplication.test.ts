import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testWorld.ts'
import { simpleTlv } from './commonApplication.ts'
import { createPracticeCard, type PracticeCard } from './practiceCard.ts'
import { ascii, hex, select, type Talk, talkTo, verifyPin } from './testTalk.ts'

const common = select('D3921000310001010100')
const register = select('D3921000310001010401')
const change = (pin: string) => `8032009C04${ascii(pin)}`

let stage: TestWorld
let card: PracticeCard
let talk: Talk

beforeAll(async () => {
  stage = await testWorld()
})
afterAll(() => stage.end())
beforeEach(() => {
  card = createPracticeCard(stage.world, stage.person('taro'))
  talk = talkTo(card)
})

async function said(...pairs: readonly (readonly [string, string])[]): Promise<void> {
  expect(await talk.lines(...pairs)).toEqual(pairs)
}

describe('共通カードAP', () => {
  it('tells serial number, municipality and end of the card in one record for everybody', async () => {
    const { serial, expiresOn } = stage.person('taro').card
    await talk.send(common)
    const record = await talk.data('00B2010C00')
    expect(hex(record)).toBe(`011C${ascii(`${serial}13112${expiresOn.replaceAll('-', '')}`)}`)
    await said(['00A4020C020001', '9000'], ['00B2010400', `${hex(record)}9000`])
    expect(hex(await talk.data('00B2011400'))).toMatch(/^0210.{14}0805/)
  })

  it('has records and nothing else in its files', async () => {
    await said(
      [common, '9000'],
      ['00B2010400', '6986'],
      ['00B2020C00', '6A83'],
      ['00B2000C00', '6A83'],
      ['00B2010D00', '6A81'],
      ['00B2010900', '6A86'],
      ['00B2014C00', '6A82'],
      ['00B201E400', '6981'],
      ['00B2010C04', '6700'],
      ['00B2010C', '6700'],
      ['00B0810000', '6981'],
    )
  })

  it('proves with its own key that it is there, for any challenge of 1 to 255 bytes', async () => {
    await talk.send(common)
    for (const challenge of [Buffer.of(7), Buffer.alloc(32, 1), Buffer.alloc(255, 2)]) {
      const length = challenge.length.toString(16).padStart(2, '0')
      const signature = await talk.data(`00880099${length}${hex(challenge)}00`)
      expect(verify('sha256', challenge, createPublicKey(stage.world.cardData.common), signature)).toBe(true)
    }
    await said(
      ['0088009900', '6700'],
      ['0088019901FF00', '6A86'],
      ['802A009901FF00', '6985'],
      ['0088009C01FF00', '6981'],
    )
  })

  it('has no secure messaging', () => said([common, '9000'], ['80AE0000', '66F1']))
})

describe('住民基本台帳用', () => {
  it('is one PIN to people and two objects on the card: changing one leaves the other', async () => {
    await said(
      [common, '9000'],
      ['0020009C', '63C3'],
      [change('1111'), '6982'],
      [verifyPin('9C', '8642'), '9000'],
      [change('11A1'), '6A80'],
      [change('1111'), '9000'],
      [register, '9000'],
      [verifyPin('9C', '1111'), '63C2'],
      [verifyPin('9C', '8642'), '9000'],
      [common, '9000'],
      [verifyPin('9C', '8642'), '63C2'],
      [verifyPin('9C', '1111'), '9000'],
    )
  })

  it('counts each on its own', async () => {
    await said([register, '9000'], [verifyPin('9C', '0000'), '63C2'], [common, '9000'], ['0020009C', '63C3'])
    expect([card.triesLeft('residentOfRegister'), card.triesLeft('residentOfCommon')]).toEqual([2, 3])
    expect(card.triesLeft('resident')).toBe(2)
    card.setTriesLeft('resident', 1)
    await said(['0020009C', '63C1'], [register, '9000'], ['0020009C', '63C1'])
    card = createPracticeCard(stage.world, stage.person('taro'), { triesLeft: { residentOfRegister: 0 } })
    expect([card.triesLeft('residentOfRegister'), card.triesLeft('residentOfCommon')]).toEqual([0, 3])
  })

  it('keeps both values apart when the card is put away', async () => {
    const memoryFile = join(mkdtempSync(join(tmpdir(), 'tefuda-memory-')), 'taro.json')
    talk = talkTo(createPracticeCard(stage.world, stage.person('taro'), { memoryFile }))
    await said([common, '9000'], [verifyPin('9C', '8642'), '9000'], [change('1111'), '9000'])
    talk = talkTo(createPracticeCard(stage.world, stage.person('taro'), { memoryFile }))
    await said(
      [register, '9000'],
      [verifyPin('9C', '8642'), '9000'],
      [common, '9000'],
      [verifyPin('9C', '1111'), '9000'],
    )
    rmSync(dirname(memoryFile), { recursive: true })
  })

  it('is changed by CHANGE KEY and by that alone, as the other PINs are by the other command', async () => {
    await said(
      [common, '9000'],
      [verifyPin('9C', '8642'), '9000'],
      [`0024019C04${ascii('1111')}`, '6985'],
      [`8032019C04${ascii('1111')}`, '6A86'],
      ['8032009C', '6700'],
      [select('D392F000260100000001'), '9000'],
      [verifyPin('98', '1357'), '9000'],
      [`8032009804${ascii('1111')}`, '6985'],
    )
  })

  it('is missing where no PIN was ever set', async () => {
    talk = talkTo(createPracticeCard(stage.world, stage.person('ume')))
    await said([common, '9000'], ['0020009C', '6A82'], [register, '9000'], ['0020009C', '6A82'])
  })
})

describe('住基AP', () => {
  it('has a key number in a record', async () => {
    await said([register, '9000'], ['00B2010C00', '6A82'])
    expect(hex(await talk.data('00B2011400'))).toMatch(/^0210.{14}0805/)
  })
})

it('writes the length of records in one byte, or in two behind FF', () => {
  expect(hex(simpleTlv(1, new Uint8Array(254)).subarray(0, 2))).toBe('01FE')
  expect(hex(simpleTlv(1, new Uint8Array(255)).subarray(0, 4))).toBe('01FF00FF')
})

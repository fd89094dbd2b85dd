import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testWorld.ts'
import { createLicenceCard, type LicenceCardOptions } from './licenceCard.ts'
import { bcdDay, eraDay, licenceText } from './licenceText.ts'
import type { PracticeCard } from './softwareCard.ts'
import { ascii, hex, select, type Talk, talkTo, verifyPin } from './testTalk.ts'

const masterFile = '00A40000'
const first = select(`A00000023101${'00'.repeat(10)}`)
const second = select(`A00000023102${'00'.repeat(10)}`)

let stage: TestWorld
let card: PracticeCard
let talk: Talk
const folder = mkdtempSync(join(tmpdir(), 'tefuda-licence-'))

beforeAll(async () => {
  stage = await testWorld()
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await stage.end()
})
beforeEach(() => hold('hanako'))

function hold(id: string, options?: LicenceCardOptions): void {
  card = createLicenceCard(stage.world, stage.person(id), options)
  talk = talkTo(card)
}
async function said(...pairs: readonly (readonly [string, string])[]): Promise<void> {
  expect(await talk.lines(...pairs)).toEqual(pairs)
}
const file = (id: string) => talk.data(`00B0${id}00000000`)
const openBoth = () => said([masterFile, '9000'], [verifyPin('81', '2143'), '9000'], [verifyPin('82', '3254'), '9000'])

/** One byte of tag; one of length, or 82 and two; FF ends. */
function objects(bytes: Buffer): [string, Buffer][] {
  const found: [string, Buffer][] = []
  for (let at = 0; at < bytes.length && bytes[at] !== 0xff; ) {
    const long = bytes[at + 1] === 0x82
    const length = long ? bytes.readUInt16BE(at + 2) : (bytes[at + 1] ?? 0)
    const start = at + (long ? 4 : 2)
    found.push([hex(bytes.subarray(at, at + 1)), bytes.subarray(start, start + length)])
    at = start + length
  }
  return found
}

const japanese = (bytes: Uint8Array) => new TextDecoder('euc-jp').decode(bytes.map((byte) => byte | 0x80))

describe('the licence card', () => {
  it('has an answer to reset of its own, with a right check byte', () => {
    expect(hex(card.atr)).toBe('3B88800100000000338181003A')
    expect(card.atr.subarray(1).reduce((sum, byte) => sum ^ byte, 0)).toBe(0)
  })

  it('selects its master file in both ways, its three applications and no other', async () => {
    await said(
      [masterFile, '9000'],
      ['00A40000023F00', '9000'],
      ['00A40000023F01', '6A82'],
      [first, '9000'],
      [second, '9000'],
      [select(`A00000024803${'00'.repeat(10)}`), '9000'],
      [select('D392F000260100000001'), '6A82'],
      [select(`A00000023106${'00'.repeat(10)}`), '6A82'],
      [select('A0000001510000'), '6A82'],
      ['00A4020C02000A', '6A82'],
    )
  })

  it('tells version, days and whether PINs are set to everybody', async () => {
    const { issuedOn = '', expiresOn = '' } = stage.person('hanako').licence ?? {}
    const common = await file('8B')
    expect(common).toHaveLength(17)
    expect(hex(common)).toBe(`450B${ascii('009')}${hex(bcdDay(issuedOn))}${hex(bcdDay(expiresOn))}4602FF01`)
    await said(['00A4020C022F01', '9000'], ['00B0000002', '450B9000'], ['00B08A0000', '0501019000'])
    hold('ichiro')
    await said(['00B08A0000', '0501009000'])
  })

  it('opens entries with the first PIN, 本籍 and photo with both, and keeps that over applications', async () => {
    const readable = async () => {
      const said: string[] = []
      await talk.send(first)
      for (const id of ['81', '82', '83', '84', '85', '86', '87'])
        said.push((await talk.send(`00B0${id}0001`)).slice(-4))
      await talk.send(second)
      said.push((await talk.send('00B0810001')).slice(-4))
      return said.map((status) => status === '9000')
    }
    expect(await readable()).toEqual([false, false, false, false, false, false, false, false])
    await said([masterFile, '9000'], [verifyPin('81', '2143'), '9000'])
    expect(await readable()).toEqual([true, false, true, true, true, false, false, false])
    await said([masterFile, '9000'], [verifyPin('82', '3254'), '9000'])
    expect(await readable()).toEqual([true, true, true, true, true, true, true, true])
    card.reset()
    expect(await readable()).toEqual([false, false, false, false, false, false, false, false])
  })

  it('has files of the published sizes', async () => {
    await openBoth()
    await talk.send(first)
    const sizes: number[] = []
    for (const id of ['81', '82', '83', '84', '85', '86', '87']) sizes.push((await file(id)).length)
    expect(sizes).toEqual([880, 82, 264, 640, 663, 256, 578])
    await talk.send(second)
    expect(await file('81')).toHaveLength(2000)
  })

  it('counts three tries of each PIN, which lie at the master file', async () => {
    await said(
      [masterFile, '9000'],
      ['00200081', '63C3'],
      [verifyPin('81', '0000'), '63C2'],
      [verifyPin('81', '0000'), '63C1'],
      [verifyPin('81', '0000'), '63C0'],
      [verifyPin('81', '2143'), '6984'],
      ['00200081', '63C0'],
      ['00200082', '63C3'],
      [first, '9000'],
      ['00200081', '6981'],
    )
    expect([card.triesLeft('licence1'), card.triesLeft('licence2')]).toEqual([0, 3])
    expect(() => card.triesLeft('authentication')).toThrow('no PIN')
    hold('hanako', { triesLeft: { licence2: 1 } })
    await said([masterFile, '9000'], ['00200082', '63C1'])
  })

  it('opens with asterisks where its holder set no PIN', async () => {
    hold('ichiro')
    await said([masterFile, '9000'], [verifyPin('81', '1234'), '63C2'], [verifyPin('81', '****'), '9000'])
    await said([verifyPin('82', '****'), '9000'], [second, '9000'], ['00B0810002', '5F409000'])
    hold('hanako', { withoutPins: true })
    await said(['00B08A0000', '0501009000'], [masterFile, '9000'], [verifyPin('81', '****'), '9000'])
  })

  it('writes entries in the published order, texts in JIS X 0208 and days by era', async () => {
    await openBoth()
    await talk.send(first)
    const found = objects(await file('81'))
    const tags = found.map(([tag]) => tag)
    const all = Array.from({ length: 0x33 - 0x11 + 1 }, (_, index) => (0x11 + index).toString(16).toUpperCase())
    expect(tags).toEqual(all)
    const value = (tag: string) => found.find(([name]) => name === tag)?.[1] ?? Buffer.alloc(0)
    const { licence, birthDate } = stage.person('hanako')
    expect(hex(value('11'))).toBe('78')
    expect(hex(value('12'))).toBe(`${hex(licenceText('練習　'))}FFF1${hex(licenceText('子'))}`)
    expect(japanese(value('13'))).toBe('レンシュウ　ハナコ')
    expect(value('14')).toHaveLength(0)
    expect(value('16').toString()).toBe(eraDay(birthDate))
    expect(japanese(value('1A'))).toBe('優良')
    expect(['1C', '1D', '1E', '1F'].map((tag) => japanese(value(tag)))).toEqual([...(licence?.conditions ?? []), ''])
    expect(value('21').toString()).toBe('300999999810')
    expect(['22', '23', '24', '29', '33', '26'].map((tag) => value(tag).toString())).toEqual([
      '4240416',
      '4210820',
      '0000000',
      '4240416',
      '4210820',
      '0000000',
    ])
  })

  it('carries the picture of a character that no table has, and what was added later', async () => {
    await openBoth()
    await talk.send(first)
    const issued = await file('83')
    expect(hex(issued.subarray(0, 4))).toBe('48004980')
    expect(issued.subarray(4, 132).some((byte) => byte !== 0)).toBe(true)
    expect(issued.subarray(132).every((byte) => byte === 0xff)).toBe(true)
    expect(objects(await file('84')).map(([tag, bytes]) => [tag, bytes.length])).toEqual([
      ['50', 1],
      ['51', 1],
      ['52', 7],
      ['56', 2 * stage.person('hanako').address.length],
      ['5C', 16],
    ])
    expect(hex((await file('85')).subarray(0, 3))).toBe('500100')
    expect(hex((await file('86')).subarray(0, 3))).toBe('500100')
    hold('ichiro')
    await said(
      [masterFile, '9000'],
      [verifyPin('81', '****'), '9000'],
      [verifyPin('82', '****'), '9000'],
      [first, '9000'],
    )
    expect(hex((await file('85')).subarray(0, 7))).toBe('50010148004980')
    const groups = objects(await file('84'))
    expect(groups.map(([tag]) => tag).join()).toBe('50,51,52,56,5C,51,52,59,5C')
    expect(hex(groups[3]?.[1] ?? Buffer.alloc(0))).toContain('FFF3')
    expect(objects(await file('86')).map(([tag]) => tag)).toEqual(['50', '51', '52', '5B', '5C'])
    expect(japanese(objects(await file('82'))[0]?.[1] ?? Buffer.alloc(0))).toBe('東京都練馬区見本町９９丁目２番')
  })

  it('is signed by the practice authority, over what the photo is part of', async () => {
    await openBoth()
    await talk.send(first)
    const [entries, domicile, signature] = [await file('81'), await file('82'), await file('87')]
    await talk.send(second)
    const photo = await file('81')
    expect(hex(photo.subarray(0, 3))).toBe('5F4082')
    expect(hex(photo.subarray(5, 9))).toBe('FF4FFF51')
    expect(hex(photo.subarray(photo.readUInt16BE(3) + 3, photo.readUInt16BE(3) + 5))).toBe('FFD9')
    expect(hex(signature.subarray(0, 4))).toBe('B1820100')
    const key = createPublicKey(stage.world.cardData.licence)
    const signed = Buffer.concat([entries, domicile, photo])
    expect(verify('sha256', signed, key, signature.subarray(4, 260))).toBe(true)
  })

  it('can be pulled out, made slow and made faulty at any command, and forgets no try', async () => {
    await talk.send(masterFile)
    card.failAt(1, { kind: 'removal', moment: 'beforeAnswer' })
    await expect(talk.send(verifyPin('81', '0000'))).rejects.toMatchObject({ name: 'CardPulledOut' })
    expect(card.triesLeft('licence1')).toBe(2)
    card.failAt(1, { kind: 'removal', moment: 'beforeCommand' })
    await expect(talk.send(verifyPin('81', '0000'))).rejects.toMatchObject({ name: 'CardPulledOut' })
    card.failAt(1, { kind: 'garbled' })
    await said([masterFile, '6FFF'], ['00200081', '63C2'])
    const memoryFile = join(folder, 'licence.json')
    hold('hanako', { memoryFile })
    await said([verifyPin('81', '0000'), '63C2'])
    hold('hanako', { memoryFile })
    await said(['00200081', '63C2'], ['00200082', '63C3'])
  })

  it('refuses what it does not know, and falls over nothing', async () => {
    await said(['0084000008', '6D00'], ['802A00800100 00', '6E00'], ['0CB0810001', '6E00'], ['00240181', '6D00'])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }), async (commands) => {
        for (const command of commands.filter((bytes) => bytes[1] !== 0x20)) {
          const answer = await card.transmit(command)
          const status = answer[answer.length - 2] ?? 0
          expect(status >= 0x61 && status <= 0x90).toBe(true)
        }
        expect(card.triesLeft('licence1')).toBe(3)
      }),
    )
  })

  it('exists for those who have one', () => {
    for (const id of ['taro', 'ume', 'sakura']) expect(() => hold(id)).toThrow('no licence card')
  })
})

describe('the writing of a licence', () => {
  it('is two bytes a character without escapes, and FFF1 to FFF7, FFFA beside the table', () => {
    expect(hex(licenceText('日本　花子'))).toBe('467C4B5C212132563B52')
    expect(hex(licenceText('\ue001\ue007\ue00a'))).toBe('FFF1FFF7FFFA')
    expect(() => licenceText('A')).toThrow('outside')
    expect(() => licenceText('﨑')).toThrow('outside')
  })

  it.each([
    ['2019-05-01', '5010501'],
    ['2019-04-30', '4310430'],
    ['1989-01-07', '3640107'],
    ['1926-12-24', '2151224'],
  ])('counts %s by its era', (day, expected) => expect(eraDay(day)).toBe(expected))
})

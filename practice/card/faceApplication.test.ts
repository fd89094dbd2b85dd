import { constants, createHash, createPublicKey, publicDecrypt, verify } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testWorld.ts'
import { checkNumberB, eraBirthDate } from './checkNumbers.ts'
import { createPracticeCard, type PracticeCard } from './practiceCard.ts'
import { ascii, hex, select, type Talk, talkTo, verifyPin } from './testTalk.ts'

const face = select('D3921000310001010402')

let stage: TestWorld
let card: PracticeCard
let talk: Talk

beforeAll(async () => {
  stage = await testWorld()
})
afterAll(() => stage.end())
beforeEach(async () => {
  card = createPracticeCard(stage.world, stage.person('taro'))
  talk = talkTo(card)
  await talk.send(face)
})

async function said(...pairs: readonly (readonly [string, string])[]): Promise<void> {
  expect(await talk.lines(...pairs)).toEqual(pairs)
}
const file = (id: string): Promise<Buffer> => talk.data(`00B0${id}00000000`)
const withA = () => talk.send(verifyPin('93', stage.person('taro').card.individualNumber))
const withB = () => talk.send(verifyPin('92', checkNumberB(stage.person('taro'))))

/** Two-byte tags DFxx inside one template with a length of two bytes; each with its place in the file. */
function objects(bytes: Buffer): Map<string, { at: number; whole: Buffer; value: Buffer }> {
  const found = new Map<string, { at: number; whole: Buffer; value: Buffer }>()
  const end = 5 + bytes.readUInt16BE(3)
  for (let at = 5; at < end; ) {
    const first = bytes[at + 2] ?? 0
    const header = first < 0x80 ? 3 : first === 0x81 ? 4 : 5
    const length = first < 0x80 ? first : first === 0x81 ? (bytes[at + 3] ?? 0) : bytes.readUInt16BE(at + 3)
    const whole = bytes.subarray(at, at + header + length)
    found.set(hex(bytes.subarray(at, at + 2)), { at, whole, value: whole.subarray(header) })
    at += whole.length
  }
  return found
}

describe('券面事項確認AP', () => {
  it('opens each record with what it was made for and nothing else', async () => {
    const all: readonly string[] = ['81', '82', '85']
    const readable = async () => {
      const answers = await Promise.all(all.map((id) => talk.send(`00B0${id}0001`)))
      return answers.map((answer) => answer.slice(-4))
    }
    expect(await readable()).toEqual(['6982', '6982', '6982'])
    await withA()
    expect(await readable()).toEqual(['6982', '9000', '9000'])
    await talk.send(face)
    await withB()
    expect(await readable()).toEqual(['6982', '9000', '6982'])
    await talk.send(face)
    await said([verifyPin('91', eraBirthDate(stage.person('taro').birthDate)), '9000'])
    expect(await readable()).toEqual(['9000', '6982', '6982'])
  })

  it('counts ten tries of the printed numbers, apart from those of 券面事項入力補助AP, and changes none', async () => {
    await said(['00200092', '63CA'], ['00200093', '63CA'], [verifyPin('92', '00000000000000'), '63C9'])
    expect([card.triesLeft('faceCheckNumberB'), card.triesLeft('checkNumberB')]).toEqual([9, 10])
    await withB()
    await said([`002401920E${ascii('00000000000000')}`, '6985'], [`803200920E${ascii('00000000000000')}`, '6985'])
  })

  it('has offsets to the nine objects of the face, from the start of the file', async () => {
    await withB()
    const bytes = await file('82')
    const found = objects(bytes)
    expect([...found.keys()].join()).toBe('DF21,DF22,DF23,DF24,DF25,DF26,DF27,DF28,DF29,DF2A')
    const offsets = found.get('DF21')?.value ?? Buffer.alloc(0)
    expect(offsets).toHaveLength(18)
    const places = [...found.values()].slice(1).map(({ at }) => at)
    expect(places).toEqual(Array.from({ length: 9 }, (_, index) => offsets.readUInt16BE(index * 2)))
    expect(bytes.subarray(5 + bytes.readUInt16BE(3)).every((byte) => byte === 0xff)).toBe(true)
    expect(bytes.length).toBeGreaterThan(5 + bytes.readUInt16BE(3))
  })

  it('says of the holder what the household says, in letters and in pictures of the published sizes', async () => {
    await withA()
    for (const { birthDate, sex, card: facts } of [stage.person('taro')]) {
      const found = objects(await file('82'))
      const text = (tag: string) => found.get(tag)?.value.toString()
      expect([text('DF22'), text('DF23')]).toEqual([birthDate.replaceAll('-', ''), sex])
      expect(text('DF29')).toBe(facts.expiresOn.replaceAll('-', ''))
      for (const [tag, width, height] of [
        ['DF25', 216, 12],
        ['DF26', 288, 24],
        ['DF2A', 24, 12],
      ] as const)
        expectPng(found.get(tag)?.value, width, height)
      expectPng(objects(await file('85')).get('DF41')?.value, 72, 12)
    }
  })

  it('holds the portrait of everybody as a grey JP2 file', async () => {
    for (const person of stage.world.people) {
      talk = talkTo(createPracticeCard(stage.world, person))
      await talk.send(face)
      await talk.send(verifyPin('92', checkNumberB(person)))
      const picture = objects(await file('82')).get('DF27')?.value ?? Buffer.alloc(0)
      expect(hex(picture.subarray(0, 12))).toBe('0000000C6A5020200D0A870A')
      const header = picture.indexOf('ihdr')
      expect([picture.readUInt32BE(header + 4), picture.readUInt32BE(header + 8)]).toEqual([120, 96])
      expect(picture.readUInt16BE(header + 12)).toBe(1)
      expect(hex(picture.subarray(picture.indexOf('jp2c') + 4).subarray(0, 2))).toBe('FF4F')
      expect(hex(picture.subarray(-2))).toBe('FFD9')
    }
  })

  it('signs the face over three hashes in one DigestInfo, by the key that its own certificate proves', async () => {
    await withB()
    const found = objects(await file('82'))
    const certificate = await file('84')
    expect(certificate).toHaveLength(568)
    const body = certificate.subarray(10, 10 + 297)
    expect(verify('sha256', body, createPublicKey(stage.world.cardData.authority), certificate.subarray(-256))).toBe(
      true,
    )
    expect(body.subarray(0, 7).toString()).toBe('9900000')
    const issuer = createPublicKey({
      key: { kty: 'RSA', e: 'AQAB', n: body.subarray(41).toString('base64url') },
      format: 'jwk',
    })
    const signed = publicDecrypt({ key: issuer, padding: constants.RSA_PKCS1_PADDING }, found.get('DF28')?.value ?? '')
    const part = (...tags: readonly string[]) => {
      const hash = createHash('sha256')
      for (const tag of tags) hash.update(found.get(tag)?.whole ?? '')
      return hash.digest()
    }
    const hashes = [part('DF22', 'DF23', 'DF24'), part('DF25', 'DF26'), part('DF27')]
    expect(hex(signed)).toBe(`3071300D060960864801650304020105000460${hashes.map(hex).join('')}`)
  })

  it('has all three records name the key that answers a fresh challenge', async () => {
    await withA()
    const key = objects(await file('82')).get('DF24')?.value ?? Buffer.alloc(0)
    expect(objects(await file('85')).get('DF42')?.value).toEqual(key)
    await said([verifyPin('91', eraBirthDate(stage.person('taro').birthDate)), '9000'])
    const age = await file('81')
    expect(age).toHaveLength(547)
    expect(hex(age.subarray(0, 5))).toBe('FF1082021E')
    expect(objects(age).get('DF12')?.value).toEqual(key)
    expect(hex(key.subarray(0, 9))).toBe('900301000191820100')
    await said(['00A4020C02001A', '9000'])
    const signature = await talk.data(`802A03000401020304 00`)
    const own = createPublicKey({
      key: { kty: 'RSA', e: 'AQAB', n: key.subarray(9).toString('base64url') },
      format: 'jwk',
    })
    expect(verify('sha256', Buffer.of(1, 2, 3, 4), own, signature)).toBe(true)
    await said(['0088009A01FF00', '6985'], ['80AE0000', '66F1'])
  })

  it('tells municipality and versions to everybody', async () => {
    const found = objects(await file('83'))
    expect(found.get('DF34')?.value.toString()).toBe('13112')
    expect(hex(found.get('DF31')?.value ?? Buffer.alloc(0))).toBe('06030E01')
    expect(found.get('DF35')?.value).toHaveLength(0x110)
    expect(await file('86')).toEqual(Buffer.alloc(16, 0xff))
  })
})

/** A PNG of one bit of grey with some black in it. */
function expectPng(png: Buffer | undefined, width: number, height: number): void {
  if (png === undefined) throw new Error('no picture')
  expect(hex(png.subarray(0, 8))).toBe('89504E470D0A1A0A')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height])
  expect(hex(png.subarray(24, 29))).toBe('0100000000')
  const data = png.indexOf('IDAT')
  const rows = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)))
  expect(rows).toHaveLength(height * (1 + Math.ceil(width / 8)))
  expect(new Set(rows).size).toBeGreaterThan(3)
}

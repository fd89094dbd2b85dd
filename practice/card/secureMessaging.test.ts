import { constants, createPublicKey, publicEncrypt } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testWorld.ts'
import { createCardSystem } from './cardSystem.ts'
import { inputHelperApplication } from './inputHelperApplication.ts'
import { issuerSecurityDomain } from './issuerSecurityDomain.ts'
import { createPinStore } from './pinStore.ts'
import { vector } from './secureMessaging.ts'
import { createSoftwareCard } from './softwareCard.ts'
import { ascii, hex, select, type Talk, talkTo, verifyPin } from './testTalk.ts'

// Vectors computed for a key of 00 to 0F from what one source measured.
const key = Buffer.from('000102030405060708090A0B0C0D0E0F', 'hex')
const helper = select('D3921000310001010408')
const verifyA = '0820009413861101CE94087DDB727AD1CFAEA2218834B674'
const selectNumber = '08A4020C1386110146D4CAAC313B21DA35E3FE7C435C3150'
const readWhole = '08B0000000000596030000000000'
const numberAnswer = '86210101BE559EACDDDB81FBB117082392E11C84523C82037D74DB17F444981A43C033'

let stage: TestWorld
let talk: Talk

beforeAll(async () => {
  stage = await testWorld()
})
afterAll(() => stage.end())
beforeEach(async () => {
  const taro = stage.person('taro')
  const person = { ...taro, card: { ...taro.card, individualNumber: '123456789018' } }
  const application = inputHelperApplication(person, stage.world.cardData)
  const store = createPinStore([application])
  const base = issuerSecurityDomain(person, stage.world.cardData, Uint8Array.of(0x3b))
  const system = createCardSystem(base, [application], store)
  talk = talkTo(createSoftwareCard({ person, atr: Uint8Array.of(0x3b), system, store, pins: {} }))
  await talk.send(helper)
})

async function said(...pairs: readonly (readonly [string, string])[]): Promise<void> {
  expect(await talk.lines(...pairs)).toEqual(pairs)
}

/** SET SESSION KEY with that message, encrypted to the key that EF 0006 holds. */
async function setKey(message: Uint8Array): Promise<string> {
  const file = await talk.data('00B08600000000')
  const at = file.indexOf(Buffer.from('91820100', 'hex')) + 4
  const n = file.subarray(at, at + 256).toString('base64url')
  const publicKey = createPublicKey({ key: { kty: 'RSA', e: 'AQAB', n }, format: 'jwk' })
  const body = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, message)
  return await talk.send(`80AE0000000100${hex(body)}`)
}
const wellFormed = Buffer.concat([Buffer.from('A0228020', 'hex'), key, Buffer.alloc(16, 7)])
const openSession = async () => {
  await said([verifyPin('91', '2468'), '9000'])
  expect(await setKey(wellFormed)).toBe('9000')
}

describe('secure messaging', () => {
  it('makes its vectors of the counter', () => {
    expect([1, 2, 3].map((counter) => hex(vector({ key, counter })))).toEqual([
      '7346139595C0B41E497BBDE365F42D0A',
      '49D68753999BA68CE3897A686081B09D',
      'B9AD2B2E346AC238505D365E9CB7FC56',
    ])
  })

  it('understands the published commands and gives the published answer', async () => {
    await openSession()
    await said([verifyA, '9000'], [selectNumber, '9000'], [readWhole, `${numberAnswer}9000`])
  })

  it('counts its own commands only, refused ones too', async () => {
    await openSession()
    await said(['00200094', '63CA'], [verifyA, '9000'], ['0084000001', '…9000'])
    // The select of the vectors is the second command, not this read of a key.
    await said(['08B0970000000596030000000000', '6A82'])
    await said([selectNumber, '6988'])
  })

  it('wants the PIN first: 照合番号A is not enough', async () => {
    await said([`80AE0000000100${'00'.repeat(256)}`, '6982'], [verifyPin('94', '123456789018'), '9000'])
    expect(await setKey(wellFormed)).toBe('6982')
  })

  it('refuses what is not a session key', async () => {
    await said([verifyPin('91', '2468'), '9000'], ['80AE0000', '6700'], ['80AE010000', '6A86'])
    expect(await setKey(wellFormed.subarray(0, 35))).toBe('6A80')
    expect(await setKey(Buffer.concat([Buffer.from('A0228021', 'hex'), Buffer.alloc(32)]))).toBe('6A80')
    await said([`80AE0000000100${'FF'.repeat(256)}`, '6F00'], [readWhole, '69FC'])
    await said([`80AE0000000100${'01'.repeat(256)}`, '6A80'])
  })

  it.each([
    ['a cryptogram for another counter', selectNumber],
    ['no object', '08200094'],
    ['another object', '082000940587030100FF'],
    ['half a block', '0820009404860201FF'],
    ['a read of short length', '08B00000059603000000'],
    ['a read with another object', '08B0000000000597030000000000'],
  ])('ends the session at %s', async (_, command) => {
    await openSession()
    await said([command, '6988'], [verifyA, '69FC'], [selectNumber, '6882'])
  })

  it('ends with the security status, and secures files of this application only', async () => {
    await openSession()
    await said([`08A4040C0A${'D3921000310001010408'}`, '6882'], ['0C20009404 31323334', '6987'], [helper, '9000'])
    await said([verifyA, '69FC'], ['00B0810001', '6982'])
  })

  it('falls over nothing', async () => {
    const command = fc
      .tuple(fc.constantFrom(0x20, 0xa4, 0xb0, 0x84), fc.uint8Array({ maxLength: 60 }))
      .map(([ins, rest]) => hex(Uint8Array.of(0x08, ins, ...rest)))
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 10 }), async (commands) => {
        await openSession()
        for (const one of commands) expect(await talk.send(one)).toMatch(/^6[0-9A-F]{3}$/)
      }),
    )
  })

  it('shows that A was verified as if it had been sent in the clear', async () => {
    await openSession()
    await said([verifyA, '9000'], ['00B0810011', `FF100C${ascii('123456789018')}FFFF9000`])
  })
})

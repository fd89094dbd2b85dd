import { constants, createHash, publicDecrypt, verify, X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorld, type World } from '../world.ts'
import { checkNumberB } from './checkNumbers.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from './practiceCard.ts'

const jpki = 'D392F000260100000001'
const helper = 'D3921000310001010408'
const face = 'D3921000310001010402'
const common = 'D3921000310001010100'
const register = 'D3921000310001010401'
const issuer = 'A0000001510000'
const select = (aid: string) => `00A4040C${(aid.length / 2).toString(16).padStart(2, '0')}${aid}`
const ascii = (text: string) => Buffer.from(text).toString('hex')
const verifyPin = (p2: string, pin: string) => `002000${p2}${pin.length.toString(16).padStart(2, '0')}${ascii(pin)}`

let folder: string
let world: World
let card: PracticeCard

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tefuda-card-'))
  world = await openWorld(folder, () => new Date())
})
afterAll(() => rm(folder, { recursive: true }))
beforeEach(() => {
  card = cardOf('taro')
})

function person(id: string) {
  const found = world.person(id)
  if (found === undefined) throw new Error(`the household has no ${id}`)
  return found
}

function cardOf(id: string, options?: PracticeCardOptions): PracticeCard {
  return createPracticeCard(world, person(id), options)
}

async function send(hex: string, to = card): Promise<string> {
  const command = Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
  return Buffer.from(await to.transmit(command))
    .toString('hex')
    .toUpperCase()
}

/** Sends each command and expects its answer; `…` stands for any bytes before the status word. */
async function talk(...lines: readonly (readonly [string, string])[]): Promise<void> {
  for (const [command, expected] of lines) {
    const said = await send(command)
    const wanted = expected.replaceAll(' ', '')
    expect(wanted.startsWith('…') ? `…${said.slice(-4)}` : said, command).toBe(wanted)
  }
}

describe('selecting', () => {
  it('knows its applications whole and by a prefix of five bytes, nothing shorter and nothing else', async () => {
    await talk(
      [select(jpki), '9000'],
      [select('D392F00026'), '9000'],
      [select('D392F000'), '6A82'],
      [select(`${jpki}00`), '6A82'],
      [select(helper), '9000'],
      [select(issuer), '9000'],
      [select('A000000308000010 00'.replace(' ', '')), '6A82'],
      [select('D27600012401'), '6A82'],
    )
  })

  it('gives file control information only when asked for', async () => {
    expect(await send(`00A404000A${jpki}00`)).toBe(`6F0C840A${jpki}9000`)
    expect(await send(`00A404000A${jpki}`)).toBe('9000')
    expect(await send(`00A4040A0A${jpki}`)).toBe('6A86')
  })

  it('has the broken SELECT MF of the real card', async () => {
    await talk(
      ['00A40000', '6A86'],
      [select(jpki), '9000'],
      ['00A40000', '9000'],
      ['00B0860004', '4A504B499000'],
      ['00A40000023F00', '6A82'],
    )
  })

  it('finds a file only inside an application, and keeps the one before when it does not', async () => {
    await talk(
      ['00A4020C02000A', '6A82'],
      [select(jpki), '9000'],
      ['00B0000004', '6986'],
      ['00A4020C020006', '9000'],
      ['00A4020C020077', '6A82'],
      ['00B0000004', '4A504B499000'],
      ['00A4020C0106', '6700'],
    )
  })

  it('is not there for those who look for a card of another kind', async () => {
    const other = cardOf('taro', { foreign: true })
    expect(await send(select(jpki), other)).toBe('6A82')
    expect(await send(select(helper), other)).toBe('6A82')
  })
})

describe('reading', () => {
  it('goes to the end of the file, which is filled with FF behind the certificate, and no further', async () => {
    const { certificate } = person('taro').authentication ?? { certificate: new Uint8Array() }
    await send(select(jpki))
    await send('00A4020C02000A')
    const whole = await card.transmit(Uint8Array.from(Buffer.from('00B00000000000', 'hex')))
    expect(Buffer.from(whole.subarray(0, certificate.length))).toEqual(Buffer.from(certificate))
    expect(whole.subarray(certificate.length, 2048).every((byte) => byte === 0xff)).toBe(true)
    expect(whole).toHaveLength(2050)
    await talk(['00B0080000', '6B00'], ['00B07FFF01', '6B00'], ['00B007FF00', 'FF9000'])
  })

  it('takes short identifiers, and the file is then the current one', async () => {
    await talk(
      [select(jpki), '9000'],
      ['00B0860E01', '329000'],
      ['00B0000004', '4A504B499000'],
      ['00B08600A1', '…9000'],
      ['00B086A001', '6B00'],
      ['00B0970001', '6981'],
      ['00B09F0001', '6A82'],
      ['00B0800001', '6A86'],
    )
  })

  it('wants the right lengths', async () => {
    await talk([select(jpki), '9000'], ['00B08600', '6700'], ['00B0860001FF00', '6700'], ['00B0860001FF', '6700'])
  })

  it('says that a PIN object or a key cannot be read, and that a certificate is closed', async () => {
    await talk(
      [select(jpki), '9000'],
      ['00B0980001', '6981'],
      ['00B09A0001', '6981'],
      ['00B0810004', '6982'],
      ['00B0890004', '6982'],
      [verifyPin('9B', 'RENSHU01'), '9000'],
      ['00B0810002', '30829000'],
      ['00B2010400', '6981'],
    )
  })

  it('has token information of exactly 160 bytes, as published', async () => {
    await send(select(jpki))
    expect(await send('00B0860000')).toBe(
      `${[
        '4A504B494150494343544F4B454E32202020202020202020202020202020202030303030303030303030303030303030',
        '303030303030303030303030303030314531365230314E4A202020202020202030303030303030303230353030303033',
        '0000040D000000010000000000000001000000000000001000000006FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF30333031',
        '39393939393939393939393939393939',
      ].join('')}9000`,
    )
  })

  it('tells which certificates there are', async () => {
    await talk([select(jpki), '9000'], ['00B0880000', '8F8F009000'])
    for (const [id, options] of [
      ['haruto', {}],
      ['taro', { without: ['signature'] }],
    ] as const) {
      card = cardOf(id, options)
      await talk([select(jpki), '9000'], ['00B0880000', '008F009000'], ['00B0810001', '6982'])
    }
  })
})

describe('a PIN', () => {
  it('is counted down, told without spending a try, and locks', async () => {
    await talk(
      [select(jpki), '9000'],
      ['00A4020C020018', '9000'],
      ['00200080', '63C3'],
      ['00200080', '63C3'],
      [verifyPin('80', '0000'), '63C2'],
      ['00200098', '63C2'],
      [verifyPin('98', '00000'), '63C1'],
      [verifyPin('98', '0000'), '63C0'],
      ['00200098', '63C0'],
      [verifyPin('98', '1357'), '6984'],
      ['00200098', '63C0'],
      ['0020009B', '63C5'],
    )
    expect(card.triesLeft('authentication')).toBe(0)
  })

  it('gives all tries back when right, and keeps answering the count while verified', async () => {
    await talk(
      [select(jpki), '9000'],
      [verifyPin('98', '0000'), '63C2'],
      [verifyPin('98', '1357'), '9000'],
      ['00200098', '63C3'],
    )
  })

  it('takes back with a failure what a success had opened', async () => {
    await talk(
      [select(jpki), '9000'],
      [verifyPin('9B', 'RENSHU01'), '9000'],
      ['00B0810001', '309000'],
      [verifyPin('9B', 'RENSHU02'), '63C4'],
      ['00B0810001', '6982'],
    )
  })

  it('is forgotten by any selection of an application and by a reset; its count is not', async () => {
    for (const leave of [select(jpki), select(helper), select(issuer), 'reset']) {
      await talk([select(jpki), '9000'], [verifyPin('98', '1357'), '9000'], ['802A00970400000000 00', '…9000'])
      if (leave === 'reset') card.reset()
      else await send(leave)
      await talk([select(jpki), '9000'], ['802A00970400000000 00', '6982'])
    }
    await send(verifyPin('98', '9999'))
    card.reset()
    await talk([select(jpki), '9000'], ['00200098', '63C2'])
  })

  it('is told as verified by cards that do so', async () => {
    card = cardOf('taro', { tellsVerified: true })
    await talk([select(jpki), '9000'], ['00200098', '63C3'], [verifyPin('98', '1357'), '9000'], ['00200098', '9000'])
    await talk([verifyPin('98', '0000'), '63C2'], ['00200098', '63C2'])
  })

  it('wants its form kept', async () => {
    await talk(
      [select(jpki), '9000'],
      ['00200180', '6A86'],
      ['00200018', '6A86'],
      ['00200080', '6986'],
      ['00200086', '6981'],
      ['00200093', '6A82'],
      [`0020009811${'31'.repeat(17)}`, '6700'],
      ['0020009800', '6700'],
      ['00200098', '63C3'],
    )
  })

  it('can be changed after it was proved, to something of its form', async () => {
    await talk(
      [select(jpki), '9000'],
      ['0024019804 32343630', '6982'],
      [verifyPin('98', '1357'), '9000'],
      ['00240198', '6700'],
      ['0024009804 32343630', '6A86'],
      ['0024019804 41414141', '6A80'],
      ['0024019805 3234363031', '6A80'],
      ['0024019804 32343630', '9000'],
      [select(jpki), '9000'],
      [verifyPin('98', '1357'), '63C2'],
      [verifyPin('98', '2460'), '9000'],
      [verifyPin('9B', 'RENSHU01'), '9000'],
      ['0024019B06 414141414141', '6A80'],
      ['0024019B06 414141414131', '9000'],
      [verifyPin('9B', 'AAAAA1'), '9000'],
    )
  })

  it('survives in a file, tries and value alike', async () => {
    const memoryFile = join(folder, 'taro-memory.json')
    card = cardOf('taro', { memoryFile })
    await talk([select(jpki), '9000'], [verifyPin('98', '1357'), '9000'], ['0024019804 32343630', '9000'])
    await talk([verifyPin('9B', 'WRONG111'), '63C4'])
    card = cardOf('taro', { memoryFile })
    await talk([select(jpki), '9000'], ['0020009B', '63C4'], [verifyPin('98', '2460'), '9000'])
  })

  it('can be nearly spent from the start', async () => {
    card = cardOf('taro', { triesLeft: { authentication: 1, signature: 0, input: 2 } })
    await talk([select(jpki), '9000'], ['00200098', '63C1'], ['0020009B', '63C0'], [select(helper), '9000'])
    await talk(['00200091', '63C2'])
  })

  it('is missing on a card that was issued without any', async () => {
    card = cardOf('ume')
    await talk(
      [select(jpki), '9000'],
      ['00A4020C020018', '6A82'],
      ['00200098', '6A82'],
      ['00B08A0002', '30829000'],
      ['00B0880000', '008F009000'],
      ['802A00970400000000 00', '6982'],
      [select(helper), '9000'],
      ['00200091', '6A82'],
      ['00200094', '63CA'],
    )
  })

  it('behaves as blocked where the holder has no such certificate', async () => {
    card = cardOf('haruto')
    await talk([select(jpki), '9000'], ['0020009B', '63C0'], [verifyPin('9B', 'AAAAA1'), '6984'])
  })
})

describe('signing', () => {
  const digestInfo = Buffer.concat([
    Buffer.from('3031300d060960864801650304020105000420', 'hex'),
    createHash('sha256').update('data').digest(),
  ])
  const sign = async (p1: string, input: Uint8Array): Promise<Buffer> => {
    const length = input.length.toString(16).padStart(2, '0')
    const answer = await send(`802A${p1}80${length}${Buffer.from(input).toString('hex')}00`)
    expect(answer.slice(-4)).toBe('9000')
    return Buffer.from(answer.slice(0, -4), 'hex')
  }
  const open = () => talk([select(jpki), '9000'], [verifyPin('98', '1357'), '9000'], ['00A4020C020017', '9000'])
  const publicKey = () => new X509Certificate(person('taro').authentication?.certificate ?? '').publicKey

  it('pads the input with PKCS#1 type 1 as it is, whatever it is', async () => {
    await open()
    expect(verify('sha256', Buffer.from('data'), publicKey(), await sign('00', digestInfo))).toBe(true)
    for (const input of [Buffer.of(0), Buffer.from('no DigestInfo'), Buffer.alloc(245, 7)]) {
      const block = publicDecrypt({ key: publicKey(), padding: constants.RSA_NO_PADDING }, await sign('00', input))
      const padding = Buffer.concat([Buffer.of(0, 1), Buffer.alloc(253 - input.length, 0xff), Buffer.of(0)])
      expect(block).toEqual(Buffer.concat([padding, input]))
    }
  })

  it('gives the same signature for the same bytes', async () => {
    await open()
    expect(await sign('00', digestInfo)).toEqual(await sign('00', digestInfo))
  })

  it('hashes by itself where P1 says so', async () => {
    await open()
    const hash = createHash('sha256').update('data').digest()
    expect(publicDecrypt(publicKey(), await sign('01', Buffer.from('data')))).toEqual(hash)
    expect(verify('sha256', Buffer.from('data'), publicKey(), await sign('02', hash))).toBe(true)
    expect(verify('sha256', Buffer.from('data'), publicKey(), await sign('03', Buffer.from('data')))).toBe(true)
    const pss = { key: publicKey(), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
    expect(verify('sha256', Buffer.from('data'), pss, await sign('04', hash))).toBe(true)
    expect(verify('sha256', Buffer.from('data'), pss, await sign('05', Buffer.from('data')))).toBe(true)
  })

  it('refuses what it cannot pad, does not know or may not do', async () => {
    await talk(
      [select(jpki), '9000'],
      ['802A00800100 00', '6986'],
      ['00A4020C020017', '9000'],
      ['802A00800100 00', '6982'],
      [verifyPin('98', '1357'), '9000'],
      ['00A4020C020017', '9000'],
      [`802A0080F6${'00'.repeat(246)}00`, '6985'],
      ['802A0280 0100 00', '6985'],
      ['802A0680 0100 00', '6A86'],
      ['802A0080 0100', '6700'],
      ['802A0080 00', '6700'],
      ['802A0098 0100 00', '6985'],
      ['802A0086 0100 00', '6981'],
      ['802A009A 0100 00', '6982'],
      ['802A0097 0100 00', '…9000'],
    )
  })

  it('answers every step of the golden trace of OpenSC', async () => {
    const digest = createHash('sha256').update('golden').digest('hex')
    await talk([select(jpki), '9000'])
    await talk(
      ['00A4020C02001B', '9000'],
      ['00200080', '63C5'],
      ['00A4020C02001B', '9000'],
      ['00200080', '63C5'],
      ['00A4020C02001B', '9000'],
      [verifyPin('80', 'RENSHU01'), '9000'],
      ['00A4020C02001B', '9000'],
      ['00200080', '63C5'],
      ['00A4020C02001B', '9000'],
      [verifyPin('80', 'RENSHU01'), '9000'],
      ['00A4020C02001A', '9000'],
    )
    const answer = await send(`802A0080333031300D060960864801650304020105000420${digest}00`)
    expect(answer).toHaveLength(2 * 258)
    const signing = new X509Certificate(person('taro').signature?.certificate ?? '').publicKey
    expect(verify('sha256', Buffer.from('golden'), signing, Buffer.from(answer.slice(0, 512), 'hex'))).toBe(true)
  })
})

describe('other commands', () => {
  it('gives random numbers of exactly the length asked for', async () => {
    expect(await send('0084000008')).toHaveLength(20)
    expect(await send('0084000000')).toHaveLength(516)
    expect(await send('0084000008')).not.toBe(await send('0084000008'))
    await talk(['00840000000008', '6985'], ['0084000108', '6A86'], ['00840000', '6700'])
  })

  it('tells municipality, end and answer to reset where no application is selected', async () => {
    await talk(
      ['00CA00F000', `${ascii('13112')}9000`],
      ['00CA5F5100', 'E000FF8131FE45149000'],
      ['00CADF3005', '6A88'],
      [select(jpki), '9000'],
      ['00CA00F000', '6A88'],
      [select(issuer), '9000'],
      ['00CA00F200', `${ascii(person('taro').card.expiresOn.replaceAll('-', ''))}9000`],
      ['00CA00F204', '6700'],
    )
  })

  it('tells at the level above all applications who issued it, with a certificate too long for a short answer', async () => {
    await talk(
      ['00CA004200', `${ascii('9900020')}0805${ascii('001')}00000000 9000`],
      ['00CA004500', `${ascii('PRACTICE900000000000001')}9000`],
      ['00CA00F700', `${ascii('9900020')}0805${ascii('001')}000000A8 9000`],
      ['00CA00F800', '6700'],
      ['00CA7F2100', '6A88'],
      ['00A4020C02001E', '9000'],
      ['00B0000001', '6981'],
      ['00A4020C022F10', '6A82'],
      ['00A4020C022F11', '6A82'],
    )
    const certificate = Buffer.from((await send('00CA00F8000000')).slice(0, -4), 'hex')
    expect(certificate).toHaveLength(297)
    expect(certificate.subarray(16, 32).toString('hex')).toBe(`${ascii('9900020')}0805${ascii('001')}00000000`)
    expect((await send('00CA006600')).slice(0, 6)).toBe('661973')
  })

  it('refuses other classes, channels and secure messaging each in its way', async () => {
    await talk(
      [select(jpki), '9000'],
      ['01B0860001', '6881'],
      ['41B0860001', '6881'],
      ['08B0860001', '69FC'],
      ['0820009804 31333537', '69FC'],
      [`08A4040C0A${jpki}`, '6882'],
      ['0CB0860001', '6987'],
      ['10B0860001', '6E00'],
      ['90B0860001', '6E00'],
      ['80AE0000', '6982'],
      ['80A206C1 0100', '6982'],
      ['80FC0000', '6700'],
      ['00CB3FFF035C017E08', '6D00'],
      ['00FF0000', '6D00'],
      ['0088009701FF00', '6982'],
    )
  })

  // What OpenSC 0.23 sent before it came to JPKI, in its order.
  it.each([
    ['00A4040007627601FF000000', '6A82'],
    ['00A4040006A00000000101', '6A82'],
    ['00A404000BE82B0601040181C31F020100', '6A82'],
    ['00A4040C0FD23300000045737445494420763335', '6A82'],
    ['00CADF3005', '6A88'],
    ['00CB3FFF035C017E08', '6D00'],
    ['00A4040009A0000003080000100000', '6A82'],
    ['00A4040C07A0000001 16DB0000', '6A82'],
    ['00A4040C07A000000079100000', '6A82'],
    ['00A4040C07A00000007901 0F00', '6A82'],
    ['00A404000CF276A288BCFBA69D34F31001', '6A82'],
    ['00A4040009A0000003974254465900', '6A82'],
    ['00A4040006D2760001240100', '6A82'],
    ['00A4040C0CA0000000635 04B43532D3135', '6A82'],
  ])('refuses %s, a probe for a card of another kind', async (command, expected) => {
    await talk([command, expected], [select(jpki), '9000'])
    card = cardOf('hanako')
    await talk([command, expected])
  })

  it('never falls over anything a reader could send, and spends no try but by VERIFY', async () => {
    const header = fc.tuple(
      fc.constantFrom(0x00, 0x80, 0x08, 0x0c, 0x01, 0xff),
      fc.constantFrom(0xa4, 0xb0, 0xb2, 0x24, 0x32, 0x2a, 0x84, 0x88, 0xca, 0xc0, 0xae, 0x00),
      fc.constantFrom(0x00, 0x01, 0x02, 0x04, 0x80, 0x8a, 0x97, 0xff),
      fc.constantFrom(0x00, 0x0c, 0x80, 0x81, 0x97, 0x98, 0x9a, 0x9b, 0xff),
    )
    const shaped = fc.tuple(header, fc.uint8Array({ maxLength: 40 }), fc.boolean(), fc.boolean()).map((parts) => {
      const [start, data, length, le] = parts
      const body = length && data.length > 0 ? [data.length, ...data] : [...data]
      return Uint8Array.from([...start, ...body, ...(le ? [0] : [])])
    })
    const known = fc.constantFrom(
      ...[select(jpki), select(helper), select(issuer), select(face), select(common), select(register)],
      ...['00A4020C020017', '00A4020C020018', '00A4020C020001', '00A4020C020019', '00A4020C02001C'],
    )
    const anything = fc.oneof(
      shaped,
      fc.uint8Array({ maxLength: 300 }).filter((bytes) => bytes[1] !== 0x20),
      known.map((hex) => Uint8Array.from(Buffer.from(hex, 'hex'))),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 30 }), async (commands) => {
        for (const command of commands) {
          const answer = await card.transmit(command)
          expect(answer.length).toBeGreaterThanOrEqual(2)
          const first = answer[answer.length - 2] ?? 0
          expect(first >= 0x61 && first <= 0x90).toBe(true)
          if (first !== 0x90) expect(answer).toHaveLength(2)
        }
        expect(card.triesLeft('authentication')).toBe(3)
        expect(card.triesLeft('signature')).toBe(5)
        expect(card.triesLeft('resident')).toBe(3)
        expect(card.triesLeft('faceCheckNumberB')).toBe(10)
      }),
      { numRuns: 300 },
    )
  })
})

describe('券面事項入力補助', () => {
  it('opens number and attributes with the PIN, with A and with B each what it may', async () => {
    const facts = person('taro').card
    await talk(
      [select(helper), '9000'],
      ['00B0810011', '6982'],
      ['00B0820004', '6982'],
      [verifyPin('94', facts.individualNumber), '9000'],
      ['00B0810003', 'FF100C9000'],
      ['00B0820004', '6982'],
      ['00B0830002', 'FF309000'],
      [select(helper), '9000'],
      ['00200095', '63CA'],
      [verifyPin('95', '00000000000000'), '63C9'],
      [verifyPin('95', checkNumberB(person('taro'))), '9000'],
      ['00B0820002', 'FF209000'],
      ['00B0810003', '6982'],
      [select(helper), '9000'],
      [verifyPin('91', '2468'), '9000'],
      ['00B0810011', `FF100C${ascii(facts.individualNumber)}FFFF9000`],
      ['00B0820002', 'FF209000'],
      ['00B0810012', `FF100C${ascii(facts.individualNumber)}FFFF9000`],
      ['00B0811101', '6B00'],
    )
  })

  it('keeps the reference that is always blocked, and lets nobody change what is printed', async () => {
    await talk(
      [select(helper), '9000'],
      ['00200092', '63C0'],
      [verifyPin('92', '0000'), '6984'],
      [verifyPin('94', person('taro').card.individualNumber), '9000'],
      [`002401940C${ascii('900000000010')}`, '6985'],
      ['802A0093 0100 00', '…9000'],
      ['00A4020C020013', '9000'],
      ['802A0000 0100 00', '…9000'],
    )
  })

  it('has files of the published sizes, and a record whose signature its own certificate proves', async () => {
    await talk([select(helper), '9000'], [verifyPin('91', '2468'), '9000'])
    const file = async (id: string): Promise<Buffer> => {
      await talk([`00A4020C0200${id}`, '9000'])
      return Buffer.from((await send('00B00000000000')).slice(0, -4), 'hex')
    }
    const record = await file('03')
    const certificate = await file('04')
    expect(
      [record, certificate, await file('05'), await file('07'), await file('08')].map(({ length }) => length),
    ).toEqual([336, 568, 164, 536, 16])
    expect(record.subarray(0, 5).toString('hex')).toBe('ff3082014b')
    const modulus = certificate.subarray(10 + 41, 10 + 297)
    const key = { kty: 'RSA', e: 'AQAB', n: modulus.toString('base64url') }
    const signed = record.subarray(5, 75)
    expect(verify('sha256', signed, { key, format: 'jwk' }, record.subarray(80))).toBe(true)
    expect(signed.subarray(3, 35)).toEqual(
      createHash('sha256')
        .update(await file('01'))
        .digest(),
    )
  })
})

describe('faults', () => {
  it('are told by the answer to reset, the label and what is missing on a phone', async () => {
    expect(Buffer.from(card.atr).toString('hex')).toBe('3b888001000041e0b381a1003b')
    expect(Buffer.from(cardOf('taro', { atr: 'contact' }).atr).toString('hex')).toBe('3be000ff8131fe4514')
    for (const [token, label] of [
      ['android', 'JPKIAPGPSETOKEN'],
      ['iphone', 'JPKIAPIOSTOKEN'],
    ] as const) {
      card = cardOf('taro', { token })
      await talk(
        [select(helper), '6A82'],
        [select(jpki), '9000'],
        ['00B0860020', `${ascii(label.padEnd(32)).toUpperCase()}9000`],
        ['00B08A0004', '6982'],
        [verifyPin('98', '1357'), '9000'],
        ['00B08A0002', '30829000'],
      )
    }
  })

  it('strike at the command they were set for', async () => {
    card.failAt(2, { kind: 'garbled' })
    card.failAt(3, { kind: 'truncated', length: 1 })
    card.failAt(4, { kind: 'answer', bytes: Uint8Array.of(0x6f, 0x00) })
    await talk([select(jpki), '9000'], [select(jpki), '6FFF'], [select(jpki), '90'], [select(jpki), '6F00'])
    await talk([select(jpki), '9000'])
    expect(card.received).toBe(5)
  })

  it('pull the card out before a PIN arrives, or after it was spent', async () => {
    await send(select(jpki))
    card.failAt(1, { kind: 'removal', moment: 'beforeCommand' })
    await expect(send(verifyPin('98', '0000'))).rejects.toMatchObject({ name: 'CardPulledOut' })
    expect(card.triesLeft('authentication')).toBe(3)
    await send(select(jpki))
    card.failAt(1, { kind: 'removal', moment: 'beforeAnswer' })
    await expect(send(verifyPin('98', '0000'))).rejects.toMatchObject({ name: 'CardPulledOut' })
    expect(card.triesLeft('authentication')).toBe(2)
    expect(await send('00A4020C020018')).toBe('6A82')
  })

  it('end a slow command when power goes, before it did anything', async () => {
    await send(select(jpki))
    card.setDelay(60_000)
    const verifying = send(verifyPin('98', '0000'))
    const told = expect(verifying).rejects.toMatchObject({ name: 'CardReset' })
    await Promise.resolve()
    await new Promise((resolve) => setImmediate(resolve))
    card.reset()
    await told
    expect(card.triesLeft('authentication')).toBe(3)
  })

  it('cut long reads as some readers do, whatever was asked for', async () => {
    card.setLongestRead(400)
    await talk([select(jpki), '9000'], ['00A4020C02000A', '9000'])
    expect(await send('00B00000000000')).toHaveLength(2 * 402)
    expect(await send('00B0000000')).toHaveLength(2 * 258)
    card.setLongestRead(undefined)
    expect(await send('00B00000000000')).toHaveLength(2 * 2050)
  })

  it('split long answers as other cards do, without losing a byte', async () => {
    const { certificate } = person('taro').authentication ?? { certificate: new Uint8Array() }
    card.setSplitAnswers(true)
    await send(select(jpki))
    await send('00A4020C02000A')
    let answer = await send('00B0000000')
    let whole = ''
    while (answer.slice(-4).startsWith('61')) {
      whole += answer.slice(0, -4)
      answer = await send(`00C00000${answer.slice(-2)}`)
    }
    whole += answer.slice(0, -4)
    expect(whole.toLowerCase()).toBe(Buffer.from(certificate.subarray(0, 256)).toString('hex'))
    expect(await send('00B0880000')).toBe('6C03')
    await send('00A4020C020008')
    expect(await send('00B0000003')).toBe('8F8F009000')
  })
})

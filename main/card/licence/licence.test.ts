import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WalletError } from '../../failure.ts'
import { parseChanges } from './changes.ts'
import { parseCommonData, parsePinSetting } from './commonData.ts'
import { parseExternal } from './external.ts'
import { parseJisText, plainJisText } from './jisText.ts'
import { type LicenceFiles, parseLicence, parsePhoto } from './licenceCard.ts'
import { parseLicenceOnCard } from './licenceOnCard.ts'

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))
const tlv = (tag: number, value: Uint8Array): Uint8Array => Uint8Array.from([tag, value.length, ...value])
const digits = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text))
const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))
const filled = (bytes: Uint8Array, length: number): Uint8Array =>
  join(bytes, new Uint8Array(Math.max(0, length - bytes.length)).fill(0xff))

const none = {
  external: undefined,
  changes: undefined,
  changesExternal: undefined,
  domicile: undefined,
  domicileChanges: undefined,
  signature: undefined,
  photo: undefined,
}

describe('the text of a licence', () => {
  // 日本太郎 in row and cell: 3878 4B5C 4240 4F3A (JIS X 0208).
  const nihonTaro = '467C4B5C42404F3A'

  it('is JIS X 0208 without escapes, with external and missing characters among it', () => {
    expect(parseJisText(hex(nihonTaro), 'test')).toEqual(['日本太郎'])
    expect(parseJisText(hex('467CFFF14B5CFFFAFFF7'), 'test')).toEqual([
      '日',
      { external: 1 },
      '本',
      { missing: true },
      { external: 7 },
    ])
    expect(parseJisText(new Uint8Array(), 'test')).toEqual([])
    expect(plainJisText(hex('467CFFF1'), 'test')).toBe('日〓')
  })

  it('has a missing character where the table has none', () => {
    expect(parseJisText(hex('7E7E'), 'test')).toEqual([{ missing: true }])
  })

  it.each(['46', '467C4B', '0041', '4600', 'FFF8', 'FFFF', '1B24'])('is refused when it is %s', (text) => {
    expect(() => parseJisText(hex(text), 'test')).toThrow(WalletError)
  })
})

describe('what a licence tells without a PIN', () => {
  it('is version, issue and expiry in BCD, and whether PINs are set', () => {
    expect(parseCommonData(hex('450B303039 20230410 20280517 4602 FF01'))).toEqual({
      version: '009',
      issuedOn: '2023-04-10',
      expiresOn: '2028-05-17',
    })
    expect(parseCommonData(hex('450A3030392023041020280546020000'))).toBeUndefined()
    expect(() => parseCommonData(hex('450B303039'))).toThrow(WalletError)
    expect(parsePinSetting(hex('050101'), 0x05)).toBe(true)
    expect(parsePinSetting(hex('050100'), 0x05)).toBe(false)
    expect(parsePinSetting(hex('050102'), 0x05)).toBeUndefined()
    expect(parsePinSetting(hex('C10101'), 0x05)).toBeUndefined()
    expect(parsePinSetting(hex('C10100'), 0xc1)).toBe(false)
  })
})

const entries = filled(
  join(
    hex('110178'),
    tlv(0x12, hex('467C4B5CFFF1')),
    tlv(0x13, hex('254B254925482573')),
    tlv(0x14, new Uint8Array()),
    tlv(0x16, digits('3550217')),
    tlv(0x17, hex('456C357E4554')),
    tlv(0x18, digits('5050410')),
    tlv(0x19, digits('99999')),
    tlv(0x1a, hex('4D254E49')),
    tlv(0x1b, digits('5100517')),
    tlv(0x1c, hex('357E')),
    tlv(0x1d, new Uint8Array()),
    tlv(0x1e, new Uint8Array()),
    tlv(0x1f, hex('456C')),
    tlv(0x20, hex('456C357E4554')),
    tlv(0x21, digits('309999999990')),
    tlv(0x22, digits('4030401')),
    tlv(0x23, digits('4100401')),
    tlv(0x24, digits('0000000')),
    tlv(0x26, digits('4100401')),
    tlv(0x2b, digits('4030401')),
    tlv(0x25, digits('4000000')),
  ),
  880,
)

describe('the entries of a licence', () => {
  it('are text, days by era, conditions and the classes that are held, in the order of the printed one', () => {
    const read = parseLicence({ ...none, entries })
    expect(read).toMatchObject({
      name: ['日本', { external: 1 }],
      commonName: [],
      birthDate: '1980-02-17',
      issuedOn: '2023-04-10',
      expiresOn: '2028-05-17',
      colour: '優良',
      number: '309999999990',
      conditions: [['京'], ['東']],
      domicile: undefined,
      photo: undefined,
    })
    expect(read.held).toEqual([
      { tag: 0x22, since: '1991-04-01' },
      { tag: 0x23, since: '1998-04-01' },
      { tag: 0x26, since: '1998-04-01' },
      { tag: 0x2b, since: '1991-04-01' },
    ])
    expect(read.checks).toEqual([{ check: 'licenceSignature', state: 'notChecked' }])
  })

  it('are refused when there are none, one is there twice, or a day is none', () => {
    const refused = (bytes: Uint8Array) => expect(() => parseLicence({ ...none, entries: bytes })).toThrow(WalletError)
    refused(new Uint8Array(880).fill(0xff))
    refused(join(tlv(0x12, hex('467C')), tlv(0x12, hex('4B5C'))))
    refused(join(tlv(0x12, hex('467C')), tlv(0x16, digits('9990217'))))
    refused(join(tlv(0x12, hex('467C')), Uint8Array.of(0x17, 0x20, 0x46)))
  })

  it('come with the domicile and its picture where the second PIN opened them', () => {
    const jpeg = hex('FF4FFF510011')
    const photo = join(hex('5F40820009'), hex('0102FF'), jpeg)
    const read = parseLicence({ ...none, entries, domicile: filled(tlv(0x41, hex('456C357E4554')), 82), photo })
    expect(read.domicile).toEqual(['東京都'])
    expect(read.photo).toEqual(jpeg)
    expect(() => parsePhoto(hex('5F4082FFFF00'))).toThrow(WalletError)
    expect(parsePhoto(hex('5F4082000401020304'))).toBeUndefined()
  })
})

describe('what was added to a licence', () => {
  const group = (day: string, value: string, authority: string) =>
    join(hex('510178'), tlv(0x52, digits(day)), tlv(0x56, hex(value)), tlv(0x5c, hex(authority)))

  it('is nothing where the first object says so', () => {
    expect(parseChanges(hex('500100FFFF'), 'test')).toEqual([])
    expect(parseChanges(hex('FFFF'), 'test')).toEqual([])
  })

  it('is read group by group, whatever the tags within a group are', () => {
    const file = filled(join(hex('500101'), group('5060701', '456C357E', '4554'), group('5070802', '357E', '')), 640)
    expect(parseChanges(file, 'test')).toEqual([
      { on: '2024-07-01', text: ['東京'], authority: '都' },
      { on: '2025-08-02', text: ['京'], authority: '' },
    ])
  })
})

describe('external characters', () => {
  it('are squares of 32 points at the end of 132 bytes each', () => {
    const ink = new Uint8Array(128).fill(0x81)
    const one = join(hex('48004980'), ink)
    const pictures = parseExternal(join(one, new Uint8Array(132).fill(0xff)))
    expect(pictures).toEqual([{ side: 32, bits: ink }, undefined])
    expect(parseExternal(join(hex('500101'), one))).toEqual([{ side: 32, bits: ink }])
    expect(parseExternal(hex('48'))).toEqual([])
  })
})

describe('マイナ免許証', () => {
  it('tells its end and its photo; other tags are not known and not guessed', () => {
    const file = join(hex('C200C300C40446 7C4B5CC507'), digits('5120517'), hex('CF08'), hex('00FF4FFF51001100'))
    expect(parseLicenceOnCard(file)).toEqual({
      expiresOn: '2030-05-17',
      photo: hex('FF4FFF51001100'),
      checks: [
        { check: 'licenceOnCard', state: 'notChecked' },
        { check: 'licenceSignature', state: 'notChecked' },
      ],
    })
    expect(parseLicenceOnCard(hex('C2'))).toMatchObject({ expiresOn: undefined, photo: undefined })
  })
})

describe('a licence of any bytes', () => {
  it('is read or refused, and nothing else happens', () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 700 }), flipped(entries))
    const maybe = fc.option(fc.uint8Array({ maxLength: 700 }), { nil: undefined })
    const files = fc.record({
      entries: bytes,
      external: maybe,
      changes: maybe,
      changesExternal: maybe,
      domicile: maybe,
      domicileChanges: maybe,
      signature: maybe,
      photo: maybe,
    })
    fc.assert(
      fc.property(files, (given: LicenceFiles) => {
        for (const read of [() => parseLicence(given), () => parseLicenceOnCard(given.entries)])
          try {
            read()
          } catch (error) {
            expect(error).toBeInstanceOf(WalletError)
          }
      }),
      { numRuns: 1000 },
    )
  })
})

function flipped(whole: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 3 }).map((changes) => {
    const copy = Uint8Array.from(whole)
    for (const [at, value] of changes) copy[at] = value
    return copy
  })
}

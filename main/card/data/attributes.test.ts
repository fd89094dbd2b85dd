import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WalletError } from '../../failure.ts'
import { parseAttributes } from './attributes.ts'
import { parseFace } from './face.ts'

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))

// A made-up person, in the form that measured cards have.
const hanako = hex(`FF2062DF2108000E002000560061DF220FE697A5E69CACE38080E88AB1E5AD90
  DF2333E69DB1E4BAACE983BDE58D83E4BBA3E794B0E58CBAE99C9EE3818CE996A2EFBC91E4B881E79BAEEFBC91E795AAEFBC91E58FB7
  DF24083139383030323137DF250132`)
const filled = (bytes: Uint8Array, more = 40): Uint8Array =>
  Uint8Array.from([...bytes, ...new Uint8Array(more).fill(0xff)])
const numberHash = hex('DF3120C60C415D94405F03E9C454A8BAE073837D2C619925196526852FE61D9C58422D')
const attributesHash = hex('DF32204C3C7B4DCAD3575147B271429C2A366BD58F62049465E62244A27ADDCC4817B5')

const issuer = generateKeyPairSync('rsa', { modulusLength: 2048 })
const authority = generateKeyPairSync('rsa', { modulusLength: 2048 })
const spki = (key: KeyObject): Uint8Array => new Uint8Array(key.export({ type: 'spki', format: 'der' }))

function tlv(tag: string, value: Uint8Array): Uint8Array {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(value.length)
  return Uint8Array.from([...hex(tag), 0x82, ...length, ...value])
}

function certificate(by: KeyObject = authority.privateKey): Uint8Array {
  const n = Buffer.from(issuer.publicKey.export({ format: 'jwk' }).n ?? '', 'base64url')
  const body = Uint8Array.from([...new Uint8Array(32), ...hex('9003010001'), ...tlv('91', n)])
  return tlv('7F21', Uint8Array.from([...tlv('5F4E', body), ...tlv('5F37', sign('sha256', body, by))]))
}

function integrity(hashes: Uint8Array = Uint8Array.from([...numberHash, ...attributesHash])): Uint8Array {
  const signature = sign('sha256', Buffer.from([...numberHash, ...attributesHash]), issuer.privateKey)
  return tlv('FF30', Uint8Array.from([...hashes, ...tlv('DF33', signature)]))
}

const statesOf = ({ checks }: { checks: readonly { check: string; state: string }[] }) =>
  Object.fromEntries(checks.map(({ check, state }) => [check, state]))

describe('the four attributes', () => {
  it('are read as the measured vector has them, filler behind the object left aside', () => {
    const read = parseAttributes({ attributes: filled(hanako), integrity: undefined, certificate: undefined }, [])
    expect(read).toMatchObject({
      name: '日本　花子',
      address: '東京都千代田区霞が関１丁目１番１号',
      birthDate: '1980-02-17',
      sex: 'female',
    })
    expect(statesOf(read)).toEqual({
      offsets: 'held',
      content: 'notChecked',
      signature: 'notChecked',
      signer: 'notChecked',
    })
  })

  it('are the signed ones: the vector’s hash is over everything behind the offsets', () => {
    expect(createHash('sha256').update(hanako.subarray(14)).digest('hex').toUpperCase()).toBe(
      Buffer.from(attributesHash.subarray(3)).toString('hex').toUpperCase(),
    )
    const files = { attributes: hanako, integrity: integrity(), certificate: certificate() }
    expect(statesOf(parseAttributes(files, []))).toMatchObject({
      content: 'held',
      signature: 'held',
      signer: 'notChecked',
    })
    expect(statesOf(parseAttributes(files, [spki(authority.publicKey)]))).toMatchObject({ signer: 'held' })
    expect(statesOf(parseAttributes(files, [spki(issuer.publicKey)]))).toMatchObject({ signer: 'failed' })
  })

  it('are told apart from signed ones when one letter, a hash or an offset was changed', () => {
    const files = { attributes: hanako, integrity: integrity(), certificate: certificate() }
    const otherSex = Uint8Array.from(hanako)
    otherSex[otherSex.length - 1] = 0x31
    expect(statesOf(parseAttributes({ ...files, attributes: otherSex }, []))).toMatchObject({
      content: 'failed',
      signature: 'held',
    })
    const hash = createHash('sha256').update(otherSex.subarray(14)).digest()
    const rehashed = integrity(Uint8Array.from([...numberHash, ...hex('DF3220'), ...hash]))
    expect(statesOf(parseAttributes({ ...files, attributes: otherSex, integrity: rehashed }, []))).toMatchObject({
      content: 'held',
      signature: 'failed',
    })
    const moved = Uint8Array.from(hanako)
    moved[7] = 0x0f
    expect(statesOf(parseAttributes({ ...files, attributes: moved }, []))).toMatchObject({ offsets: 'failed' })
  })

  it.each([
    ['another record', 'FF1062'],
    ['nothing', ''],
    ['a length beyond the file', 'FF2063'],
    ['an indefinite length', 'FF2080'],
    ['a record without a name', 'FF200CDF24083139383030323137DF250132'],
  ])('are refused in %s', (_, start) => {
    const bytes = Uint8Array.from([...hex(start), ...hanako.subarray(3)])
    expect(() => parseAttributes({ attributes: bytes, integrity: undefined, certificate: undefined }, [])).toThrow(
      WalletError,
    )
  })

  it.each([
    ['a day that does not exist', '3139383030323330'],
    ['letters in the birth date', '313938304142433D'],
  ])('are refused with %s', (_, day) => {
    const bytes = Uint8Array.from([...hanako.subarray(0, 89), ...hex(day), ...hanako.subarray(97)])
    expect(() => parseAttributes({ attributes: bytes, integrity: undefined, certificate: undefined }, [])).toThrow(
      WalletError,
    )
  })

  it('keep a birth date that the register knows in part', () => {
    const bytes = Uint8Array.from([...hanako.subarray(0, 89), ...Buffer.from('19400000'), ...hanako.subarray(97)])
    const read = parseAttributes({ attributes: bytes, integrity: undefined, certificate: undefined }, [])
    expect(read.birthDate).toBe('1940-00-00')
  })

  it('of any bytes at all are read or refused, and nothing else happens', () => {
    const whole = { attributes: filled(hanako), integrity: integrity(), certificate: certificate() }
    const flips = fc.array(fc.tuple(fc.nat(1200), fc.nat(255)), { maxLength: 4 })
    const flipped = (bytes: Uint8Array, changes: [number, number][]) => {
      const copy = Uint8Array.from(bytes)
      for (const [at, value] of changes) copy[at % copy.length] = value
      return copy
    }
    const named = (work: () => unknown) => {
      try {
        work()
      } catch (error) {
        expect(error).toBeInstanceOf(WalletError)
      }
    }
    fc.assert(
      fc.property(flips, flips, flips, fc.nat(700), (a, b, c, cut) => {
        const files = {
          attributes: flipped(whole.attributes, a).subarray(0, cut),
          integrity: flipped(whole.integrity, b),
          certificate: flipped(whole.certificate, c),
        }
        named(() => parseAttributes(files, [spki(authority.publicKey)]))
        named(() => parseFace({ face: files.attributes, certificate: files.certificate }, []))
      }),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.uint8Array({ maxLength: 600 }), (one, other) => {
        named(() => parseAttributes({ attributes: one, integrity: other, certificate: other }, []))
        named(() => parseFace({ face: one, certificate: other }, []))
      }),
    )
  })
})

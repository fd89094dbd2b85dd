import * as asn1js from 'asn1js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childrenOf, elementAt, identifierOf, NotBer, octetsOf, smallNumberOf, timeOf } from './ber.ts'
import { element, identifier, octets, sequence, setOf, time } from './der.ts'
import { hashOids, oids } from './oids.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
const at = (text: string) => elementAt(hex(text), 0)

describe('DER as we write it', () => {
  it('is what another implementation writes', () => {
    for (const oid of [...Object.values(oids), ...Object.values(hashOids), '2.999.3', '1.2.392.200149.8.5.5.1'])
      expect(Buffer.from(identifier(oid))).toEqual(Buffer.from(new asn1js.ObjectIdentifier({ value: oid }).toBER()))
    for (const length of [0, 1, 127, 128, 255, 256, 65_535, 65_536])
      expect(Buffer.from(octets(new Uint8Array(length)))).toEqual(
        Buffer.from(new asn1js.OctetString({ valueHex: new Uint8Array(length) }).toBER()),
      )
  })

  it('orders the members of a set', () => {
    const [a, b] = [octets(Uint8Array.of(2)), octets(Uint8Array.of(1))]
    expect(Buffer.from(setOf(a, b))).toEqual(Buffer.from(setOf(b, a)))
  })

  it('tells times to the second, in two digits of a year up to 2049', () => {
    for (const text of ['2026-11-25T03:04:05.000Z', '2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00.000Z']) {
      const written = elementAt(time(new Date(text)), 0)
      expect(written.tag).toBe(text < '2050' ? 0x17 : 0x18)
      expect(timeOf(written).toISOString()).toBe(text)
    }
  })
})

describe('BER of others', () => {
  it('reads identifiers that we write', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 39 }), fc.array(fc.nat(), { maxLength: 8 }), (second, rest) => {
        const oid = [1, second, ...rest].join('.')
        expect(identifierOf(elementAt(identifier(oid), 0))).toBe(oid)
      }),
    )
  })

  it('follows lengths without an end, and strings in pieces', () => {
    expect(octetsOf(at('2480040201020401030000'))).toEqual(Uint8Array.of(1, 2, 3))
    expect(childrenOf(at('30800201053080050000000000'))).toHaveLength(2)
  })

  it.each(['', '30', '30030201', '30850000000001', '1F8101', '0480', '3080020105', '30'.repeat(3), '3080'.repeat(40)])(
    'is none: %s',
    (text) => {
      expect(() => at(text)).toThrow(NotBer)
    },
  )

  it.each([
    ['an identifier without an end', () => identifierOf(at('060188'))],
    ['an identifier with padding', () => identifierOf(at('0603808001'))],
    ['an empty identifier', () => identifierOf(at('0600'))],
    ['a number of two bytes', () => smallNumberOf(at('02020101'))],
    ['a negative number', () => smallNumberOf(at('020180'))],
    ['a month 13', () => timeOf(elementAt(element(0x17, Buffer.from('261325030405Z')), 0))],
    ['a time without seconds', () => timeOf(elementAt(element(0x17, Buffer.from('2611250304Z')), 0))],
    ['children of something plain', () => childrenOf(at('0401FF'))],
    ['octets that are none', () => octetsOf(elementAt(sequence(), 0))],
  ])('refuses %s', (_, act) => {
    expect(act).toThrow(NotBer)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCommand } from './apdu.ts'

const parse = (hex: string) => parseCommand(Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex')))

describe('a command is taken apart', () => {
  it('case 1: nothing but the header, which is how tries left are asked', () => {
    expect(parse('00 20 00 98')).toMatchObject({ ins: 0x20, p2: 0x98, data: new Uint8Array(), le: undefined })
  })

  it('case 2: how many bytes are wanted; 00 is 256, extended 0000 is 65536', () => {
    expect(parse('00 B0 00 00 04')).toMatchObject({ le: 4, extended: false })
    expect(parse('00 B0 00 00 00')).toMatchObject({ le: 256, extended: false })
    expect(parse('00 B0 00 00 00 01 00')).toMatchObject({ le: 256, extended: true })
    expect(parse('00 B0 00 00 00 00 00')).toMatchObject({ le: 65_536, extended: true })
  })

  it('case 3: data, short and extended', () => {
    expect(parse('00 20 00 80 02 31 32')).toMatchObject({ data: Uint8Array.of(0x31, 0x32), le: undefined })
    expect(parse('00 20 00 80 00 00 02 31 32')).toMatchObject({ data: Uint8Array.of(0x31, 0x32), extended: true })
  })

  it('case 4: data and a wanted length', () => {
    expect(parse('80 2A 00 80 01 FF 00')).toMatchObject({ data: Uint8Array.of(0xff), le: 256 })
    expect(parse('80 2A 00 80 00 00 01 FF 00 00')).toMatchObject({ le: 65_536, extended: true })
  })

  it.each([
    ['less than a header', '00 A4 04'],
    ['fewer data than said', '00 20 00 80 04 31 32 33'],
    ['more than a length after the data', '00 20 00 80 01 31 00 00'],
    ['extended without data', '00 20 00 80 00 00'],
    ['fewer extended data than said', '00 20 00 80 00 00 04 31 32'],
    ['an extended length of nought with data behind', '00 20 00 80 00 00 00 31 32'],
    ['half an extended wanted length', '80 2A 00 80 00 00 01 FF 00'],
  ])('%s is refused', (_, hex) => {
    expect(parse(hex)).toBeUndefined()
  })

  it('whatever arrives, it is refused or all its bytes are accounted for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const command = parseCommand(bytes)
        if (command === undefined) return
        const lengthBytes = command.extended ? 3 : 1
        const withData = command.data.length > 0 ? lengthBytes + command.data.length : 0
        const leBytes = command.le === undefined ? 0 : command.extended ? (withData > 0 ? 2 : 3) : 1
        expect(4 + withData + leBytes).toBe(bytes.length)
      }),
      { numRuns: 2000 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { WalletError } from '../failure.ts'
import { buildCommand, nameStatus, splitAnswer } from './apdu.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const step = 'test'

describe('commands', () => {
  // As OpenSC 0.23.0 was seen to send them to a card of this kind.
  it.each([
    ['00A4020C02001B', { ins: 0xa4, p1: 0x02, p2: 0x0c, data: bytes('001B') }],
    ['00200080', { ins: 0x20, p1: 0, p2: 0x80 }],
    ['0020008006414243313233', { ins: 0x20, p1: 0, p2: 0x80, data: bytes('414243313233') }],
    ['00B0000004', { ins: 0xb0, p1: 0, p2: 0, le: 4 }],
    ['00B0010000', { ins: 0xb0, p1: 1, p2: 0, le: 256 }],
    ['802A008002303100', { cla: 0x80, ins: 0x2a, p1: 0, p2: 0x80, data: bytes('3031'), le: 256 }],
  ])('%s', (written, command) => {
    expect(hex(buildCommand({ step, ...command }))).toBe(written)
  })

  it.each([{ data: new Uint8Array(0) }, { data: new Uint8Array(256) }, { le: 0 }, { le: 257 }])(
    'have the short form only: %j',
    (more) => {
      expect(() => buildCommand({ step, ins: 0xb0, p1: 0, p2: 0, ...more })).toThrow(RangeError)
    },
  )
})

describe('answers', () => {
  it('are data and status word', () => {
    expect(splitAnswer(bytes('0102 9000'), step)).toEqual({ data: bytes('0102'), status: 0x9000 })
    expect(splitAnswer(bytes('63C2'), step)).toEqual({ data: bytes(''), status: 0x63c2 })
  })

  it.each(['', '90', '0102', '6000', 'A000', 'FFFF'])('that end in no status word are garbled: "%s"', (text) => {
    expect(() => splitAnswer(bytes(text), step)).toThrow(WalletError)
  })

  it('longer than an APDU are garbled', () => {
    const long = new Uint8Array(65_540)
    long.set([0x90, 0x00], 65_538)
    expect(() => splitAnswer(long, step)).toThrow(WalletError)
  })

  it.each([
    [0x9000, 'ok'],
    [0x6110, 'moreData'],
    [0x6c10, 'otherLength'],
    [0x63c0, 'triesLeft'],
    [0x63cf, 'triesLeft'],
    [0x6300, 'other'],
    [0x6983, 'blocked'],
    [0x6984, 'blocked'],
    [0x6982, 'pinNeeded'],
    [0x6a82, 'notFound'],
    [0x6b00, 'endOfFile'],
    [0x6f00, 'other'],
  ])('%i is %s', (status, name) => {
    expect(nameStatus(status)).toBe(name)
  })
})

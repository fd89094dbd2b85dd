import { expect, it } from 'vitest'
import { traceLine } from './trace.ts'

const line = (command: string, answer: string) =>
  traceLine(Uint8Array.from(Buffer.from(command, 'hex')), Uint8Array.from(Buffer.from(answer, 'hex')))

it('a trace shows commands and answers, and of a PIN only its length', () => {
  expect(line('00A4020C020018', '9000')).toBe('> 00A4020C020018 < 9000')
  expect(line('00200098', '63C3')).toBe('> 00200098 < 63C3')
  expect(line('002000980431333537', '9000')).toBe('> 0020009804******** < 9000')
  expect(line('002401980432343630', '9000')).toBe('> 0024019804******** < 9000')
  expect(line('803200980432343630', '6D00')).toBe('> 8032009804******** < 6D00')
  expect(line('002000980000 0431333537'.replace(' ', ''), '9000')).toBe('> 0020009800************ < 9000')
})

import { describe, expect, it } from 'vitest'
import { parseCommand } from './parse.ts'

const parse = (text: string) => parseCommand(text.split(' '))

describe('tefuda card', () => {
  it.each([
    ['card attributes', { name: 'card attributes', by: 'pin' }],
    ['card attributes --by pin', { name: 'card attributes', by: 'pin' }],
    ['card attributes --by number', { name: 'card attributes', by: 'checkNumberB' }],
    ['card face', { name: 'card face' }],
    ['card face --out photo.png', { name: 'card face', out: 'photo.png' }],
    ['card licence', { name: 'card licence', second: false }],
    ['card licence --second', { name: 'card licence', second: true }],
  ])('%s', (text, command) => {
    expect(parse(text).command).toEqual(command)
  })

  it('takes its secrets from descriptors, and --by there says nothing about the drawer', () => {
    const { common } = parse('card attributes --by number --number-fd 3')
    expect(common).not.toHaveProperty('by')
    expect(common.secrets).toEqual({ number: { fd: 3 } })
    expect(parse('card licence --second --pin-fd 3 --second-pin-fd 4').common.secrets).toEqual({
      pin: { fd: 3 },
      secondPin: { fd: 4 },
    })
  })

  it.each([
    ['card attributes --by card', 'takes --by pin or number'],
    ['card face --second', '--second belongs to'],
    ['card attributes --out x', '--out belongs to'],
    ['card number', 'there is no command'],
    ['card face now', 'takes no argument'],
    ['card licence --second-pin=1234', 'secrets are never arguments'],
    ['card face --number=12345678901234', 'secrets are never arguments'],
  ])('"%s" is not understood', (text, why) => {
    expect(() => parse(text)).toThrow(why)
  })
})

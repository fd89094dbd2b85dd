import { describe, expect, it } from 'vitest'
import { NotUnderstood } from './notUnderstood.ts'
import { parseCommand } from './parse.ts'

const parse = (text: string) => parseCommand(text.split(' ').filter((word) => word !== ''))
const why = (text: string): string => {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof NotUnderstood) return error.message
    throw error
  }
  return 'understood'
}

describe('what was typed after tefuda', () => {
  it.each([
    ['', 'help'],
    ['--help', 'help'],
    ['help', 'help'],
    ['share --help', 'help'],
    ['--version', 'version'],
    ['doctor', 'doctor'],
    ['card', 'card'],
    ['login', 'login'],
    ['list', 'list'],
    ['list --search 保険', 'list'],
    ['ledger', 'ledger'],
    ['person list', 'person list'],
    ['person rename 架空', 'person rename'],
  ])('"%s" is %s', (text, name) => {
    expect(parse(text).command.name).toBe(name)
  })

  it('knows what may be changed of a person', () => {
    expect(parse('person move 花子 2').command).toEqual({ name: 'person move', who: '花子', place: 2 })
    expect(parse('person picture cat').command).toEqual({ name: 'person picture', picture: { drawing: 'cat' } })
    expect(parse('person picture none').command).toEqual({ name: 'person picture', picture: { drawing: null } })
    expect(parse('person picture --photo a.jpg').command).toEqual({
      name: 'person picture',
      picture: { photo: 'a.jpg' },
    })
    expect(parse('person overview date').command).toEqual({ name: 'person overview', shows: 'date' })
    expect(parse('person applications off').command).toEqual({ name: 'person applications', allowed: false })
    expect(parse('application family').command).toEqual({ name: 'application family' })
    expect(parse('notice read --json -- -abc').command).toEqual({ name: 'notice read', id: '-abc' })
    expect(why('person move 花子')).toContain('a place in the list')
    expect(why('person move 花子 0')).toContain('from 1')
    expect(why('person colour pink')).toContain('magenta')
    expect(why('person picture dragon')).toContain('umbrella')
    expect(why('person picture cat --photo a.jpg')).toContain('takes no argument')
    expect(why('person overview all')).toContain('named')
    expect(why('person applications yes')).toContain('on or off')
    expect(why('application family 花子')).toContain('takes no argument')
    expect(why('person rename')).toContain('the new name')
    expect(why('list --photo a.jpg')).toContain('person picture')
  })

  it('keeps what belongs to a command', () => {
    expect(parse('receive openid-credential-offer://?x=1').command).toEqual({
      name: 'receive',
      offer: 'openid-credential-offer://?x=1',
    })
    expect(parse('share openid4vp://?x=1 --choose 2 --credential ins=c1 --credential mdl=c2').command).toEqual({
      name: 'share',
      request: 'openid4vp://?x=1',
      choice: { kind: 'option', option: '2' },
      credentials: { ins: 'c1', mdl: 'c2' },
    })
    expect(parse('share openid4vp://?x=1 --least').command).toMatchObject({ choice: { kind: 'least' } })
    expect(parse('share openid4vp://?x=1').command).not.toHaveProperty('choice')
    expect(parse('inspect a.txt --trust b.pem --at 2026-11-23T00:00:00Z --audience x --nonce y').command).toEqual({
      name: 'inspect',
      file: 'a.txt',
      trust: 'b.pem',
      at: '2026-11-23T00:00:00Z',
      audience: 'x',
      nonce: 'y',
    })
    expect(parse('sign a.pdf b.pdf --form adbe --out folder').command).toEqual({
      name: 'sign',
      files: ['a.pdf', 'b.pdf'],
      form: 'adbe',
      out: 'folder',
    })
    expect(parse('verify a.p7s --content a.txt --trust b.pem --at 2026-11-23T00:00:00Z').command).toEqual({
      name: 'verify',
      file: 'a.p7s',
      content: 'a.txt',
      trust: 'b.pem',
      at: '2026-11-23T00:00:00Z',
    })
    expect(parse('person add 架空 --colour green').command).toEqual({
      name: 'person add',
      person: '架空',
      colour: 'green',
    })
  })

  it('keeps what holds for all commands', () => {
    const words = 'list --json --lang en --practice --person 架空 --reader R --by passphrase --yes --last-try'
    expect(parse(`${words} --pin-stdin --passphrase-fd 3 --recovery-fd 4`).common).toEqual({
      json: true,
      language: 'en',
      realm: 'practice',
      person: '架空',
      reader: 'R',
      by: 'passphrase',
      yes: true,
      lastTry: true,
      secrets: { pin: { stdin: true }, passphrase: { fd: 3 }, recovery: { fd: 4 } },
    })
    expect(parse('list --pin-fd 7').common.secrets).toEqual({ pin: { fd: 7 } })
  })

  it.each([
    'login --pin 1234',
    'login --pin=1234',
    'list --passphrase words',
    'list --password=words',
    'list --recovery ABCD',
    'list --recovery-code=ABCD',
    'receive x --tx-code 1234',
  ])('refuses a secret among the arguments, and does not repeat it: %s', (text) => {
    const said = why(text)
    expect(said).toContain('secrets are never arguments')
    expect(said).not.toMatch(/1234|words|ABCD/)
  })

  it.each([
    'lost',
    'person',
    'person remove x',
    'login now',
    'receive',
    'receive a b',
    'share',
    'share x --choose 1 --least',
    'share x --credential ins',
    'share x --credential =c1',
    'list --least',
    'list --trust x',
    'show',
    'inspect x --at yesterday',
    'list --lang fr',
    'list --by force',
    'list --practice --real',
    'login --pin-stdin --pin-fd 3',
    'login --pin-fd three',
    'login --pin-fd 1',
    'login --pin-fd',
    'list --unheard-of',
    'person add x --colour plaid',
    'sign a.pdf --form pades',
    'sign a.pdf --out b.pdf',
    'sign a.pdf --form xades --out b.pdf',
    'sign --form pades --out b.pdf',
    'sign a.pdf --form pades --out b.pdf --trust x',
    'verify',
    'verify a.pdf b.pdf',
    'verify a.pdf --form pades',
    'verify a.pdf --at noon',
  ])('does not understand "%s"', (text) => {
    expect(why(text)).not.toBe('understood')
  })

  it('names an option that there is not, where the others are listed, and no more of what was typed', () => {
    expect(why('notice read -abc')).toContain('there is no option -a: "tefuda --help" lists them')
    const said = why('list --unheard-of=1234')
    expect(said).toContain('there is no option --unheard-of: "tefuda --help" lists them')
    expect(said).not.toContain('1234')
  })
})

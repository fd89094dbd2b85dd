// What every command has in common: one object with --json, and help in both languages.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AtHome } from './atHome.ts'
import { atRest, homeOfTaro } from './homeOfTaro.ts'

let home: AtHome

beforeAll(async () => {
  home = await homeOfTaro()
})
afterAll(() => home.close())
beforeEach(() => atRest(home))

describe('tefuda, whatever is typed', () => {
  it.each(['', 'help', '--version', 'lost', 'login --pin 1234', 'show', 'doctor'])(
    'with --json prints one object and nothing else: "%s"',
    async (words) => {
      const { json, status } = await home.run(`${words} --json`)
      expect(typeof json.ok).toBe('boolean')
      expect(json.ok).toBe(status === 0)
    },
  )

  it('helps in both languages, naming every command and option', async () => {
    const en = (await home.run('--help --lang en')).out
    const ja = (await home.run('--help --lang ja')).out
    const options = en.match(/--[a-z-]+/g) ?? []
    expect(options.length).toBeGreaterThan(15)
    for (const option of options) expect(ja).toContain(option)
    for (const command of [
      'doctor',
      'card',
      'login',
      'receive',
      'share',
      'list',
      'show',
      'ledger',
      'inspect',
      'person add',
    ])
      expect(en.includes(command) && ja.includes(command)).toBe(true)
  })
})

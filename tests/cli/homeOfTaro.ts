// A home with one person: 太郎, whose drawer his card and nothing else opens.
import { expect } from 'vitest'
import { type AtHome, atHome } from './atHome.ts'

export async function homeOfTaro(): Promise<AtHome> {
  const home = await atHome()
  home.insert('taro')
  const { json } = await home.run('person add 太郎 --by card --pin-stdin --json', pinOfTaro(home))
  expect(json).toMatchObject({ ok: true, person: { name: '太郎', openers: ['card', 'recovery'] } })
  expect(json['recoveryCode']).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/)
  return home
}

/** For --pin-stdin. */
export const pinOfTaro = (home: AtHome) => ({ lines: { 0: home.pinOf('taro') } })

/** As nobody has used it: the portal answers, nothing was asked, and his card is in the reader. */
export function atRest(home: AtHome): void {
  home.network = undefined
  home.questions.length = 0
  home.insert('taro')
}

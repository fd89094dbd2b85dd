// What is changed of a person from the command line, over real drawers.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AtHome, atHome } from './atHome.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru'
const key = { lines: { 3: passphrase } }
let home: AtHome
const people = async () => (await home.run('person list --json')).json['people'] as Record<string, unknown>[]

beforeAll(async () => {
  home = await atHome()
  for (const name of ['太郎', '花子']) await home.run(`person add ${name} --passphrase-fd 3 --json`, key)
})
afterAll(() => home.close())

it('their own drawer is opened for their name, picture and overview, and nobody’s for the order', async () => {
  const as = '--person 花子 --passphrase-fd 3 --json'
  expect((await home.run(`person rename ハナコ ${as}`, key)).json).toMatchObject({ person: { name: 'ハナコ' } })
  const her = '--person ハナコ --passphrase-fd 3 --json'
  expect((await home.run(`person overview date ${her}`, key)).json).toMatchObject({ person: { overview: 'date' } })
  const picture = join(import.meta.dirname, '../../docs/pictures/card.png')
  const { json } = await home.run(`person picture --photo ${picture} ${her}`, key)
  expect(json).toMatchObject({ person: { picture: { photo: expect.stringMatching(/^data:image\/jpeg/) } } })
  const ordered = await home.run('person move ハナコ 1 --json')
  expect(ordered).toMatchObject({ status: 0, json: { people: [{ name: 'ハナコ' }, { name: '太郎' }] } })
  expect(await people()).toMatchObject([{ name: 'ハナコ', overview: 'date' }, { name: '太郎' }])
})

it('what does not fit is refused, and nothing is changed', async () => {
  const before = await people()
  const code = async (words: string) => {
    const { status, json } = await home.run(`${words} --json`, key)
    return [status, json.failure?.code]
  }
  const as = '--person ハナコ --passphrase-fd 3'
  expect(await code(`person rename 太郎 ${as}`)).toEqual([1, 'person.nameTaken'])
  expect(await code(`person picture --photo ${import.meta.filename} ${as}`)).toEqual([2, 'picture.notOne'])
  expect(await code('person move 次郎 1')).toEqual([2, 'person.notFound'])
  expect(await people()).toEqual(before)
})

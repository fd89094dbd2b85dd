// Services that are linked, from the command line: each command logs in for as long as it runs.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AtHome, atHome, reader } from './atHome.ts'

let home: AtHome
const pin = () => ({ lines: { 3: home.pinOf('taro') } })
const taro = '--pin-fd 3 --json'

beforeAll(async () => {
  home = await atHome()
  home.insert('taro')
  await home.run('person add 太郎 --by card --pin-fd 3 --json', pin())
})
afterAll(() => home.close())

it('links, receives what is not there yet, and ends the link; what was received stays', async () => {
  const linked = await home.run(`link add etax ${taro}`, pin())
  expect(linked.json).toMatchObject({
    ok: true,
    partners: [{ partner: 'etax', link: { name: { ja: '練習e-Tax' } } }, {}],
  })
  const { json } = await home.run(`link fetch etax donation ${taro}`, pin())
  expect(json['fetched']).toMatchObject([{ id: 'donation', state: 'new' }])
  const rest = await home.run(`link fetch etax ${taro}`, pin())
  expect(rest.json['fetched']).toMatchObject([{ id: 'life-insurance' }, { id: 'medical' }])
  const listed = await home.run('link documents etax --pin-fd 3 --lang en', pin())
  expect(listed.out.match(/is here already/g)).toHaveLength(3)

  expect((await home.run(`link end etax ${taro}`, pin())).status).toBe(2)
  expect((await home.run(`link end etax --yes ${taro}`, pin())).status).toBe(0)
  const refused = await home.run(`link documents etax ${taro}`, pin())
  expect([refused.status, refused.json.failure?.code]).toEqual([1, 'partner.notLinked'])
  home.network = () => Promise.reject(new Error('the network was used'))
  expect((await home.run(`link ${taro}`, pin())).json).toMatchObject({
    partners: [{ link: { endedAt: expect.any(String) } }, { link: null }],
  })
  home.network = undefined
  home.readers.remove(reader)
})

it('says what was not understood', async () => {
  for (const words of ['link add', 'link add mynaportal', 'link end etax nenkin', 'link open etax', 'link list --pc'])
    expect([words, (await home.run(words)).status]).toEqual([words, 2])
})

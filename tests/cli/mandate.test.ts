// tefuda mandate: a child's drawer, acted in with --for, and somebody who was appointed.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { fail } from '../../main/failure.ts'
import { createPracticeCard } from '../../practice/card/practiceCard.ts'
import { type AtHome, atHome } from './atHome.ts'

let home: AtHome
beforeAll(async () => {
  home = await atHome()
})
afterAll(() => home.close())

const pin = (person: string) => ({ lines: { 3: home.pinOf(person) } })
const born = () => home.world.person('haruto')?.birthDate ?? ''

it('makes a child’s drawer, acts in it, and names both', async () => {
  home.insert('hanako')
  const own = '--person 練習花子 --pin-fd 3'
  expect((await home.run('person add 練習花子 --pin-fd 3 --json', pin('hanako'))).status).toBe(0)
  const { json } = await home.run(`mandate child 練習はると --born ${born()} ${own} --json`, pin('hanako'))
  expect(json).toMatchObject({ ok: true, person: { openers: ['mandate', 'recovery'] } })
  expect(json['recoveryCode']).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){6}$/)

  const list = await home.run(`mandate list ${own}`, pin('hanako'))
  expect(list.out).toContain('練習はると  guardian (by law)')
  expect(list.out).toContain('does not end an agent’s registration at Mynaportal')
  const acting = await home.run(`ledger --for 練習はると ${own}`, pin('hanako'))
  expect(acting.out).toContain('(練習花子 for 練習はると)')
  const mine = await home.run(`ledger --act actFor ${own} --json`, pin('hanako'))
  expect(mine.json).toMatchObject({
    entries: [{ outcome: 'done', party: '練習はると', principal: { name: '練習はると' } }],
  })
  expect((await home.run(`list --for 誰か ${own} --json`, pin('hanako'))).json.failure?.code).toBe('mandate.unknown')
  const refused = await home.run(`ledger begin-anew --yes --for 練習はると ${own} --json`, pin('hanako'))
  expect([refused.status, refused.json.failure?.code]).toEqual([1, 'mandate.childAlone'])
})

it('appoints with both present, never sends one card’s PIN to another, and ends it', async () => {
  home.insert('taro')
  expect((await home.run('person add 練習太郎 --pin-fd 3 --json', pin('taro'))).status).toBe(0)
  const hanako = home.world.person('hanako') ?? fail({ code: 'person.notFound' })
  const card = createPracticeCard(home.world, hanako)
  home.readers.insert('Practice Reader 1', card)
  const own = '--person 練習太郎 --pin-fd 3 --yes --json'
  const appoint = `mandate appoint 練習花子 --scope share,receive ${own}`
  expect((await home.run(appoint, pin('taro'))).status).toBe(2)
  const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  // Taro's PIN comes from the descriptor; the one for the other card is asked for.
  const typed = { ...pin('taro'), typed: [home.pinOf('hanako')] }
  const { json } = await home.run(`${appoint} --until ${until}`, typed)
  expect(json).toMatchObject({
    ok: true,
    given: [{ agent: { name: '練習花子' }, scope: ['look', 'share', 'receive'] }],
  })
  expect(home.questions.at(-1)?.text).toContain('練習花子')
  const { given } = z.object({ given: z.array(z.object({ id: z.string() })) }).parse(json)
  const ended = await home.run(`mandate end ${given[0]?.id} ${own}`, pin('taro'))
  expect(ended.json).toMatchObject({ ok: true, given: [{ ended: { why: 'principal' } }] })
})

it('says what was not understood', async () => {
  for (const words of [
    'mandate child X',
    'mandate child X --born 2020',
    'mandate appoint X --scope all',
    'mandate end',
    'mandate hand-over x --opener key',
  ])
    expect((await home.run(words)).status, words).toBe(2)
})

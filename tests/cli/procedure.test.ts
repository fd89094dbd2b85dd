// tefuda procedure: found, opened, and checked against the drawer and the card that lies there.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AtHome, atHome } from './atHome.ts'

let home: AtHome
beforeAll(async () => {
  home = await atHome()
})
afterAll(() => home.close())

const own = '--person 練習太郎 --pin-fd 3'
const run = (words: string) => home.run(`procedure ${words} ${own}`, { lines: { 3: home.pinOf('taro') } })

it('finds procedures, shows one with what is ready, and needs no PIN for it but the one that opens the drawer', async () => {
  home.insert('taro')
  await home.run('person add 練習太郎 --pin-fd 3 --json', { lines: { 3: home.pinOf('taro') } })
  expect((await run('last --json')).json).toMatchObject({ ok: true, asked: null, found: [] })
  const found = await run('search --event move --in 世田谷区 --json')
  expect(found.json).toMatchObject({ ok: true, place: { code: '131121' } })
  expect(found.json).toMatchObject({ found: expect.arrayContaining([expect.objectContaining({ id: 'moving-out' })]) })
  expect((await run('last')).out).toContain('moving-out  引越し手続')
  expect((await run('search 死亡')).out).toContain('death-notice  死亡届  練習区役所  – cannot be applied for here')

  const shown = await run('show moving-out')
  expect(shown.status).toBe(0)
  expect(shown.out).toContain('✓ Log-in (利用者証明用): Used to log in – 練習太郎’s card is in the reader')
  expect(shown.out).toContain('✓ Log-in (利用者証明用): 3 tries left')
  expect(shown.out).toContain('i Signature (署名用): Until when it is valid shows only after its PIN')
  expect((await run('show moving-out --json')).json).toMatchObject({
    ok: true,
    fresh: true,
    procedure: { id: 'moving-out' },
    preflight: { verdict: 'todo', needs: [{ use: 'authentication' }, { use: 'signature' }] },
  })
  expect((await run('show death-notice --json')).json).toMatchObject({ ok: true, preflight: null })
})

it('says what was not understood, and what is not there', async () => {
  expect((await run('search --event wedding --json')).status).toBe(2)
  expect((await run('search --in 架空市 --json')).status).toBe(2)
  expect((await run('search --in 府中市 --json')).json.failure).toMatchObject({ code: 'usage' })
  const gone = await run('show no-such-thing --json')
  expect([gone.status, gone.json.failure?.code]).toEqual([1, 'procedure.notFound'])
  expect((await home.run('procedure show', {})).status).toBe(2)
})

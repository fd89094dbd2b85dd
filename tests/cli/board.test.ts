// tefuda application, notice, pay: fetched once, then read with no portal; a bill paid by its numbers.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { fail } from '../../main/failure.ts'
import { formOf, send } from '../../practice/portal/testApplication.ts'
import { bodyOf, reachPortal } from '../../practice/portal/testPortal.ts'
import { testOrigin } from '../support/stage.ts'
import { type AtHome, atHome } from './atHome.ts'

let home: AtHome
let receipt = ''
beforeAll(async () => {
  home = await atHome()
  home.insert('taro')
  const made = await home.run('person add 練習太郎 --pin-fd 3 --json', pin())
  expect(made.status, made.notes).toBe(0)
  const portal = reachPortal(home.world, testOrigin, '', home.portalFetch, () => new Date())
  const form = formOf(portal, 'moving-out', 'taro')
  receipt = String((await bodyOf(await send(portal, 'taro', { procedure: 'moving-out', form })))['receipt_no'])
  await home.control.decide(receipt, {
    status: 'returned',
    note: '電話番号を確かめてください。',
    fields: [{ pointer: '/form/phone', message: 'つながりません' }],
  })
})
afterAll(() => home.close())

const pin = () => ({ lines: { 3: home.pinOf('taro') } })
const own = '--pin-fd 3'

it('fetches how everything stands, and shows it with no portal', async () => {
  const before = await home.run(`application ${own}`, pin())
  expect(before.out).toContain('Not fetched from the portal yet')
  const refreshed = await home.run(`application refresh ${own} --json`, pin())
  expect(refreshed.json).toMatchObject({
    ok: true,
    applications: [{ receiptNo: receipt, label: '差し戻し（補正依頼）', correctable: true }],
  })
  home.network = async () => fail({ code: 'portal.unreachable' })
  const list = await home.run(`application list ${own}`, pin())
  expect(list.out).toContain(`${receipt}`)
  expect(list.out).toContain('1 place to correct')
  const shown = await home.run(`application show ${receipt} ${own}`, pin())
  expect(shown.out).toContain('電話番号（ハイフン入り）: つながりません')
  expect(shown.out).toContain('090-0000-0000')
  const unknown = await home.run(`application show 20260101-00000000 ${own} --json`, pin())
  expect([unknown.status, unknown.json.failure?.code]).toEqual([1, 'application.notFound'])
  home.network = undefined
})

it('reads a notice, which is then read', async () => {
  const notices = z.object({ notices: z.array(z.object({ id: z.string(), readAt: z.string().optional() })) })
  const list = async () => notices.parse((await home.run(`notice ${own} --json`, pin())).json).notices
  const [first] = await list()
  expect(first?.readAt).toBeUndefined()
  // A portal's id may begin with a hyphen.
  const read = await home.run(`notice read ${own} -- ${first?.id}`, pin())
  expect(read.out).toContain('引越し')
  expect((await list())[0]?.readAt).toBeDefined()
})

it('looks at a bill by its numbers, asks, and pays it once', async () => {
  const bills = z.object({ bills: z.array(z.object({ id: z.string(), title: z.string() })) })
  const { json, out } = {
    json: (await home.run(`pay ${own} --json`, pin())).json,
    out: (await home.run(`pay ${own}`, pin())).out,
  }
  const [first] = bills.parse(json).bills
  const numbers = /99999-\d{20}-\d{6}-000/.exec(out)?.[0] ?? ''
  const asked = await home.run(`pay bill ${numbers} ${own} --json`, pin())
  expect([asked.status, asked.json.failure?.code]).toEqual([2, 'usage'])
  const paid = await home.run(`pay bill ${numbers} ${own} --yes --json`, pin())
  expect(paid.json).toMatchObject({ ok: true, bill: { id: first?.id } })
  expect(paid.json['bill']).toHaveProperty('paidAt')
  const again = await home.run(`pay bill ${numbers} ${own} --yes`, pin())
  expect([again.status, again.out]).toEqual([0, expect.stringContaining('It is paid already.')])
})

it('shows the family: of a shut drawer what its owner allows, of an open one all', async () => {
  const key = { lines: { 3: 'sakana tsukue aozora yuube kakeru' } }
  await home.run('person add 架空花子 --passphrase-fd 3 --json', key)
  const his = `--person 練習太郎 ${own} --json`
  const hidden = await home.run('application family')
  expect(hidden.out).toContain('Opening 練習太郎’s drawer shows the rest.')
  expect(hidden.out).not.toContain('差し戻し')

  const allowed = await home.run(`person applications on ${his}`, pin())
  expect(allowed.json).toMatchObject({ ok: true, person: { applications: { applications: [{ asksBack: true }] } } })
  await home.control.decide(receipt, { status: 'rejected', note: '練習のため、認めません。' })
  // What a command fetched is told before it ends.
  await home.run(`application refresh ${his}`, pin())
  const shut = await home.run('application family --json')
  expect(shut.json).toMatchObject({
    ok: true,
    board: null,
    family: [
      { name: '練習太郎', seen: 'allowed', applications: { applications: [{ asksBack: false }] } },
      { name: '架空花子', seen: 'nothing', applications: null },
    ],
  })
  expect(shut.out).not.toContain(receipt)
  const opened = await home.run(`application family ${his}`, pin())
  expect(opened.json).toMatchObject({
    board: { applications: [{ receiptNo: receipt }] },
    family: [{ seen: 'open' }, { seen: 'nothing' }],
  })
  const hers = await home.run('application family --person 架空花子 --passphrase-fd 3', key)
  expect(hers.out).toMatch(/No application was sent\..*練習太郎: as of .*転出.*Opening 練習太郎/s)
  await home.run(`person applications off ${his}`, pin())
  expect((await home.run('application family')).out).not.toContain('転出')
})

it('says what was not understood', async () => {
  for (const words of [
    'application show',
    'application done x',
    'notice read',
    'pay bill',
    'pay list more',
    'application refresh --yes more',
  ])
    expect((await home.run(words, pin())).status, words).toBe(2)
})

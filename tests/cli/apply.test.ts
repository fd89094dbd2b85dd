// tefuda apply: filled in, attached, sent with the signing key, and withdrawn; each command a program of its own.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { formOf, jpeg } from '../../practice/portal/testApplication.ts'
import { reachPortal } from '../../practice/portal/testPortal.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { testOrigin } from '../support/stage.ts'
import { type AtHome, atHome } from './atHome.ts'

let home: AtHome
const folder = temporaryFolder()
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder.path, name)
  writeFileSync(path, content)
  return path
}
beforeAll(async () => {
  home = await atHome()
  home.insert('taro')
  expect((await home.run('person add 練習太郎 --pin-fd 3 --json', pins())).status).toBe(0)
})
afterAll(async () => {
  await home.close()
  folder.remove()
})

const pins = () => ({
  lines: { 3: home.pinOf('taro'), 4: home.world.person('taro')?.pins.signature ?? '' },
})
const run = (words: string) => home.run(`${words} --pin-fd 3 --json`, pins())
const opened = z.object({
  ok: z.literal(true),
  draft: z.object({ id: z.string() }),
  faults: z.array(z.object({ pointer: z.string() })),
})
const sent = z.object({ ok: z.literal(true), application: z.object({ receiptNo: z.string() }) })
const formFile = (procedure: string, over: object = {}): string => {
  const portal = reachPortal(
    home.world,
    testOrigin,
    '',
    () => Promise.reject(new Error()),
    () => new Date(),
  )
  return file(`${procedure}.json`, JSON.stringify({ ...formOf(portal, procedure, 'taro'), ...over }))
}

it('begins, fills, attaches, sends and withdraws', async () => {
  const begun = opened.parse((await run(`apply begin benefit --form-file ${formFile('benefit', { phone: '' })}`)).json)
  const { id } = begun.draft
  expect(begun.faults.map(({ pointer }) => pointer)).toEqual(['/form/phone', '/attachments/passbook'])
  const notYet = await run(`apply send ${id} --signature-pin-fd 4 --yes`)
  expect([notYet.status, notYet.json.ok]).toEqual([1, false])
  const attached = await run(`apply attach ${id} passbook ${file('通帳.jpg', jpeg)}`)
  expect(opened.parse(attached.json).faults.map(({ pointer }) => pointer)).toEqual(['/form/phone'])
  expect(opened.parse((await run(`apply save ${id} ${formFile('benefit')}`)).json).faults).toEqual([])
  const shown = await home.run(`apply show ${id} --lang en --pin-fd 3`, pins())
  expect(shown.out).toContain('/account/number  振込先の口座 / 口座番号（7桁）: 0000001')
  expect(shown.out).toContain('Nothing is missing')
  // Whoever sends it sees it first.
  expect((await run(`apply send ${id} --signature-pin-fd 4`)).status).toBe(2)
  const { application } = sent.parse((await run(`apply send ${id} --signature-pin-fd 4 --yes`)).json)
  expect(application.receiptNo).toMatch(/^\d{8}-\d{8}$/)
  expect((await run('apply')).json).toMatchObject({ ok: true, drafts: [] })
  expect((await run(`application withdraw ${application.receiptNo} --yes`)).json).toMatchObject({
    ok: true,
    application: { status: 'withdrawn' },
  })
  const again = await run(`application withdraw ${application.receiptNo} --yes`)
  expect([again.status, again.json.failure?.code]).toEqual([1, 'application.closed'])
})

it('shows at a terminal exactly what is sent, and fills from what was sent before', async () => {
  const { draft } = opened.parse((await run('apply begin public-account')).json)
  const offers = z
    .object({ offers: z.object({ earlier: z.array(z.object({ receiptNo: z.string() })) }) })
    .parse((await run(`apply fill ${draft.id}`)).json).offers
  const filled = await run(`apply fill ${draft.id} ${offers.earlier[0]?.receiptNo}`)
  expect(filled.json).toMatchObject({ draft: { form: { account: { number: '0000001' } } } })
  expect((await run(`apply save ${draft.id} ${formFile('public-account')}`)).status).toBe(0)
  const refused = await home.run(`apply send ${draft.id} --pin-fd 3 --lang en`, { ...pins(), typed: ['n'] })
  expect(refused.notes).toContain('Sent by 練習　太郎 for 練習　太郎')
  expect(refused.notes).toContain('振込先の口座 / 口座番号（7桁）: 0000001')
  expect(refused.status).toBe(1)
  expect((await run(`apply drop ${draft.id}`)).json).toMatchObject({ ok: true, drafts: [] })
})

it('says what it does not understand', async () => {
  const wrong = (words: string) => run(words).then(({ status }) => status)
  expect(await wrong(`apply begin benefit --form-file ${file('bad.json', '[1.5]')}`)).toBe(2)
  expect(await wrong('apply begin care-need --family ウメ')).toBe(2)
  expect(await wrong('apply attach x y')).toBe(2)
  expect(await wrong('apply send x --signature-pin 1234')).toBe(2)
  expect((await run('apply show x')).json.failure?.code).toBe('draft.notFound')
})

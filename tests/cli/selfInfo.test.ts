// tefuda selfinfo and tefuda mandate portal: requested and confirmed, and an agent registered with two cards.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { addDays, dayOf } from '../../main/mandates/days.ts'
import { checkNumberB } from '../../practice/card/checkNumbers.ts'
import { createPracticeCard } from '../../practice/card/practiceCard.ts'
import { onConsentPage } from '../support/onConsentPage.ts'
import { type AtHome, atHome } from './atHome.ts'

let home: AtHome
beforeAll(async () => {
  home = await atHome()
  home.insert('taro')
  expect((await home.run('person add 練習太郎 --pin-fd 3 --json', pin())).status).toBe(0)
})
afterAll(() => home.close())

const pin = (more: Record<number, string> = {}) => ({ lines: { 3: home.pinOf('taro'), ...more } })
const made = z.object({ id: z.string() })
const own = '--person 練習太郎 --pin-fd 3 --json'

it('asks for self-information, tells the page, and confirms with the number on the card', async () => {
  const taro = home.world.person('taro') ?? expect.unreachable()
  const items = await home.run(`selfinfo items ${own}`, pin())
  expect(items.json['items']).toContainEqual({
    id: 'TM00000000000072',
    name: '健康保険証',
    agency: '練習保険者中間サーバー',
  })
  expect((await home.run(`selfinfo ask TM00000000000072 ${own}`, pin())).status).toBe(2)
  const asked = await home.run(`selfinfo ask TM00000000000072 --purpose 確認 ${own}`, pin())
  const { job } = z.object({ job: made.extend({ consent: z.object({ url: z.string() }) }) }).parse(asked.json)
  expect(asked.json).toMatchObject({ ok: true, job: { state: 'consent', purpose: '確認' } })
  // Offline, from the drawer, for people too.
  const list = await home.run('selfinfo --person 練習太郎 --pin-fd 3', pin())
  expect(list.out).toContain('健康保険証  waiting for consent')
  const page = { fetch: home.portalFetch, address: job.consent.url, personId: 'taro', pin: home.pinOf('taro') }
  await onConsentPage(page)
  const refreshed = await home.run(`selfinfo refresh ${own}`, pin())
  expect(refreshed.json).toMatchObject({ jobs: [{ id: job.id, state: 'compare' }] })
  const wrong = await home.run(`selfinfo compare ${job.id} ${own} --number-fd 4`, pin({ 4: '1' }))
  expect(wrong.json.failure?.code).toBe('card.pinForm')
  const compared = await home.run(`selfinfo compare ${job.id} ${own} --number-fd 4`, pin({ 4: checkNumberB(taro) }))
  expect(compared.json).toMatchObject({ ok: true, job: { state: 'waiting' } })
  const shown = await home.run(`selfinfo show ${job.id} ${own}`, pin())
  expect(shown).toMatchObject({ status: 1, json: { job: { state: 'waiting' } } })
  expect((await home.run(`selfinfo remove ${job.id} ${own}`, pin())).status).toBe(2)
  expect((await home.run(`selfinfo remove ${job.id} --yes ${own}`, pin())).json).toMatchObject({ jobs: [] })
})

it('registers an agent at the portal with two cards, each by its own PIN, and ends it', async () => {
  const haruto = home.world.person('haruto') ?? expect.unreachable()
  home.readers.insert('Practice Reader 1', createPracticeCard(home.world, haruto))
  const today = dayOf(new Date().toISOString())
  const register = `mandate portal register はると --as agent --basis legal --scope selfinfo,notices --yes ${own}`
  expect((await home.run(register, pin())).status).toBe(2)
  const dated = `${register} --from ${today} --until ${addDays(today, 9)}`
  // Taro's PIN is not tried at the other card, and nobody is there to ask.
  expect((await home.run(dated, pin())).status).toBe(2)
  const registered = await home.run(`${dated} --other-pin-fd 4`, pin({ 4: home.pinOf('haruto') }))
  expect(registered.json).toMatchObject({
    ok: true,
    mandates: [{ state: 'active', agent: { name: '練習　太郎', me: true }, principal: { name: '練習　はると' } }],
  })
  const list = await home.run('mandate portal --person 練習太郎 --pin-fd 3', pin())
  expect(list.out).toContain('練習　太郎 for 練習　はると  by law (parent)')
  const records = await home.run(`mandate portal records ${own}`, pin())
  expect(records.json).toMatchObject({ records: [{ event: 'mandate_registered', party: '練習　はると' }] })
  const [mandate] = z.object({ mandates: z.array(made) }).parse(registered.json).mandates
  const ended = await home.run(`mandate portal end ${mandate?.id} --yes ${own}`, pin())
  expect(ended.json).toMatchObject({ ok: true, mandates: [{ state: 'ended' }] })
})

it('says what was not understood, and takes no secret as an argument', async () => {
  for (const words of [
    'selfinfo ask',
    'selfinfo ask health --purpose x',
    'selfinfo ask TM00000000000072 --purpose x --from 2026-01-02 --until 2026-01-01',
    'selfinfo ask TM00000000000072 --purpose x --from soon',
    'selfinfo show',
    'mandate portal register x --as friend',
    'mandate portal register x --as agent --scope all',
    'mandate portal end',
    'mandate portal nothing',
    'mandate portal register x --other-pin 1234',
  ])
    expect((await home.run(words)).status, words).toBe(2)
})

// What a portal tells of its procedures is bounded, and what it tells beyond our words is left out, not refused.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ofKind } from '../../main/drawer/portalCopy.ts'
import { findProcedures, keptProcedure, lastFound, openProcedure } from '../../main/journeys/findProcedures.ts'
import { failureOf, openStage, type Stage } from '../support/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const where = () => ({ drawer: stage.drawer, profile: stage.profile })
const told = {
  id: 'made-up',
  title: '架空の手続',
  organisation: '架空区',
  summary: '架空',
  content: '架空',
  life_events: ['move'],
  person_kinds: ['adult'],
  municipalities: ['131121'],
  keywords: [],
  fee: '無料',
  contact: '架空係',
  updated_at: '2026-11-01',
  online: true,
}
const preparation = {
  signature: 'sign',
  certificates: [{ use: 'signature', pin: 'x' }],
  eligible_applicants: [{ standing: 'self', note: '本人' }],
  attachments: [{ id: 'a', title: '写し', required: true, media: ['application/pdf'], max_bytes: 100 }],
  minutes: 5,
  taps: 1,
  form: { type: 'object' },
}
const answer = (body: unknown) => {
  stage.network = async () => Response.json(body)
}
const open = () => openProcedure(stage.ports, where(), 'made-up')

it('leaves out what we have no word for', async () => {
  answer([{ ...told, life_events: ['wedding', 'move'], person_kinds: ['tourist'], rating: 5 }])
  const { found } = await findProcedures(stage.ports, where(), {})
  expect(found).toMatchObject([{ id: 'made-up', lifeEvents: ['move'], personKinds: [] }])
  expect(found[0]).not.toHaveProperty('rating')
})

it.each([
  ['too many', Array.from({ length: 501 }, (_, index) => ({ ...told, id: `p${index}` }))],
  ['an id that is a path', [{ ...told, id: '../../mandates' }]],
  ['no list', told],
  ['a code that is none', [{ ...told, municipalities: ['13112'] }]],
  ['a text without end', [{ ...told, summary: 'x'.repeat(2_001) }]],
])('takes no list with %s, and keeps what was found before', async (_, body) => {
  answer([told])
  const before = await findProcedures(stage.ports, where(), { text: '架空' })
  answer(body)
  expect(await failureOf(findProcedures(stage.ports, where(), {}))).toMatchObject({ code: 'portal.badAnswer' })
  expect(await lastFound(stage.drawer)).toEqual(before)
})

it.each([
  ['signature', 'stamp'],
  ['minutes', -1],
  ['certificates', [{ use: 'encryption', pin: 'x' }]],
  ['attachments', [{ ...preparation.attachments[0], max_bytes: 1e12 }]],
  ['eligible_applicants', [{ standing: 'neighbour', note: '' }]],
])('takes no procedure that tells %s as nobody could follow it', async (member, value) => {
  answer({ ...told, preparation })
  const before = await open()
  answer({ ...told, preparation: { ...preparation, [member]: value } })
  expect(await failureOf(open())).toMatchObject({ code: 'portal.badAnswer' })
  expect(await keptProcedure(stage.drawer, 'made-up')).toEqual(before)
})

it('keeps the procedures that were opened last, and forgets those from long ago', async () => {
  answer({ ...told, preparation })
  const opened = await open()
  const old = Array.from({ length: 60 }, (_, index) => ({
    portal: stage.profile.id,
    kind: 'procedure' as const,
    id: `old-${index}`,
    content: { ...opened, id: `old-${index}`, asOf: new Date(1_700_000_000_000 + index * 60_000).toISOString() },
  }))
  await stage.drawer.keepCopies(old)
  await open()
  const kept = ofKind(await stage.drawer.copies('procedure'), 'procedure').map(({ id }) => id)
  expect(kept).toHaveLength(40)
  expect(kept).toContain('made-up')
  expect(kept).toContain('old-59')
  expect(kept).not.toContain('old-20')
})

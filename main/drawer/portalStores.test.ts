// Copies of what a portal told, drafts and papers: kept, replaced, bounded, and of a shape when they are read again.
import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import type { Draft } from '../../preload/shapes/drafts.ts'
import type { Sql } from './database.ts'
import { migrate } from './migrations.ts'
import { ofKind, type PortalCopy } from './portalCopy.ts'
import { draftStore } from './store/drafts.ts'
import { paperStore } from './store/papers.ts'
import { portalCopyStore } from './store/portalCopies.ts'

let sql: Sql
beforeEach(() => {
  sql = new Database(':memory:') as Sql
  migrate(sql)
})

const notice = (id: string, title: string): PortalCopy => ({
  portal: 'practice',
  kind: 'notice',
  id,
  content: { id, from: '練習区役所', title, body: '', at: '2026-11-01T00:00:00Z', asOf: '2026-11-02T00:00:00Z' },
})

test('the newest copy replaces the one before, and keeps its place', () => {
  const copies = portalCopyStore(sql)
  copies.keep([notice('1', 'first'), notice('2', 'second')])
  copies.keep([notice('1', 'first again')])
  expect(ofKind(copies.ofKind('notice'), 'notice').map(({ content }) => content.title)).toEqual([
    'first again',
    'second',
  ])
  expect(copies.ofKind('application')).toEqual([])
  copies.remove('practice', 'notice', '1')
  expect(copies.ofKind('notice')).toHaveLength(1)
})

test('of several copies none is kept where one does not fit', () => {
  const copies = portalCopyStore(sql)
  const { content, ...place } = notice('2', 'second')
  const broken = { ...place, content: { ...content, title: 7 } } as unknown as PortalCopy
  expect(() => copies.keep([notice('1', 'first'), broken])).toThrow()
  expect(copies.ofKind('notice')).toEqual([])
})

const draft = (id: string = randomUUID()): Draft => ({
  id,
  procedure: 'care-need',
  title: '要介護・要支援認定の申請',
  organisation: '練習区役所',
  form: { phone: '090-0000-0000' },
  sources: {},
  attachments: [],
  begunAt: '2026-11-01T00:00:00Z',
  savedAt: '2026-11-01T00:00:00Z',
})

test('a draft is saved over itself, and one that is gone is said to be gone', () => {
  const drafts = draftStore(sql)
  const one = draft()
  drafts.save(one)
  drafts.save({ ...one, form: { phone: '090-0000-0001' } })
  expect(drafts.one(one.id).form).toEqual({ phone: '090-0000-0001' })
  drafts.remove(one.id)
  expect(() => drafts.one(one.id)).toThrow(expect.objectContaining({ failure: { code: 'draft.notFound' } }))
})

test('the hundred-and-first draft is refused, and what is there can still be saved', () => {
  const drafts = draftStore(sql)
  const first = draft()
  drafts.save(first)
  for (let count = 1; count < 100; count++) drafts.save(draft())
  expect(() => drafts.save(draft())).toThrow(expect.objectContaining({ failure: { code: 'draft.tooMany' } }))
  drafts.save({ ...first, savedAt: '2026-11-02T00:00:00Z' })
  expect(drafts.all()).toHaveLength(100)
})

test('the same bytes of one kind are one paper; of another kind, another', () => {
  const papers = paperStore(sql)
  const given = {
    kind: 'drugs',
    name: { ja: '薬剤情報', en: 'Drugs' },
    media: 'application/xml',
    source: { from: 'file', name: 'drugs.xml' },
    receivedAt: '2026-11-01T00:00:00Z',
  } as const
  const bytes = Buffer.from('<Message/>')
  const kept = papers.keep(given, bytes)
  expect(papers.keep({ ...given, receivedAt: '2026-11-05T00:00:00Z' }, bytes)).toEqual(kept)
  expect(papers.keep({ ...given, kind: 'other' }, bytes).id).not.toBe(kept.id)
  expect(papers.all()).toHaveLength(2)
  expect(Buffer.from(papers.one(kept.id).bytes).toString()).toBe('<Message/>')
  papers.remove(kept.id)
  expect(() => papers.one(kept.id)).toThrow(expect.objectContaining({ failure: { code: 'paper.notFound' } }))
})

// A drawer takes in so much from outside and no more: what would go over is told, and leaves everything as it was.
import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../../../preload/shapes/drafts.ts'
import type { PaperKind } from '../../../preload/shapes/papers.ts'
import type { SelfInfoJob } from '../../../preload/shapes/selfInfo.ts'
import { type Failure, WalletError } from '../../failure.ts'
import type { Sql } from '../database.ts'
import { migrate } from '../migrations.ts'
import type { PortalCopy } from '../portalCopy.ts'
import { copyBounds, mustTakeOneMore, mustTakePapers } from './bounds.ts'
import { draftStore } from './drafts.ts'
import { paperStore } from './papers.ts'
import { portalCopyStore } from './portalCopies.ts'

let sql: Sql
beforeEach(() => {
  sql = new Database(':memory:') as Sql
  migrate(sql)
})

const at = '2026-11-01T00:00:00Z'
const notice = (id: string, body = ''): PortalCopy => ({
  portal: 'practice',
  kind: 'notice',
  id,
  content: { id, from: '練習区役所', title: 'お知らせ', body, at, asOf: at },
})
const notices = (from: number, count: number, body = ''): PortalCopy[] =>
  Array.from({ length: count }, (_, index) => notice(String(from + index), body))

function failureThrown(work: () => unknown): Failure {
  try {
    work()
  } catch (error) {
    if (error instanceof WalletError) return error.failure
    throw error
  }
  throw new Error('no failure')
}

/** Rows as an earlier version may have left them, without a look at any bound. */
function fillWith(kind: string, count: number, bytes = 2): void {
  sql
    .prepare(
      `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
       INSERT INTO portal_copy (portal, kind, id, content) SELECT 'other', ?, n, printf('%.*c', ?, 'x') FROM number`,
    )
    .run(count, kind, bytes)
}
const everything = () => sql.prepare('SELECT portal, kind, id, content FROM portal_copy ORDER BY kind, id').all()

describe('copies of what portals told', () => {
  it('are as many as fit; one more keeps none of those that came with it', () => {
    const { notice: most } = copyBounds
    const copies = portalCopyStore(sql)
    fillWith('notice', most.count - 2)
    copies.keep(notices(1, 2))
    const before = everything()
    expect(failureThrown(() => copies.keep([notice('1', 'newer'), ...notices(3, 1)]))).toEqual({
      code: 'portal.tooMuch',
      of: 'notice',
      most: 5_000,
      megabytes: 16,
    })
    expect(everything()).toEqual(before)
    // What is there is still brought up to date, other kinds have places of their own, and what goes makes room.
    copies.keep([notice('1', 'newer')])
    copies.keep([{ portal: 'practice', kind: 'followUpDone', id: '1:0', content: { at } }])
    copies.remove('practice', 'notice', '2')
    copies.keep(notices(3, 1))
    expect(failureThrown(() => copies.keep(notices(4, 1)))).toMatchObject({ code: 'portal.tooMuch' })
  })

  it('are as large as fits, all together, in bytes and not in letters', () => {
    const { notice: most } = copyBounds
    const copies = portalCopyStore(sql)
    const long = '文'.repeat(20_000)
    const each = Buffer.byteLength(JSON.stringify(notice('1000', long).content))
    const fitting = Math.floor(most.bytes / each)
    copies.keep(notices(1000, fitting, long))
    const before = everything()
    expect(failureThrown(() => copies.keep(notices(1000 + fitting, 1, long)))).toMatchObject({ of: 'notice' })
    expect(everything()).toEqual(before)
    copies.keep([notice('1000'), notice('1001')])
    copies.keep(notices(1000 + fitting, 1, long))
  })

  it('that lie over the bound already stay, may shrink, and take nothing more', () => {
    const copies = portalCopyStore(sql)
    copies.keep(notices(1, 1, 'long'))
    fillWith('notice', copyBounds.notice.count + 10)
    copies.keep(notices(1, 1))
    expect(failureThrown(() => copies.keep(notices(2, 1)))).toMatchObject({ code: 'portal.tooMuch' })
  })

  it('say by their kind what can be done', () => {
    const copies = portalCopyStore(sql)
    const told = (copy: PortalCopy) => {
      fillWith(copy.kind, copyBounds[copy.kind].count)
      return failureThrown(() => copies.keep([copy]))
    }
    const place = { portal: 'practice', id: '1' }
    expect(told({ ...place, kind: 'account', content: { subject: 'x' } })).toMatchObject({
      code: 'portal.tooMuch',
      of: 'other',
    })
    expect(
      told({ ...place, kind: 'date', content: { what: 'own', name: 'x', on: '2026-11-01', notedAt: at } }),
    ).toEqual({
      code: 'calendar.full',
      most: 500,
    })
    const job: SelfInfoJob = { id: '1', purpose: '', items: [], requestedAt: at, state: 'waiting', asOf: at }
    const failure = { code: 'selfInfo.full', most: 500, megabytes: 32 }
    expect(told({ ...place, kind: 'selfInfo', content: job })).toEqual(failure)
    const kept = Array.from({ length: 500 }, (): PortalCopy => ({ ...place, kind: 'selfInfo', content: job }))
    expect(failureThrown(() => mustTakeOneMore('selfInfo', kept))).toEqual(failure)
    mustTakeOneMore('selfInfo', kept.slice(1))
  })
})

describe('papers', () => {
  const small = { count: 3, bytes: 100 }
  const bounds = { attachments: small, files: small, outside: small }
  const given = (kind: PaperKind, from: 'file' | 'portal') => ({
    kind,
    name: { ja: '書類', en: 'Paper' },
    media: 'application/pdf',
    source: { from, name: 'x' },
    receivedAt: at,
  })
  const bytes = (size: number, fill: number) => new Uint8Array(size).fill(fill)

  it('of portals, of one’s own files, and of drafts have a room each', () => {
    const papers = paperStore(sql, bounds)
    for (const fill of [1, 2, 3]) papers.keep(given('official', 'portal'), bytes(10, fill))
    expect(failureThrown(() => papers.keep(given('official', 'portal'), bytes(10, 4)))).toEqual({
      code: 'paper.full',
      of: 'outside',
      most: 3_000,
      megabytes: 512,
    })
    const own = papers.keep(given('other', 'file'), bytes(60, 1))
    expect(failureThrown(() => papers.keep(given('other', 'file'), bytes(41, 2)))).toMatchObject({
      code: 'paper.full',
      of: 'files',
    })
    papers.keep(given('other', 'file'), bytes(40, 2))
    papers.keep(given('attachment', 'file'), bytes(100, 1))
    expect(failureThrown(() => papers.keep(given('attachment', 'file'), bytes(1, 2)))).toEqual({
      code: 'draft.attachmentsFull',
      most: 700,
      megabytes: 256,
    })
    expect(papers.all()).toHaveLength(6)
    // The same once more is no more; and what goes makes room.
    expect(papers.keep(given('other', 'file'), bytes(60, 1))).toEqual(own)
    papers.remove(own.id)
    papers.keep(given('other', 'file'), bytes(60, 3))
  })

  it('of several files are all of them or none', () => {
    const kept = Array.from({ length: 2_999 }, (_, index) => ({
      ...given('other', 'file'),
      id: String(index),
      size: 10,
      sha256: '',
    }))
    mustTakePapers('files', kept, [1])
    expect(failureThrown(() => mustTakePapers('files', kept, [1, 1]))).toMatchObject({ code: 'paper.full' })
    mustTakePapers('outside', kept, [1, 1])
    expect(failureThrown(() => mustTakePapers('outside', kept, [512 * 1024 * 1024 + 1]))).toMatchObject({
      of: 'outside',
    })
  })

  it('that no draft has are swept, and no others', () => {
    const papers = paperStore(sql)
    const attached = papers.keep(given('attachment', 'file'), bytes(10, 1))
    const left = papers.keep(given('attachment', 'file'), bytes(10, 2))
    const own = papers.keep(given('other', 'file'), bytes(10, 2))
    const credential = { credentialId: 'c', attributes: [] }
    const attachments = [{ paperId: attached.id }, credential].map((what, index) => ({
      id: `rule${index}`,
      name: 'x',
      media: 'application/pdf',
      size: 10,
      what,
    }))
    draftStore(sql).save({ ...draft(), attachments })
    papers.removeUnattached()
    expect(papers.all().map(({ id }) => id)).toEqual([own.id, attached.id])
    expect(left.kind).toBe('attachment')
  })
})

const draft = (form: Draft['form'] = {}): Draft => ({
  id: randomUUID(),
  procedure: 'care-need',
  title: '要介護・要支援認定の申請',
  organisation: '練習区役所',
  form,
  sources: {},
  attachments: [],
  begunAt: at,
  savedAt: at,
})

it('drafts are as large as fits, all together, and what is there can always be saved', () => {
  const drafts = draftStore(sql)
  const page = 'x'.repeat(20_000)
  const long = { notes: Array.from({ length: 200 }, () => page) }
  const first = draft(long)
  drafts.save(first)
  for (let count = 1; count < 16; count++) drafts.save(draft(long))
  expect(failureThrown(() => drafts.save(draft(long)))).toEqual({ code: 'draft.tooMany' })
  expect(drafts.all()).toHaveLength(16)
  expect(failureThrown(() => drafts.save({ ...first, form: { ...long, more: long.notes } }))).toMatchObject({
    code: 'draft.tooMany',
  })
  expect(drafts.one(first.id).form).toEqual(long)
  drafts.save({ ...first, form: { notes: [] } })
  drafts.save(draft({ notes: [page] }))
})

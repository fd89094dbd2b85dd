// A portal that tells without end: what would go over a drawer's bounds is told, and takes nothing away.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import type { PortalCopy } from '../../main/drawer/portalCopy.ts'
import { copyBounds } from '../../main/drawer/store/bounds.ts'
import { readBoard } from '../../main/journeys/board.ts'
import { importPapers } from '../../main/journeys/importPapers.ts'
import { refreshBoard } from '../../main/journeys/refreshBoard.ts'
import { askSelfInfo } from '../../main/journeys/selfInfo.ts'
import { formOf, jpeg } from '../../practice/portal/testApplication.ts'
import { applyingInFile, sentOf } from '../support/applying.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { inProcessReader } from '../support/inProcessReader.ts'
import { failureOf } from '../support/stage.ts'

const folder = temporaryFolder()
const at = '2026-11-01T00:00:00Z'
const taro = await applyingInFile('taro')
beforeEach(() => {
  taro.stage.network = undefined
})
afterAll(() => folder.remove())

const refresh = () => refreshBoard(taro.stage.ports, taro.where())
const kept = async (kind: PortalCopy['kind']) => taro.stage.drawer.copies(kind)
/** From another portal of before, as many as fit but for `left`. */
async function fillUp(kind: 'notice' | 'application' | 'selfInfo', left: number, content: (id: string) => object) {
  const count = copyBounds[kind].count - (await kept(kind)).length - left
  const copies = Array.from({ length: count }, (_, index) => {
    const id = `before-${index}`
    return { portal: 'before', kind, id, content: content(id) } as PortalCopy
  })
  await taro.stage.drawer.keepCopies(copies)
  return copies
}
async function drop(copies: readonly PortalCopy[]): Promise<void> {
  for (const { portal, kind, id } of copies) await taro.stage.drawer.dropCopy(portal, kind, id)
}

it('more notices than fit are told; what else the portal tells is there, and the next time all of it', async () => {
  const { draft } = await taro.begin('income-certificate')
  await taro.save(draft.id, formOf(taro.portal, 'income-certificate', 'taro'))
  const { receiptNo } = sentOf(await taro.send(draft.id))
  await refresh()
  const refreshedAt = (await readBoard(taro.stage.drawer)).refreshedAt
  const filling = await fillUp('notice', 10, (id) => ({ id, from: '', title: '', body: '', at, asOf: at }))
  const before = await kept('notice')
  taro.stage.network = async (request) =>
    new URL(request.url).pathname.startsWith('/api/notices')
      ? Response.json(
          Array.from({ length: 20 }, (_, index) => ({ id: `n${index}`, at, from: 'x', title: '', body: '' })),
        )
      : taro.stage.portal.fetch(request)
  taro.wait(60_000)
  expect(await failureOf(refresh())).toEqual({ code: 'portal.tooMuch', of: 'notice', most: 5_000, megabytes: 16 })
  expect(await kept('notice')).toEqual(before)
  const board = await readBoard(taro.stage.drawer)
  expect(board.applications).toMatchObject([{ receiptNo, status: 'completed' }])
  expect(board.applications[0]?.documents.map(({ paperId }) => typeof paperId)).toContain('string')
  // It is not said that all was asked for.
  expect(board.refreshedAt).toBe(refreshedAt)
  await drop(filling.slice(0, 10))
  await refresh()
  expect((await kept('notice')).filter(({ id }) => /^n\d/.test(id))).toHaveLength(20)
})

it('an application whose copy does not fit is not sent, and no PIN is asked for it', async () => {
  const [one] = await kept('application')
  if (one?.kind !== 'application') throw new Error('nothing was sent before')
  const { draft } = await taro.begin('moving-out')
  await taro.save(draft.id, formOf(taro.portal, 'moving-out', 'taro'))
  const filling = await fillUp('application', 0, (id) => ({ ...one.content, receiptNo: id }))
  const called = taro.stage.called.length
  const { seen } = await taro.review(draft.id)
  expect(await failureOf(taro.send(draft.id, seen))).toMatchObject({ code: 'portal.tooMuch', of: 'application' })
  expect(taro.asked).toEqual([])
  expect(taro.stage.called.slice(called).filter((path) => path.includes('applications'))).toEqual([])
  await drop(filling.slice(0, 1))
  sentOf(await taro.send(draft.id, seen))
  expect(taro.asked).toEqual(['signature'])
})

it('self-information is not asked for where there is no room for its answer', async () => {
  const job = { purpose: '', items: [], requestedAt: at, state: 'over', asOf: at }
  await fillUp('selfInfo', 0, (id) => ({ ...job, id }))
  const asking = { ...taro.where(), items: ['TM00000000000001'], period: { type: 'latest' } as const, purpose: 'x' }
  const called = taro.stage.called.length
  expect(await failureOf(askSelfInfo(taro.stage.ports, asking))).toEqual({
    code: 'selfInfo.full',
    most: 500,
    megabytes: 32,
  })
  expect(taro.stage.called.slice(called)).toEqual([])
})

it('of files that would be too many papers none is kept', async () => {
  const { drawer, ports, trust } = taro.stage
  const paths = ['one', 'two'].map((name) => {
    const path = join(folder.path, `${name}.xml`)
    writeFileSync(path, `<Form><Title>${name}</Title></Form>`)
    return path
  })
  const before = await drawer.papers()
  const entries = (await drawer.ledger()).length
  const own = {
    kind: 'other',
    media: 'application/xml',
    name: { ja: 'x', en: 'x' },
    size: 10,
    sha256: '',
    source: { from: 'file', name: 'x' },
    receivedAt: at,
  } as const
  // One place is left; to fill them all on the disk would take a minute.
  const nearlyFull = Array.from({ length: 2_999 }, (_, index) => ({ ...own, id: String(index) }))
  const bring = (some: readonly string[]) =>
    importPapers(
      { ...ports, startVerifierProcess: inProcessReader },
      {
        drawer: { ...drawer, papers: async () => nearlyFull },
        trust,
        signal: new AbortController().signal,
        paths: some,
      },
    )
  expect(await failureOf(bring(paths))).toEqual({ code: 'paper.full', of: 'files', most: 3_000, megabytes: 1_024 })
  expect(await drawer.papers()).toEqual(before)
  expect(await drawer.ledger()).toHaveLength(entries)
  expect(await bring(paths.slice(0, 1))).toHaveLength(1)
})

it('a file that was kept and never attached goes when the drawer is opened next, and one of a draft stays', async () => {
  const { draft } = await taro.begin('benefit')
  const photo = join(folder.path, 'photo.jpg')
  writeFileSync(photo, jpeg)
  const { attachments } = (await taro.attach(draft.id, 'passbook', { path: photo })).draft
  const about = {
    media: 'image/jpeg',
    source: { from: 'file', name: 'x.jpg', about: draft.id },
    receivedAt: at,
  } as const
  await taro.stage.drawer.keepPaper({ ...about, kind: 'attachment', name: { ja: 'x', en: 'x' } }, Buffer.from('left'))
  const attached = async () => (await taro.stage.drawer.papers()).filter(({ kind }) => kind === 'attachment')
  expect(await attached()).toHaveLength(2)
  await taro.stage.restart()
  expect((await attached()).map(({ id }) => ({ paperId: id }))).toEqual(attachments.map(({ what }) => what))
})

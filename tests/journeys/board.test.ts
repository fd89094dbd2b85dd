// The status board, notices and official documents: asked of the practice portal, kept in the drawer, read without it.

import { describe, expect, it } from 'vitest'
import { markRead, readApplication, readBoard, readNotices, showKept, tickFollowUp } from '../../main/journeys/board.ts'
import { logOut } from '../../main/journeys/logIn.ts'
import { refreshBoard } from '../../main/journeys/refreshBoard.ts'
import { formOf, send } from '../../practice/portal/testApplication.ts'
import { registerMandate } from '../../practice/portal/testMandate.ts'
import { bearer, bodyOf, tokenOf } from '../../practice/portal/testPortal.ts'
import { boardOfFile } from '../support/boardOfFile.ts'
import { failureOf, testOrigin } from '../support/stage.ts'

const { stage, portal, where, refresh, wait, sent } = await boardOfFile()
const authentication = { key: 'authentication' } as const

describe('the board', () => {
  it('keeps what the portal tells, with its own words, and is read with no portal', async () => {
    expect(await readBoard(stage.drawer)).toMatchObject({ applications: [], refreshedAt: null, unread: 0 })
    const receipt = await sent('moving-out')
    wait(60_000)
    const steps: number[] = []
    await refresh(steps)
    expect([steps[0], steps.at(-1)]).toEqual([0, 100])
    stage.network = async () => {
      throw new Error('the portal was asked')
    }
    const board = await readBoard(stage.drawer)
    expect(board.applications).toMatchObject([
      { receiptNo: receipt, status: 'completed', label: '処理完了', applicant: { name: '練習　太郎', me: true } },
    ])
    expect(board.refreshedAt).not.toBeNull()
    expect(board.unread).toBeGreaterThan(0)
    expect(board.toPay).toBe(3)
    const { history, form } = await readApplication(stage.drawer, receipt)
    expect(history.map(({ label }) => label)).toEqual(['送信済', '到達', '処理中', '処理完了'])
    expect(form['new_address']).toContain('見本市')
    expect(await failureOf(readApplication(stage.drawer, '20260101-00000000'))).toEqual({
      code: 'application.notFound',
    })
    stage.network = undefined
  })

  it('has one list of what follows, which is done by applying or by saying so', async () => {
    const { followUps } = await readBoard(stage.drawer)
    expect(followUps.length).toBeGreaterThan(3)
    expect(followUps.every(({ who, basis, done }) => who !== '' && basis !== '' && done === undefined)).toBe(true)
    const days = followUps.map(({ dueOn }) => dueOn ?? '9999')
    expect(days).toEqual(days.toSorted())
    const allowance = followUps.find(({ procedure }) => procedure === 'child-allowance')
    expect(allowance).toMatchObject({ who: '練習　太郎' })
    const other = followUps.find(({ procedure }) => procedure === undefined)
    await tickFollowUp(stage.drawer, {
      receiptNo: other?.receiptNo ?? '',
      index: other?.index ?? -1,
      done: true,
      at: '2026-01-01T00:00:00Z',
    })
    await sent('child-allowance')
    await refresh()
    const after = (await readBoard(stage.drawer)).followUps
    expect(after.filter(({ done }) => done !== undefined).map(({ title, done }) => [title, done])).toEqual(
      expect.arrayContaining([
        [allowance?.title, 'applied'],
        [other?.title, 'ticked'],
      ]),
    )
    expect(after.at(0)?.done).toBeUndefined()
    expect(
      await failureOf(tickFollowUp(stage.drawer, { receiptNo: other?.receiptNo ?? '', index: 49, done: true, at: '' })),
    ).toEqual({ code: 'application.notFound' })
  })

  it('fetches official documents once, as papers, and says so in the ledger', async () => {
    const receipt = await sent('residence-certificate', authentication)
    wait(60_000)
    await refresh()
    const { documents } = await readApplication(stage.drawer, receipt)
    expect(documents.map(({ media }) => media).toSorted()).toEqual(['application/pdf', 'application/xml'])
    for (const { paperId, sha256, size } of documents) {
      const { paper, bytes } = await stage.drawer.paper(paperId ?? '')
      expect(paper).toMatchObject({ kind: 'residence', sha256, size, source: { from: 'portal', about: receipt } })
      expect(bytes).toHaveLength(size)
    }
    const received = (await stage.drawer.ledger()).filter(({ act }) => act === 'receive')
    expect(received).toHaveLength(2)
    expect(received[0]).toMatchObject({ outcome: 'done', items: [{ attributes: [] }] })
    stage.called.length = 0
    await refresh()
    expect(stage.called.filter((path) => path.includes('/documents'))).toEqual([])
  })

  it('takes no document that is not the one that was announced, and keeps the rest', async () => {
    const receipt = await sent('income-certificate', authentication)
    wait(60_000)
    stage.network = async (request) => {
      const response = await stage.portal.fetch(request)
      if (!/documents\/[\w-]+$/.test(request.url)) return response
      const bytes = new Uint8Array(await response.arrayBuffer())
      bytes[20] = (bytes[20] ?? 0) ^ 1
      return new Response(bytes, { status: response.status, headers: response.headers })
    }
    expect(await failureOf(refresh())).toEqual({ code: 'portal.badAnswer', detail: 'document: sha256' })
    stage.network = undefined
    const { status, documents } = await readApplication(stage.drawer, receipt)
    expect([status, documents.map(({ paperId }) => paperId)]).toEqual(['completed', [undefined, undefined]])
    await refresh()
    expect((await readApplication(stage.drawer, receipt)).documents.every(({ paperId }) => paperId)).toBe(true)
  })

  it('says what is asked back, and where', async () => {
    const receipt = await sent('moving-out')
    await stage.control.decide(receipt, {
      status: 'returned',
      note: '電話番号を確かめてください',
      fields: [{ pointer: '/form/phone', message: 'つながりません' }],
    })
    await refresh()
    expect((await readBoard(stage.drawer)).applications[0]).toMatchObject({
      status: 'returned',
      label: '差し戻し（補正依頼）',
      correctable: true,
      faults: [{ pointer: '/form/phone', message: 'つながりません' }],
    })
  })

  it('shows what somebody sent for another under that person', async () => {
    const { name, birthDate } = stage.world.person('ume') ?? { name: { kanji: '' }, birthDate: '' }
    const form = formOf(portal, 'care-need', 'ume')
    const receipt = await sent('care-need', {
      form,
      on_behalf: { name: name.kanji, birth_date: birthDate },
      unsigned: true,
    })
    await refresh()
    expect((await readBoard(stage.drawer)).applications.find(({ receiptNo }) => receiptNo === receipt)).toMatchObject({
      applicant: { name: name.kanji, me: false },
      actor: { me: true },
      standing: 'family',
    })
  })

  it('shows under a mandate what somebody sent for themselves, on demand only, and not once it has ended', async () => {
    const { id } = await bodyOf(await registerMandate(portal, { principal: 'haruto', agent: 'taro' }))
    const form = formOf(portal, 'residence-certificate', 'haruto')
    const response = await send(portal, 'haruto', { procedure: 'residence-certificate', form, ...authentication })
    const receipt = String((await bodyOf(response))['receipt_no'])
    wait(60_000)
    const seen = async () => (await readBoard(stage.drawer)).applications.find(({ receiptNo }) => receiptNo === receipt)
    await refresh()
    expect(await seen()).toBeUndefined()
    const forOthers = () => refreshBoard(stage.ports, { ...where(), forOthers: true })
    await forOthers()
    expect(await seen()).toMatchObject({ applicant: { name: '練習　はると', me: false }, seenUnder: id })
    expect((await seen())?.documents.every(({ paperId }) => paperId !== undefined)).toBe(true)
    await refresh()
    expect((await seen())?.goneSince).toBeUndefined()
    const token = await tokenOf(portal, 'haruto')
    await portal.fetch(
      new Request(`${testOrigin}/api/mandates/v1/${String(id)}`, { method: 'DELETE', headers: bearer(token) }),
    )
    await forOthers()
    expect((await seen())?.goneSince).toBeUndefined()
  })

  it('reads what was sent from elsewhere under the titles of its form', async () => {
    const { applications } = await readBoard(stage.drawer)
    const returned = applications.find(({ status }) => status === 'returned')
    const { rows, faults } = await showKept(stage.drawer, returned?.receiptNo ?? '', 'ja')
    expect(rows.find(({ pointer }) => pointer === '/form/movers/0/name')?.label).toEqual(['引っ越す人 1', '氏名'])
    expect(rows.find(({ pointer }) => pointer === '/form/moving_on')?.value).toMatch(/年\d+月\d+日/)
    expect(faults).toMatchObject([{ label: ['電話番号（ハイフン入り）'], message: 'つながりません' }])
  })

  it('keeps what the portal has deleted, and says since when', async () => {
    const before = await readBoard(stage.drawer)
    const gone = before.applications.find(
      ({ procedure, applicant }) => procedure === 'residence-certificate' && applicant.me,
    )
    const receipt = gone?.receiptNo ?? ''
    const notices = (await readNotices(stage.drawer)).filter(({ receiptNo }) => receiptNo === receipt)
    await stage.control.forgetApplication(receipt)
    await refresh()
    const kept = await readApplication(stage.drawer, receipt)
    expect(kept.goneSince).toBeDefined()
    expect(kept.documents.every(({ paperId }) => paperId !== undefined)).toBe(true)
    const { goneSince } = kept
    expect(notices.length).toBeGreaterThan(0)
    const still = (await readNotices(stage.drawer)).filter(({ receiptNo }) => receiptNo === receipt)
    expect(still.map(({ id }) => id)).toEqual(notices.map(({ id }) => id))
    expect(still.every((one) => one.goneSince !== undefined)).toBe(true)
    wait(1_000)
    await refresh()
    expect((await readApplication(stage.drawer, receipt)).goneSince).toBe(goneSince)
    await stage.restart()
    await stage.logIn()
    expect((await readApplication(stage.drawer, receipt)).goneSince).toBe(goneSince)
  })

  it.each([
    ['maintenance', 'portal.refused'],
    ['outage', 'portal.unreachable'],
    ['garbled', 'portal.badAnswer'],
  ] as const)('loses nothing where the portal answers with the fault %s in the middle', async (kind, code) => {
    const before = await readBoard(stage.drawer)
    await stage.control.addFault({ kind, where: '/api/notices' })
    const failure = await failureOf(refresh())
    expect([code, 'portal.refused']).toContain(failure.code)
    const { refreshedAt, ...rest } = await readBoard(stage.drawer)
    expect(refreshedAt).toBe(before.refreshedAt)
    expect(rest.applications.map(({ receiptNo }) => receiptNo)).toEqual(
      before.applications.map(({ receiptNo }) => receiptNo),
    )
  })
})

describe('a notice', () => {
  it('that is read here is read at once, and the portal hears of it, later where nobody is logged in', async () => {
    await refresh()
    const [first, second] = (await readNotices(stage.drawer)).filter(
      ({ readAt, goneSince }) => readAt === undefined && goneSince === undefined,
    )
    const readThere = async () => {
      const said = await portal.get('/api/notices/v1', bearer(await tokenOf(portal, 'taro')))
      const all: { id: string; read_at?: string }[] = JSON.parse(await said.text())
      return all.flatMap(({ id, read_at }) => (read_at === undefined ? [] : [id]))
    }
    const read = (id: string | undefined) =>
      markRead(stage.ports, { drawer: stage.drawer, portal: stage.profile, id: id ?? '' })
    await read(first?.id)
    expect(await readThere()).toContain(first?.id)
    await logOut(stage.ports, where())
    await read(second?.id)
    expect((await readNotices(stage.drawer)).find(({ id }) => id === second?.id)?.readAt).toBeDefined()
    expect(await readThere()).not.toContain(second?.id)
    await markRead(stage.ports, { drawer: stage.drawer, portal: undefined, id: second?.id ?? '' })
    await stage.logIn()
    await refresh()
    expect(await readThere()).toContain(second?.id)
    expect(await failureOf(read('unknown'))).toEqual({ code: 'application.notFound' })
  })
})

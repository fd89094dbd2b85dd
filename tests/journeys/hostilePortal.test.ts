// A portal, or who stands in its place, that changes its mind between what was looked at and what is sent, hands over what may
// not be kept, and acts of somebody for another, which name both.
import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { readApplication, readBills } from '../../main/journeys/board.ts'
import { fetchRecords } from '../../main/journeys/fetchRecords.ts'
import { lookAtBill, payBill } from '../../main/journeys/pay.ts'
import { createPending } from '../../main/journeys/pending.ts'
import { refreshMandates } from '../../main/journeys/portalMandates.ts'
import { refreshBoard } from '../../main/journeys/refreshBoard.ts'
import { withdrawApplication } from '../../main/journeys/sendApplication.ts'
import { parseDcql } from '../../main/presentation/parseDcql.ts'
import { insuranceVct } from '../../practice/issuing/types.ts'
import { formOf, named, send } from '../../practice/portal/testApplication.ts'
import { registerMandate } from '../../practice/portal/testMandate.ts'
import { bearer, bodyOf, tokenOf } from '../../practice/portal/testPortal.ts'
import type { Bill } from '../../preload/shapes/payments.ts'
import { applyingInFile, sentOf } from '../support/applying.ts'
import { failureOf } from '../support/stage.ts'

const taro = await applyingInFile('taro')
afterEach(() => {
  taro.stage.network = undefined
})

/** Answers to paths that fit have another body from now on. */
function changing(path: RegExp, change: (body: string) => string): void {
  taro.stage.network = async (request) => {
    const response = await taro.stage.portal.fetch(request)
    if (!path.test(new URL(request.url).pathname) || response.status !== 200) return response
    const { status, headers } = response
    return new Response(change(await response.text()), { status, headers })
  }
}
const ledgerOf = async (act: string) => (await taro.stage.drawer.ledger()).filter((entry) => entry.act === act)
const refresh = (forOthers = false) => refreshBoard(taro.stage.ports, { ...taro.where(), forOthers })
const withNumber = (xml: string) => xml.replace(/<\/(\w+)>\s*$/, '<個人番号>123456789018</個人番号></$1>')

describe('what was looked at', () => {
  it('is what is paid: another amount is not, and has to be looked at again', async () => {
    await refresh()
    const [bill] = await readBills(taro.stage.drawer)
    const pending = createPending<Bill>(taro.stage.ports.now)
    const looking = { ...taro.where(), pending }
    const { pendingId } = await lookAtBill(taro.stage.ports, looking, bill?.numbers ?? expect.unreachable())
    changing(/\/payments\/v1\/inquiry$/, (body) => JSON.stringify({ ...JSON.parse(body), amount: 999_999 }))
    taro.stage.called.length = 0
    expect(await failureOf(payBill(taro.stage.ports, { ...looking, pendingId }))).toEqual({ code: 'payment.changed' })
    expect(taro.stage.called).not.toContain('/api/payments/v1')
    expect((await ledgerOf('pay'))[0]).toMatchObject({ outcome: 'failed', failure: 'payment.changed' })
    expect(await failureOf(payBill(taro.stage.ports, { ...looking, pendingId }))).toEqual({ code: 'pending.gone' })
    expect((await readBills(taro.stage.drawer)).find(({ id }) => id === bill?.id)?.paidAt).toBeUndefined()
  })

  it('and paid is kept with the amount that the portal took', async () => {
    const [bill] = await readBills(taro.stage.drawer)
    const looking = { ...taro.where(), pending: createPending<Bill>(taro.stage.ports.now) }
    const { pendingId } = await lookAtBill(taro.stage.ports, looking, bill?.numbers ?? expect.unreachable())
    changing(/\/payments\/v1$/, (body) => JSON.stringify({ ...JSON.parse(body), amount: 1 }))
    expect((await payBill(taro.stage.ports, { ...looking, pendingId })).amount).toBe(1)
  })

  it('is what is sent: the same values under other words, or signed in another way, are looked at again', async () => {
    const { draft } = await taro.begin('public-account')
    await taro.save(draft.id, formOf(taro.portal, 'public-account', 'taro'))
    const { seen } = await taro.review(draft.id)
    expect((await taro.review(draft.id)).seen).toBe(seen)
    for (const change of [
      (body: string) => body.replace('口座番号', '寄付する口座の番号'),
      (body: string) => body.replace('"signature":"user"', '"signature":"none"'),
    ]) {
      changing(/\/procedures\/v1\/public-account$/, change)
      // Another draft brings the form anew while the review still stands on the screen.
      await taro.begin('public-account')
      taro.stage.network = undefined
      expect(await failureOf(taro.send(draft.id, seen))).toEqual({ code: 'draft.changed' })
    }
    expect(taro.asked).toEqual([])
  })

  it('has no letter that turns others around', async () => {
    const { draft } = await taro.begin('moving-out')
    const form = formOf(taro.portal, 'moving-out', 'taro')
    await taro.save(draft.id, { ...form, new_address: '見本市\u202e１号', visitor: '\u2066' })
    const review = await taro.review(draft.id)
    expect(JSON.stringify(review.rows)).not.toMatch(/[\u202e\u2066]/)
    expect(review.rows.find(({ pointer }) => pointer === '/form/new_address')?.value).toBe('見本市１号')
  })
})

interface Listed {
  readonly id: string
  readonly media: string
}

describe('a verifier', () => {
  it('may call its query what it likes: the answer stands under that name', async () => {
    const { drawer } = taro.stage
    await taro.stage.receive('health-insurance')
    const at = taro.stage.ports.now().toISOString()
    const query = parseDcql({
      credentials: [
        { id: '__proto__', format: 'dc+sd-jwt', meta: { vct_values: [insuranceVct] }, claims: [{ path: ['name'] }] },
      ],
    })
    const { options } = await drawer.match(query, at)
    const choice = { optionId: options[0]?.id ?? '', credentials: {} }
    const binding = { clientId: 'x', nonce: 'n', responseUri: 'https://desk.example/' }
    const { form, shared } = await drawer.present(query, choice, binding, at)
    expect(shared).toHaveLength(1)
    const sent: object = JSON.parse(new URLSearchParams(form).get('vp_token') ?? '')
    expect(Object.entries(sent)).toEqual([['__proto__', [expect.stringContaining('~')]]])
  })
})

describe('a 個人番号 that the portal hands over', () => {
  it('in an official document keeps that document out, and none of the others', async () => {
    const form = formOf(taro.portal, 'residence-certificate', 'taro')
    const sent = await send(taro.portal, 'taro', { procedure: 'residence-certificate', form, key: 'authentication' })
    const receipt = String((await bodyOf(sent))['receipt_no'])
    taro.wait(60_000)
    const token = bearer(await tokenOf(taro.portal, 'taro'))
    const at = `/api/applications/v1/${receipt}/documents`
    const listed: Listed[] = JSON.parse(await (await taro.portal.get(at, token)).text())
    const xml = listed.find(({ media }) => media === 'application/xml') ?? expect.unreachable()
    const bytes = Buffer.from(withNumber(await (await taro.portal.get(`${at}/${xml.id}`, token)).text()), 'utf8')
    const sha256 = createHash('sha256').update(bytes).digest('base64url')
    const announced = listed.map((one) => (one.id === xml.id ? { ...one, size: bytes.length, sha256 } : one))
    taro.stage.network = async (request) => {
      const response = await taro.stage.portal.fetch(request)
      const { pathname } = new URL(request.url)
      const { headers, status } = response
      if (pathname === at) return new Response(JSON.stringify(announced), { headers, status })
      return pathname === `${at}/${xml.id}` ? new Response(bytes, { headers, status }) : response
    }
    expect(await failureOf(refresh())).toMatchObject({ code: 'paper.holdsNumber' })
    const { documents } = await readApplication(taro.stage.drawer, receipt)
    const kept = documents.map(({ media, paperId }) => [media, paperId !== undefined])
    expect(Object.fromEntries(kept)).toEqual({ 'application/pdf': true, 'application/xml': false })
    expect((await taro.stage.drawer.papers()).filter(({ source }) => source.about === receipt)).toHaveLength(1)
    // Refused each time, as long as it is as it is.
    expect(await failureOf(refresh())).toMatchObject({ code: 'paper.holdsNumber' })
    taro.stage.network = undefined
    await refresh()
    expect((await taro.stage.drawer.papers()).filter(({ source }) => source.about === receipt)).toHaveLength(2)
  })

  it.each([
    [
      'drugs',
      /\/drugs$/,
      (body: string) => body.replace(/<\/Message>\s*$/, '<個人番号>123456789018</個人番号></Message>'),
    ],
    [
      'licence',
      /\/licence\/v1$/,
      (body: string) => JSON.stringify({ ...JSON.parse(body), individualNumber: '123456789018' }),
    ],
  ] as const)('in a record keeps it out: %s', async (record, path, change) => {
    changing(path, change)
    const told = await fetchRecords(taro.stage.ports, {
      ...taro.where(),
      trust: taro.stage.trust,
      records: [record],
      signal: new AbortController().signal,
      believed: [],
      step: () => undefined,
    })
    expect(told).toMatchObject([{ record, state: 'failed', failure: { code: 'paper.holdsNumber' } }])
    expect((await taro.stage.drawer.papers()).filter(({ kind }) => kind === record)).toEqual([])
  })
})

describe('whoever acts for another', () => {
  it('is written down beside them: sent, withdrawn, received', async () => {
    const { name, birth_date: birthDate } = named(taro.portal, 'ume')
    const { draft } = await taro.begin('care-need', { kind: 'family', name, birthDate })
    await taro.save(draft.id, formOf(taro.portal, 'care-need', 'ume'))
    const { receiptNo } = sentOf(await taro.send(draft.id))
    await withdrawApplication(taro.stage.ports, taro.where(), receiptNo)
    for (const act of ['apply', 'withdraw'])
      expect((await ledgerOf(act))[0]).toMatchObject({
        outcome: 'done',
        purpose: expect.stringContaining(`(${name})`),
        actor: { basis: 'self' },
      })
  })

  it('has papers of somebody else under their name', async () => {
    await registerMandate(taro.portal, { principal: 'haruto', agent: 'taro' })
    await refreshMandates(taro.stage.ports, taro.where())
    const form = formOf(taro.portal, 'residence-certificate', 'haruto')
    const plan = { procedure: 'residence-certificate', form, key: 'authentication' } as const
    const receipt = String((await bodyOf(await send(taro.portal, 'haruto', plan)))['receipt_no'])
    taro.wait(60_000)
    await refresh(true)
    const papers = (await taro.stage.drawer.papers()).filter(({ source }) => source.about === receipt)
    expect(papers.length).toBeGreaterThan(0)
    for (const { name } of papers) expect(name.ja).toContain('（練習　はると）')
    const received = (await ledgerOf('receive')).filter(({ items }) =>
      items.some(({ credential }) => credential.ja.includes('練習　はると')),
    )
    expect(received).toHaveLength(papers.length)
  })
})

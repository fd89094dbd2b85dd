// Bills: looked at by their numbers, paid once, and kept.
import { describe, expect, it } from 'vitest'
import { fail } from '../../main/failure.ts'
import { readApplication, readBills } from '../../main/journeys/board.ts'
import { lookAtBill, payBill } from '../../main/journeys/pay.ts'
import { createPending } from '../../main/journeys/pending.ts'
import { bearer, tokenOf } from '../../practice/portal/testPortal.ts'
import type { Bill } from '../../preload/shapes/payments.ts'
import { boardOfFile } from '../support/boardOfFile.ts'
import { failureOf } from '../support/stage.ts'

const { stage, portal, where, refresh, wait, sent, now } = await boardOfFile()

describe('a bill', () => {
  const pending = createPending<Bill>(now)
  const looking = () => ({ ...where(), pending })
  const due = async (): Promise<Bill> => {
    const [first] = await readBills(stage.drawer)
    if (first === undefined || first.paidAt !== undefined) throw new Error('nothing is due')
    return first
  }
  const paths = () => stage.called.filter((path) => path.startsWith('/api/payments'))

  it('is looked at by its eL-number, paid once, kept, and written down', async () => {
    await refresh()
    const { numbers, title, amount } = await due()
    const groups = numbers.paymentNumber.replace(/(\d{4})(?=\d)/g, '$1-')
    const { pendingId, bill } = await lookAtBill(stage.ports, looking(), { ...numbers, paymentNumber: ` ${groups}　` })
    expect(bill).toMatchObject({ kind: 'tax', title, amount })
    const paid = await payBill(stage.ports, { ...looking(), pendingId })
    expect(paid.paidAt).toBeDefined()
    expect(paid.paymentId).toBeDefined()
    const entry = (await stage.drawer.ledger()).find(({ act }) => act === 'pay')
    expect(entry).toMatchObject({ outcome: 'done', purpose: title, items: [] })
    expect((await readBills(stage.drawer)).at(-1)).toMatchObject({ id: bill.id, paymentId: paid.paymentId })
    expect(await failureOf(payBill(stage.ports, { ...looking(), pendingId }))).toEqual({ code: 'pending.gone' })
    const again = await lookAtBill(stage.ports, looking(), numbers)
    expect(again.bill.paidAt).toBeDefined()
    expect(await failureOf(payBill(stage.ports, { ...looking(), pendingId: again.pendingId }))).toEqual({
      code: 'payment.alreadyPaid',
    })
    await refresh()
    expect((await readBills(stage.drawer)).find(({ id }) => id === bill.id)?.paymentId).toBe(paid.paymentId)
  })

  it('that cannot be one is not asked for; one that nobody knows is said to be unknown', async () => {
    stage.called.length = 0
    const { numbers } = await due()
    for (const wrong of [
      { ...numbers, confirmationNumber: '12345' },
      { ...numbers, agency: '' },
      { paymentNumber: numbers.paymentNumber, confirmationNumber: numbers.confirmationNumber },
      { paymentNumber: 'x', confirmationNumber: '' },
    ])
      expect(await failureOf(lookAtBill(stage.ports, looking(), wrong))).toEqual({ code: 'payment.numbersWrong' })
    expect(paths()).toEqual([])
    expect(await failureOf(lookAtBill(stage.ports, looking(), { ...numbers, division: '999' }))).toEqual({
      code: 'payment.unknown',
    })
  })

  it('that is declined stays due, and can be paid after that', async () => {
    const { numbers } = await due()
    const { pendingId } = await lookAtBill(stage.ports, looking(), numbers)
    await stage.control.addFault({ kind: 'payment_declined', times: 1 })
    expect(await failureOf(payBill(stage.ports, { ...looking(), pendingId }))).toEqual({ code: 'payment.declined' })
    expect((await stage.drawer.ledger()).find(({ act }) => act === 'pay')).toMatchObject({
      outcome: 'failed',
      failure: 'payment.declined',
    })
    expect((await payBill(stage.ports, { ...looking(), pendingId })).paidAt).toBeDefined()
  })

  it('that was paid while its answer got lost is paid; where nobody can say, that is said', async () => {
    const { numbers } = await due()
    const { pendingId } = await lookAtBill(stage.ports, looking(), numbers)
    // The portal does it and the line goes dead, now and for whoever asks again.
    let dead = false
    stage.network = async (request) => {
      if (dead) fail({ code: 'portal.unreachable' })
      const response = await stage.portal.fetch(request)
      if (request.method !== 'POST' || !request.url.endsWith('/api/payments/v1') || response.status !== 200)
        return response
      dead = true
      return fail({ code: 'portal.unreachable' })
    }
    expect(await failureOf(payBill(stage.ports, { ...looking(), pendingId }))).toEqual({ code: 'payment.uncertain' })
    stage.network = undefined
    await refresh()
    expect((await readBills(stage.drawer)).every(({ paidAt }) => paidAt !== undefined)).toBe(true)
  })

  it('that is the fee of an application lets it go on; the certificate comes as papers', async () => {
    const receipt = await sent('tax-certificate')
    wait(60_000)
    await refresh()
    expect(await readApplication(stage.drawer, receipt)).toMatchObject({
      status: 'payment_wait',
      label: '手数料の納付待ち',
      fee: { amount: 740 },
    })
    const fee = (await readBills(stage.drawer)).find(({ receiptNo }) => receiptNo === receipt)
    const { pendingId } = await lookAtBill(
      stage.ports,
      looking(),
      fee?.numbers ?? { paymentNumber: '', confirmationNumber: '' },
    )
    // The portal does it, and nobody learns of it.
    const lost = Response.json(
      { code: 'temporarily_unavailable' },
      { status: 503, headers: { 'content-type': 'application/problem+json' } },
    )
    stage.network = async (request) => {
      const response = await stage.portal.fetch(request)
      return new URL(request.url).pathname === '/api/payments/v1' ? lost : response
    }
    const paid = await payBill(stage.ports, { ...looking(), pendingId })
    stage.network = undefined
    expect([paid.receiptNo, paid.paymentId]).toEqual([receipt, undefined])
    expect((await readApplication(stage.drawer, receipt)).fee?.paidAt).toBe(paid.paidAt)
    wait(11_000)
    await refresh()
    const { status, documents } = await readApplication(stage.drawer, receipt)
    expect(status).toBe('completed')
    const kinds = await Promise.all(
      documents.map(async ({ paperId }) => (await stage.drawer.paper(paperId ?? '')).paper.kind),
    )
    expect(kinds).toEqual(['taxCertificate', 'taxCertificate'])
  })

  it('of somebody else is paid by its numbers and kept, though the portal does not list it', async () => {
    const theirs: { el_number: Record<string, string> }[] = JSON.parse(
      await (await portal.get('/api/payments/v1', bearer(await tokenOf(portal, 'hanako')))).text(),
    )
    const el = theirs[0]?.el_number
    const { pendingId, bill } = await lookAtBill(stage.ports, looking(), {
      agency: el?.['agency'] ?? '',
      paymentNumber: el?.['payment_number'] ?? '',
      confirmationNumber: el?.['confirmation_number'] ?? '',
      division: el?.['division'] ?? '',
    })
    expect(bill.others).toBe(true)
    expect((await readBills(stage.drawer)).some(({ id }) => id === bill.id)).toBe(false)
    await payBill(stage.ports, { ...looking(), pendingId })
    await refresh()
    expect((await readBills(stage.drawer)).find(({ id }) => id === bill.id)).toMatchObject({ others: true })
    expect((await readBills(stage.drawer)).find(({ id }) => id === bill.id)?.goneSince).toBeUndefined()
  })
})

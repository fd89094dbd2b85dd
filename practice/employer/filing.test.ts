// An employer's software against the portal: what is published is enough to file, correct and receive.
import { describe, expect, it } from 'vitest'
import { portalOfFile } from '../portal/portalOfFile.ts'
import { practiceCompany } from '../portal/register/families.ts'
import { type Api, logIn, type Officer, Refused } from './api.ts'
import { correct, type Filing, fetchDocuments, look, send } from './filing.ts'

const portal = await portalOfFile()
const api = await logIn(portal.fetch, portal.origin, officer(practiceCompany.officer), portal.now)

function officer(id: string): Officer {
  const { authentication, signature } = portal.world.person(id) ?? {}
  if (authentication === undefined || signature === undefined) throw new Error(`${id} has no card`)
  return { authentication, signature }
}
const filing = (days = [30, 31, 30], number: string = practiceCompany.number): Filing => ({
  company: { name: practiceCompany.name, number },
  year: 2026,
  employees: [{ number: 1, name: '見本 次郎', pay: [300_000, 310_000, 305_000], days }],
})
const refused = async (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Refused ? { code: error.code, fields: error.fields } : Promise.reject(error)),
  )

describe('an employer’s software', () => {
  it('files, is told an arrival number, corrects what is sent back, and receives the official document', async () => {
    const sent = await send(api, filing([30, 0, 30]))
    expect(sent.arrival_no).toMatch(/^A\d{16}$/)
    portal.wait(60_000)
    const returned = await look(api, sent.receipt_no)
    expect(returned).toMatchObject({ status: 'returned', fields: [{ pointer: '/form/employees/0/days' }] })
    expect(await fetchDocuments(api, sent.receipt_no)).toEqual([])
    await correct(api, sent.receipt_no, filing())
    portal.wait(60_000)
    expect(await look(api, sent.receipt_no)).toMatchObject({ status: 'completed', arrival_no: sent.arrival_no })
    const [document, ...others] = await fetchDocuments(api, sent.receipt_no)
    expect([document?.media, others]).toEqual(['application/pdf', []])
    expect(Buffer.from(document?.bytes ?? []).toString('latin1')).toMatch(/^%PDF-/)
  })

  it('gets the same receipt for the same filing, when the answer was lost', async () => {
    const id = crypto.randomUUID()
    await portal.control.addFault({ kind: 'lost_answer', where: '/api/applications', times: 1 })
    expect(await refused(send(api, filing(), id))).toMatchObject({ code: 'temporarily_unavailable' })
    const again = await send(api, filing(), id)
    expect((await send(api, filing(), id)).receipt_no).toBe(again.receipt_no)
  })

  it('is told where a form is wrong, and is nobody else’s officer', async () => {
    expect(await refused(send(api, filing(undefined, '1234567890123')))).toMatchObject({
      code: 'validation_failed',
      fields: [{ pointer: '/form/company/number' }],
    })
    const other = await logIn(portal.fetch, portal.origin, officer('taro'), portal.now)
    expect(await refused(send(other, filing()))).toMatchObject({ code: 'not_eligible_applicant' })
  })

  it('does not sign a log-in for another place, nor take a document that was changed', async () => {
    await portal.control.addFault({ kind: 'wrong_origin', times: 1 })
    const elsewhere = logIn(portal.fetch, portal.origin, officer(practiceCompany.officer), portal.now)
    await expect(elsewhere).rejects.toThrow('asked to log in at https://portal.example.invalid')
    const sent = await send(api, filing())
    portal.wait(60_000)
    const changed: Api = { ...api, download: async () => new Uint8Array([0x25]) }
    await expect(fetchDocuments(changed, sent.receipt_no)).rejects.toThrow('is not what the portal lists')
  })
})

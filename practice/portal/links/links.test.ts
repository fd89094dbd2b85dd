import { describe, expect, it } from 'vitest'
import { portalOfFile } from '../portalOfFile.ts'
import { bearer, bodyOf, tokenOf } from '../testPortal.ts'

const portal = await portalOfFile()

async function call(person: string, method: string, path: string): Promise<Response> {
  return portal.fetch(
    new Request(`${portal.origin}/api/links/v1${path}`, { method, headers: bearer(await tokenOf(portal, person)) }),
  )
}
const codeOf = async (response: Response) => (await bodyOf(response))['code']

describe('a link to a partner', () => {
  it('is made once, with a name for that partner alone, and ended', async () => {
    const tax = await bodyOf(await call('taro', 'POST', '/etax'))
    expect(tax).toMatchObject({ partner: 'etax', scopes: ['deduction_documents'] })
    const pension = await bodyOf(await call('taro', 'POST', '/nenkin'))
    expect(pension['subject']).not.toBe(tax['subject'])
    expect(await codeOf(await call('taro', 'POST', '/etax'))).toBe('duplicate')
    expect(await (await call('taro', 'GET', '')).json()).toHaveLength(2)
    expect((await call('taro', 'DELETE', '/nenkin')).status).toBe(204)
    expect(await codeOf(await call('taro', 'DELETE', '/nenkin'))).toBe('not_linked')
    expect((await call('taro', 'POST', '/elsewhere')).status).toBe(404)
  })

  it('signs on at the partner once, within a minute, while it stands', async () => {
    await call('hanako', 'POST', '/etax')
    const enter = async () => {
      const { url } = await bodyOf(await call('hanako', 'POST', '/etax/sign-on'))
      return new URL(String(url)).pathname
    }
    const first = await enter()
    const page = await (await portal.get(first)).text()
    expect(page).toContain('練習　花子 さんとしてログイン')
    expect(page).toContain('練習e-Tax')
    expect((await portal.get(first)).status).toBe(410)
    const elsewhere = await enter()
    expect((await portal.get(elsewhere.replace('etax', 'nenkin'))).status).toBe(410)
    const late = await enter()
    portal.wait(60_000)
    expect((await portal.get(late)).status).toBe(410)
    const ended = await enter()
    await call('hanako', 'DELETE', '/etax')
    expect((await portal.get(ended)).status).toBe(410)
    expect(await codeOf(await call('hanako', 'POST', '/etax/sign-on'))).toBe('not_linked')
  })

  it('gives the documents of the partner, and none without it', async () => {
    expect(await codeOf(await call('sakura', 'GET', '/etax/documents'))).toBe('not_linked')
    await call('sakura', 'POST', '/etax')
    await call('sakura', 'POST', '/nenkin')
    const list: { id: string; name: string }[] = JSON.parse(
      await (await call('sakura', 'GET', '/etax/documents')).text(),
    )
    expect(list.map(({ id }) => id)).toEqual(['life-insurance', 'medical', 'donation'])
    const xml = await call('sakura', 'GET', '/etax/documents/donation')
    expect(xml.headers.get('content-type')).toBe('application/xml')
    expect(await xml.text()).toContain('<Name>練習　さくら</Name>')
    const pdf = await call('sakura', 'GET', '/nenkin/documents/pension-letter')
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect((await call('sakura', 'GET', '/etax/documents/pension-letter')).status).toBe(404)
  })

  it('can be refused outside service hours', async () => {
    await portal.control.addFault({ kind: 'outside_service_hours', times: 1 })
    const response = await call('haruto', 'POST', '/nenkin')
    expect(response.status).toBe(503)
    expect(await codeOf(response)).toBe('outside_service_hours')
  })
})

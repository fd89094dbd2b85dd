import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addDays, dayInJapan } from '../../calendar.ts'
import { portalOfFile } from '../portalOfFile.ts'
import { account, formOf, jpeg, named, pdf, type SentApplication, seen, send } from '../testApplication.ts'
import { registerMandate } from '../testMandate.ts'
import { bearer, bodyOf, tokenOf } from '../testPortal.ts'

const portal = await portalOfFile()

const receiptOf = async (response: Response): Promise<string> => {
  const body = await bodyOf(response)
  expect(body, JSON.stringify(body)).toHaveProperty('receipt_no')
  return String(body['receipt_no'])
}
const codeOf = async (response: Response) => (await bodyOf(response))['code']
const good = (procedure: string, person: string): SentApplication => ({
  procedure,
  form: formOf(portal, procedure, person),
})
const withdraw = async (person: string, receipt: string) =>
  portal.fetch(
    new Request(`${portal.origin}/api/applications/v1/${receipt}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', ...bearer(await tokenOf(portal, person)) },
      body: '{"action":"withdraw"}',
    }),
  )
const statesOf = (application: Record<string, unknown>) =>
  JSON.parse(JSON.stringify(application['history'])).map(({ status }: { status: string }) => status)

describe('an application', () => {
  it('of a move: several people with one card, its states with the office’s labels, and what follows', async () => {
    const response = await send(portal, 'taro', good('moving-out', 'taro'))
    expect(response.status).toBe(201)
    const made = await bodyOf(response)
    expect(made).toMatchObject({ status: 'sent', label: '送信済', withdrawable: true, applicant: { me: true } })
    const receipt = String(made['receipt_no'])
    expect(receipt).toMatch(/^\d{8}-\d{8}$/)
    portal.wait(6_000)
    expect(await seen(portal, 'taro', receipt)).toMatchObject({ status: 'arrived', label: '到達' })
    portal.wait(15_000)
    expect(await seen(portal, 'taro', receipt)).toMatchObject({ status: 'reviewing', label: '処理中' })
    portal.wait(20_000)
    const done = await seen(portal, 'taro', receipt)
    expect(done).toMatchObject({ status: 'completed', label: '処理完了', withdrawable: false })
    expect(statesOf(done)).toEqual(['sent', 'arrived', 'reviewing', 'completed'])
    expect(done['follow_ups']).toContainEqual(
      expect.objectContaining({ procedure: 'child-allowance', who: '練習　太郎' }),
    )
    expect(done['follow_ups']).toContainEqual(expect.objectContaining({ who: '練習　ウメ' }))
    const notices = await (await portal.get('/api/notices/v1', bearer(await tokenOf(portal, 'taro')))).json()
    expect(notices).toContainEqual(expect.objectContaining({ from: '練習区役所', related_receipt_no: receipt }))
  })

  it('of 児童手当 is for the parent who mainly keeps the household, signed by that parent', async () => {
    const other = await send(portal, 'taro', { ...good('child-allowance', 'taro'), signer: 'hanako' })
    expect(await codeOf(other)).toBe('other_person')
    const receipt = await receiptOf(await send(portal, 'hanako', good('child-allowance', 'hanako')))
    portal.wait(60_000)
    const rejected = await seen(portal, 'hanako', receipt)
    expect(rejected).toMatchObject({ status: 'rejected', label: '却下' })
    expect(JSON.stringify(rejected)).toContain('もう一方の親')
    const right = await receiptOf(await send(portal, 'taro', good('child-allowance', 'taro')))
    portal.wait(60_000)
    expect(await seen(portal, 'taro', right)).toMatchObject({ status: 'completed' })
  })

  it('is sent back, corrected, and goes on; a correction that comes twice is one', async () => {
    const attachments = [{ id: 'passbook', media: 'image/jpeg', bytes: jpeg }]
    const form = { ...formOf(portal, 'benefit', 'taro'), members: 4 }
    const receipt = await receiptOf(await send(portal, 'taro', { procedure: 'benefit', form, attachments }))
    const right = { procedure: 'benefit', form: formOf(portal, 'benefit', 'taro'), corrects: receipt }
    expect(await codeOf(await send(portal, 'taro', right))).toBe('window_closed')
    portal.wait(60_000)
    expect(await seen(portal, 'taro', receipt)).toMatchObject({
      status: 'returned',
      label: '差し戻し（補正依頼）',
      fields: [{ pointer: '/form/members', message: '登録は5人です' }],
      correctable: true,
    })
    expect(await codeOf(await send(portal, 'taro', { ...right, unsigned: true }))).toBe('signature_missing')
    const requestId = randomUUID()
    expect((await send(portal, 'taro', { ...right, requestId })).status).toBe(200)
    expect((await send(portal, 'taro', { ...right, requestId })).status).toBe(200)
    portal.wait(60_000)
    const done = await seen(portal, 'taro', receipt)
    expect(statesOf(done)).toEqual([
      'sent',
      'arrived',
      'reviewing',
      'returned',
      'sent',
      'arrived',
      'reviewing',
      'completed',
    ])
  })

  it('of childcare is asked back the certificate of the other parent', async () => {
    const attachments = [{ id: 'employment-1', media: 'application/pdf', bytes: pdf }]
    const receipt = await receiptOf(await send(portal, 'hanako', { ...good('childcare', 'hanako'), attachments }))
    portal.wait(60_000)
    expect(await seen(portal, 'hanako', receipt)).toMatchObject({ fields: [{ pointer: '/attachments/employment-2' }] })
    const more = [{ id: 'employment-2', media: 'application/pdf', bytes: pdf }]
    const corrected = { ...good('childcare', 'hanako'), attachments: more, corrects: receipt }
    expect((await send(portal, 'hanako', corrected)).status).toBe(200)
    portal.wait(60_000)
    expect(await seen(portal, 'hanako', receipt)).toMatchObject({ status: 'completed' })
  })

  it('of a public account keeps it for the person', async () => {
    const plan = { ...good('public-account', 'hanako'), key: 'authentication' as const }
    await receiptOf(await send(portal, 'hanako', plan))
    portal.wait(60_000)
    const token = await tokenOf(portal, 'hanako')
    await portal.get('/api/applications/v1', bearer(token))
    expect(await bodyOf(await portal.get('/api/public-account/v1', bearer(token)))).toMatchObject(
      account(portal, 'hanako'),
    )
    const others = { ...plan, form: { account: account(portal, 'taro'), consent: true } }
    expect(await bodyOf(await send(portal, 'hanako', others))).toMatchObject({
      code: 'validation_failed',
      fields: [{ pointer: '/form/account/holder_kana' }],
    })
  })

  it('of 要介護認定 is sent by family for somebody whose card has no PIN, and both are named', async () => {
    const plan = { ...good('care-need', 'ume'), on_behalf: named(portal, 'ume'), unsigned: true as const }
    const made = await bodyOf(await send(portal, 'taro', plan))
    expect(made).toMatchObject({
      standing: 'family',
      applicant: { name: '練習　ウメ', me: false },
      actor: { me: true },
    })
    expect(await codeOf(await send(portal, 'taro', plan))).toBe('duplicate')
    const stranger = { ...plan, on_behalf: { ...named(portal, 'ume'), birth_date: '1900-01-01' } }
    expect(await codeOf(await send(portal, 'taro', stranger))).toBe('not_eligible_applicant')
  })

  it('of a passport goes by the mandate of a parent for a small child, and with a parent’s consent for an older one', async () => {
    const photo = { id: 'photo', media: 'image/jpeg', bytes: jpeg }
    const mandate = String((await bodyOf(await registerMandate(portal, { principal: 'haruto', agent: 'taro' })))['id'])
    const plan = { ...good('passport', 'haruto'), attachments: [photo], headers: { 'mandate-id': mandate } }
    const made = await bodyOf(await send(portal, 'taro', plan))
    expect(made).toMatchObject({
      standing: 'legal',
      applicant: { name: '練習　はると' },
      actor: { name: '練習　太郎' },
    })
    const alone = { ...good('passport', 'sakura'), attachments: [photo] }
    expect(await bodyOf(await send(portal, 'sakura', alone))).toMatchObject({
      fields: [{ pointer: '/attachments/parental-consent' }],
    })
    const consent = { id: 'parental-consent', media: 'image/jpeg', bytes: jpeg }
    expect((await send(portal, 'sakura', { ...alone, attachments: [photo, consent] })).status).toBe(201)
    // Both see that one acted for the other.
    for (const person of ['taro', 'haruto']) {
      const history = await (await portal.get('/api/history/v1', bearer(await tokenOf(portal, person)))).json()
      expect(history).toContainEqual(expect.objectContaining({ event: 'proxied', scope: 'applications' }))
    }
  })

  it('of an employer has an arrival number, is corrected, and ends in an official document', async () => {
    const form = formOf(portal, 'social-insurance', 'hanako')
    const doubtful = { ...form, employees: [{ number: 1, name: '見本', pay: [1, 1, 1], days: [0, 20, 20] }] }
    const made = await bodyOf(await send(portal, 'hanako', { procedure: 'social-insurance', form: doubtful }))
    expect(made['arrival_no']).toMatch(/^A\d{16}$/)
    const receipt = String(made['receipt_no'])
    portal.wait(60_000)
    expect(await seen(portal, 'hanako', receipt)).toMatchObject({ fields: [{ pointer: '/form/employees/0/days' }] })
    await send(portal, 'hanako', { procedure: 'social-insurance', form, corrects: receipt })
    portal.wait(60_000)
    expect(await seen(portal, 'hanako', receipt)).toMatchObject({ status: 'completed', documents: 1 })
    expect(await codeOf(await send(portal, 'taro', good('social-insurance', 'taro')))).toBe('not_eligible_applicant')
  })

  it.each([
    ['residence-certificate', '<Value>練習　ウメ</Value>'],
    ['income-certificate', '<Value>4200000</Value>'],
  ])('of a certificate (%s) ends in signed XML and in PDF', async (procedure, told) => {
    const plan = { ...good(procedure, 'taro'), key: 'authentication' as const }
    const receipt = await receiptOf(await send(portal, 'taro', plan))
    portal.wait(60_000)
    expect(await seen(portal, 'taro', receipt)).toMatchObject({ status: 'completed', documents: 2 })
    const path = `/api/applications/v1/${receipt}/documents`
    const headers = bearer(await tokenOf(portal, 'taro'))
    const list: { id: string; media: string }[] = JSON.parse(await (await portal.get(path, headers)).text())
    const xml = list.find(({ media }) => media === 'application/xml')
    expect(await (await portal.get(`${path}/${xml?.id}`, headers)).text()).toContain(told)
    expect((await portal.get(`${path}/unknown`, headers)).status).toBe(404)
  })

  it('can be withdrawn until it is decided', async () => {
    const receipt = await receiptOf(await send(portal, 'taro', good('moving-out', 'taro')))
    expect(await codeOf(await withdraw('hanako', receipt))).toBe('not_found')
    expect(await bodyOf(await withdraw('taro', receipt))).toMatchObject({ status: 'withdrawn', label: '取下げ' })
    expect(await codeOf(await withdraw('taro', receipt))).toBe('window_closed')
    portal.wait(60_000)
    expect(await seen(portal, 'taro', receipt)).toMatchObject({ status: 'withdrawn' })
  })

  it('that was taken while the answer was lost gets the same receipt again', async () => {
    const requestId = randomUUID()
    const plan = { ...good('moving-out', 'taro'), requestId }
    await portal.control.addFault({ kind: 'lost_answer', where: '/api/applications', times: 1 })
    expect((await send(portal, 'taro', plan)).status).toBe(503)
    const receipt = await receiptOf(await send(portal, 'taro', plan))
    const list = await (await portal.get('/api/applications/v1', bearer(await tokenOf(portal, 'taro')))).json()
    expect(
      list.filter(
        (one: { procedure: string; status: string }) => one.procedure === 'moving-out' && one.status === 'sent',
      ),
    ).toHaveLength(1)
    const changed = { ...plan, form: { ...plan.form, visitor: '別の人' } }
    expect(await codeOf(await send(portal, 'taro', changed))).toBe('duplicate')
    await withdraw('taro', receipt)
  })

  it('goes where the office puts it', async () => {
    const receipt = await receiptOf(await send(portal, 'taro', good('moving-out', 'taro')))
    await portal.control.decide(receipt, { status: 'returned', note: '電話番号を確かめてください' })
    expect(await seen(portal, 'taro', receipt)).toMatchObject({ status: 'returned', correctable: true })
    await withdraw('taro', receipt)
  })
})

it('is forgotten by the portal after some time, with its documents and notices', async () => {
  const plan = { ...good('residence-certificate', 'taro'), key: 'authentication' as const }
  const receipt = await receiptOf(await send(portal, 'taro', plan))
  portal.wait(60_000)
  expect(await seen(portal, 'taro', receipt)).toMatchObject({ status: 'completed', documents: 2 })
  await portal.control.forgetApplication(receipt)
  expect(await seen(portal, 'taro', receipt)).toMatchObject({ code: 'not_found' })
  const notices = await (await portal.get('/api/notices/v1', bearer(await tokenOf(portal, 'taro')))).text()
  expect(notices).not.toContain(receipt)
  await expect(portal.control.forgetApplication(receipt)).rejects.toThrow('404')
})

describe('what is refused', () => {
  const today = dayInJapan(new Date())
  const formWith = (procedure: string, person: string, over: SentApplication['form']) => ({
    procedure,
    form: { ...formOf(portal, procedure, person), ...over },
  })

  it.each([
    ['no procedure of ours', () => ({ ...good('benefit', 'taro'), procedure: 'x' }), 'not_found'],
    ['one that is done elsewhere', () => ({ ...good('benefit', 'taro'), procedure: 'death-notice' }), 'not_found'],
    ['without a signature', () => ({ ...good('moving-out', 'taro'), unsigned: true as const }), 'signature_missing'],
    [
      'with another form than was signed',
      () => ({ ...good('moving-out', 'taro'), signedForm: {} }),
      'signature_invalid',
    ],
    [
      'signed with the log-in key',
      () => ({ ...good('moving-out', 'taro'), key: 'authentication' as const }),
      'issuer_mismatch',
    ],
    ['signed by somebody else', () => ({ ...good('moving-out', 'taro'), signer: 'sakura' }), 'other_person'],
    [
      'signed with an expired certificate',
      () => ({ ...good('moving-out', 'taro'), signer: 'ichiro' }),
      'signing_cert_expired',
    ],
    ['with a form that does not fit', () => formWith('moving-out', 'taro', { phone: '0900' }), 'validation_failed'],
    ['with a member too many', () => formWith('moving-out', 'taro', { more: 1 }), 'validation_failed'],
    [
      'too early',
      () => formWith('moving-out', 'taro', { moving_on: addDays(today, 900), visit_on: addDays(today, 901) }),
      'validation_failed',
    ],
    [
      'for somebody of another household',
      () => formWith('moving-out', 'taro', { movers: [named(portal, 'ichiro')] }),
      'validation_failed',
    ],
    ['without what must be attached', () => good('benefit', 'taro'), 'attachment_rejected'],
    [
      'with a number that has no one spelling',
      () => ({ ...formWith('benefit', 'taro', { members: 1.5 }), unsigned: true as const }),
      'invalid_request',
    ],
  ])('%s', async (_, plan, code) => {
    expect(await codeOf(await send(portal, 'taro', plan()))).toBe(code)
  })

  it.each([
    ['of another kind', 'application/pdf', jpeg],
    ['that the procedure does not take', 'image/gif', jpeg],
    ['that is too large', 'image/jpeg', Uint8Array.from({ length: 300_001 }, (_, index) => jpeg[index] ?? 0)],
  ])('an attachment %s', async (_, media, bytes) => {
    const attachments = [{ id: 'passbook', media, bytes }]
    const response = await send(portal, 'taro', { ...good('benefit', 'taro'), attachments })
    expect(await bodyOf(response)).toMatchObject({
      code: 'attachment_rejected',
      fields: [{ pointer: '/attachments/passbook' }],
    })
  })

  it('tells every place of a form that does not fit', async () => {
    const response = await send(portal, 'taro', { procedure: 'moving-out', form: { movers: [] } })
    const { fields } = JSON.parse(await response.text())
    expect(fields.length).toBeGreaterThan(5)
    expect(fields).toContainEqual(expect.objectContaining({ pointer: '/form/phone' }))
  })

  it('a revoked signing certificate', async () => {
    await portal.control.addFault({ kind: 'signing_cert_revoked', person: 'taro' })
    expect(await codeOf(await send(portal, 'taro', good('moving-out', 'taro')))).toBe('signing_cert_revoked')
  })

  it('a municipality that does not take it', async () => {
    await portal.control.addFault({ kind: 'not_supported_by_municipality', times: 1 })
    expect(await codeOf(await send(portal, 'taro', good('moving-out', 'taro')))).toBe('not_supported_by_municipality')
  })

  it('more than sixty in an hour', async () => {
    const answers: number[] = []
    for (let count = 0; count < 62; count++) {
      answers.push((await send(portal, 'hanako', { ...good('childcare', 'hanako'), unsigned: true })).status)
    }
    expect(answers).toContain(201)
    expect(answers.at(-1)).toBe(429)
    portal.wait(3_600_000)
    expect((await send(portal, 'hanako', good('childcare', 'hanako'))).status).toBe(201)
  })

  it('a second one while the first is open', async () => {
    const receipt = await receiptOf(await send(portal, 'taro', good('moving-out', 'taro')))
    expect(await codeOf(await send(portal, 'taro', good('moving-out', 'taro')))).toBe('duplicate')
    await withdraw('taro', receipt)
  })
})

describe('procedures', () => {
  const search = async (query: string): Promise<string[]> =>
    JSON.parse(await (await portal.get(`/api/procedures/v1?${query}`)).text()).map(({ id }: { id: string }) => id)

  it.each([
    ['life_event=birth', 'child-allowance'],
    ['life_event=move', 'moving-out'],
    ['life_event=school', 'childcare'],
    ['life_event=care', 'care-need'],
    ['life_event=retirement', 'pension-claim'],
    ['life_event=death', 'death-notice'],
    ['person_kind=employer', 'social-insurance'],
    [`q=${encodeURIComponent('パスポート')}`, 'passport'],
    [`q=${encodeURIComponent('口座　給付')}`, 'public-account'],
  ])('are found by %s', async (query, id) => {
    expect(await search(query)).toContain(id)
  })

  it('are found in the municipality that was chosen', async () => {
    expect(await search('lg=131121')).toContain('child-allowance')
    expect(await search('lg=131016')).not.toContain('child-allowance')
    expect(await search('lg=131016')).toContain('moving-out')
    expect((await portal.get('/api/procedures/v1?lg=13')).status).toBe(400)
    expect((await portal.get('/api/procedures/v1?life_event=x')).status).toBe(400)
  })

  it('tell what must be ready, and the form', async () => {
    const { preparation } = JSON.parse(await (await portal.get('/api/procedures/v1/moving-out')).text())
    expect(preparation).toMatchObject({
      signature: 'sign',
      taps: 3,
      certificates: [{ use: 'authentication' }, { use: 'signature' }],
    })
    expect(preparation.form.properties.old_address).toMatchObject({ title: 'いまの住所', 'x-fill': 'card.address' })
    expect((await portal.get('/api/procedures/v1/x')).status).toBe(404)
    const elsewhere = await bodyOf(await portal.get('/api/procedures/v1/death-notice'))
    expect(elsewhere).toMatchObject({ online: false })
    expect(elsewhere).not.toHaveProperty('preparation')
  })
})

it('a notice can be marked as read, by its person alone', async () => {
  const token = await tokenOf(portal, 'taro')
  const [first] = JSON.parse(await (await portal.get('/api/notices/v1', bearer(token))).text())
  const read = `/api/notices/v1/${first.id}/read`
  expect((await portal.post(read, '', bearer(await tokenOf(portal, 'sakura')))).status).toBe(404)
  expect((await portal.post(read, '', bearer(token))).status).toBe(204)
  const after: { id: string; read_at?: string }[] = JSON.parse(
    await (await portal.get('/api/notices/v1', bearer(token))).text(),
  )
  expect(after.find(({ id }) => id === first.id)?.read_at).toMatch(/^\d{4}-/)
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Application, application, type FamilyApplications } from '../../preload/shapes/applications.ts'
import { codeOf, temporaryFolder } from '../../tests/support/drawers.ts'
import { memoryKeychain } from '../../tests/support/memoryKeychain.ts'
import { plainList, writeList } from '../../tests/support/peopleList.ts'
import { allowApplications, allowOverview, keepOverview, listedPeople } from './changePeople.ts'
import { buildFamilyApplications } from './familyApplications.ts'
import { addPerson, newDrawerId, readHousehold } from './household.ts'
import { peopleFile } from './householdSecret.ts'

const at = '2026-11-26T03:00:00.000Z'
const sent = (more: Partial<Application> = {}): Application =>
  application.parse({
    receiptNo: '20261101-00000001',
    arrivalNo: '架空の到達番号',
    procedure: 'moving-out',
    title: '転出届',
    applicant: { name: '架空 太郎', me: true },
    actor: { name: '架空 太郎', me: true },
    standing: 'self',
    submittedAt: '2026-11-01T00:00:00Z',
    status: 'reviewing',
    label: '処理中',
    history: [{ at, status: 'reviewing', label: '処理中', note: '架空の備考' }],
    form: { new_address: '架空の住所' },
    documents: [{ id: 'd', name: '架空の書類', media: 'application/pdf', size: 1, sha256: 'x', issuedAt: at }],
    correctable: false,
    withdrawable: true,
    asOf: '2026-11-20T16:00:00Z',
    ...more,
  })
const returned: Partial<Application> = {
  status: 'returned',
  label: '差し戻し（補正依頼）',
  correctable: true,
  faults: [{ pointer: '/form/new_address', message: '架空の指摘' }],
}
const seen = (...applications: Application[]): FamilyApplications =>
  buildFamilyApplications({ applications, ticked: new Set(), at })

describe('what is told of an application', () => {
  test('is its name, the portal’s label, whether it is asked back, the next day and as of when: nothing else', () => {
    const fee = { amount: 300, paymentNumber: '11112222', confirmationNumber: '333', dueOn: '2026-12-10' }
    const told = seen(sent({ ...returned, fee }))
    expect(told).toEqual({
      knownOn: '2026-11-26',
      applications: [
        {
          title: '転出届',
          label: '差し戻し（補正依頼）',
          asksBack: true,
          dueOn: '2026-12-10',
          // A day in Japan.
          fetchedOn: '2026-11-21',
        },
      ],
      more: 0,
    })
    expect(JSON.stringify(told)).not.toMatch(/00000001|架空|300|11112222|333/)
  })

  test('is of their own alone: not what was sent for others, seen as their agent, or deleted by the portal', () => {
    const others = [
      sent({ applicant: { name: '架空 うめ', me: false }, standing: 'family' }),
      sent({ seenUnder: 'mandate-1' }),
      sent({ goneSince: at }),
    ]
    expect(seen(...others)).toEqual({ knownOn: '2026-11-26', applications: [], more: 0 })
  })

  test('comes in the order in which it matters, bounded in number and length', () => {
    const many = Array.from({ length: 18 }, (_, day) =>
      sent({ receiptNo: `r${day}`, title: `完了${day}`, status: 'completed', submittedAt: `2026-10-${10 + day}` }),
    )
    const long = sent({ receiptNo: 'l', title: `\u001b[2J${'長'.repeat(500)}`, label: '𠮷'.repeat(300) })
    const told = seen(...many, long, sent({ receiptNo: 'b', title: '差し戻し', ...returned }))
    expect(told.applications).toHaveLength(16)
    expect(told.more).toBe(4)
    const [first, second, third] = told.applications
    expect([first?.title, third?.title]).toEqual(['差し戻し', '完了17'])
    expect(second?.title).toBe(` [2J${'長'.repeat(96)}`)
    expect(second?.label).toBe('𠮷'.repeat(60))
  })

  test('is due on the next day of what follows or is to be paid, and not once that is done, over or long past', () => {
    const followUps = [
      { title: '転入届', who: '太郎', basis: '', dueOn: '2026-12-01' },
      { title: '電気', who: '太郎', basis: '', dueOn: '2026-12-05' },
      { title: '水道', who: '太郎', basis: '' },
    ]
    const due = (more: Partial<Application>, ...ticked: string[]) =>
      buildFamilyApplications({ applications: [sent({ followUps, ...more })], ticked: new Set(ticked), at })
        .applications[0]?.dueOn
    expect(due({})).toBe('2026-12-01')
    expect(due({}, '20261101-00000001:0')).toBe('2026-12-05')
    expect(due({}, '20261101-00000001:0', '20261101-00000001:1')).toBeUndefined()
    const fee = { amount: 1, paymentNumber: '', confirmationNumber: '', dueOn: '2026-11-27' }
    expect(due({ fee })).toBe('2026-11-27')
    expect(due({ fee: { ...fee, paidAt: at } })).toBe('2026-12-01')
    expect(due({ fee: { ...fee, dueOn: '2026-11-01' } })).toBe('2026-11-01')
    expect(due({ fee: { ...fee, dueOn: '2026-09-01' } })).toBe('2026-12-01')
    expect(due({ status: 'rejected' })).toBeUndefined()
    expect(due({ status: 'withdrawn' })).toBeUndefined()
  })
})

describe('in the list of people it', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let place: { home: string; keychain: ReturnType<typeof memoryKeychain> }
  let id = ''
  let bare = ''
  beforeEach(async () => {
    folder = temporaryFolder()
    place = { home: join(folder.path, 'practice'), keychain: memoryKeychain() }
    const person = { name: '架空 一郎', colour: 'blue', drawerId: newDrawerId() } as const
    id = (await addPerson(place.home, place.keychain, person)).id
    bare = await plainList(place)
  })
  afterEach(() => folder.remove())

  const before = seen(sent())
  const after = seen(sent(returned))
  const keep = (applications: FamilyApplications | undefined) =>
    keepOverview(place, id, {
      dates: async () => [],
      applications: async () => applications ?? expect.unreachable('was read though nothing is allowed'),
    })
  const listed = async () => (await listedPeople(place))[0]?.applications

  test('is not there, and not even read, before its person allows it', async () => {
    expect(await keep(undefined)).toBe(false)
    await allowOverview(place, id, 'calendar', [])
    expect(await keep(undefined)).toBe(false)
    expect(await plainList(place)).not.toContain('applications')
  })

  test('is there once it is allowed, follows, is written only when it changes, and goes at once', async () => {
    await allowApplications(place, id, before)
    expect(await listed()).toEqual(before)
    const written = readFileSync(peopleFile(place.home), 'utf8')
    expect(await keep(before)).toBe(false)
    expect(readFileSync(peopleFile(place.home), 'utf8')).toBe(written)
    expect(await keep(after)).toBe(true)
    expect(await listed()).toEqual(after)
    await allowApplications(place, id, undefined)
    expect(await plainList(place)).toBe(bare)
  })

  test('stands apart from the days: neither brings or takes the other', async () => {
    await allowApplications(place, id, before)
    await allowOverview(place, id, 'named', [])
    await allowOverview(place, id, 'nothing', [])
    expect(await listed()).toEqual(before)
    await allowOverview(place, id, 'date', [])
    await allowApplications(place, id, undefined)
    expect(JSON.parse(await plainList(place))).toMatchObject([{ overview: { shows: 'date' } }])
    expect(await plainList(place)).not.toContain('転出届')
  })

  test('never comes back when it is kept up to date while it is taken back', async () => {
    await allowApplications(place, id, before)
    await Promise.all([keep(after), allowApplications(place, id, undefined), keep(after)])
    expect(await plainList(place)).toBe(bare)
  })

  test('is refused where anything else stands in it, and nothing of it is shown', async () => {
    await allowApplications(place, id, before)
    const [person] = JSON.parse(await plainList(place))
    const [first] = before.applications
    for (const applications of [
      { ...before, receiptNo: '20261101-00000001' },
      { ...before, applications: [{ ...first, form: { new_address: 'x' } }] },
      { ...before, applications: [{ ...first, title: 'x'.repeat(121) }] },
      { ...before, applications: Array.from({ length: 17 }, () => first) },
      { ...before, knownOn: 'yesterday' },
    ]) {
      await writeList(place, [{ ...person, applications }])
      expect(await codeOf(listedPeople(place))).toBe('household.damaged')
      expect(await readHousehold(place.home, place.keychain)).toMatchObject({
        people: [],
        without: 'household.damaged',
      })
    }
    await writeList(place, [{ ...person, applications: before }])
    expect(await listed()).toEqual(before)
  })

  test('fits, with everything else that 32 people may keep there', async () => {
    const widest = '\u0001'.repeat(120)
    const name = { ja: widest, en: widest }
    const day = { key: 'k'.repeat(43), kind: 'insuranceEnds', until: '2026-11-26', name, toldOn: '2026-11-26' }
    const one = { title: widest, label: widest, asksBack: false, dueOn: '2026-11-26', fetchedOn: '2026-11-26' }
    const share = { drawerId: newDrawerId(), slotId: newDrawerId(), ephemeral: 'e'.repeat(87), sealed: 's'.repeat(600) }
    const photo = `data:image/jpeg;base64,${'p'.repeat(89_900)}`
    const fullest = {
      name: '架'.repeat(60),
      colour: 'magenta',
      cards: Array(16).fill('c'.repeat(43)),
      picture: { photo },
      shareKey: 'k'.repeat(87),
      shares: Array(32).fill(share),
      overview: { shows: 'calendar', remind: true, days: Array(24).fill(day) },
      applications: { knownOn: '2026-11-26', applications: Array(16).fill(one), more: 100_000 },
    }
    const list = Array.from({ length: 32 }, () => ({ ...fullest, id: newDrawerId(), drawerId: newDrawerId() }))
    await writeList(place, list)
    expect(await listedPeople(place)).toEqual(list)
  })
})

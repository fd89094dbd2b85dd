// Mandates in real drawers, with a clock of their own.
import { randomBytes, randomUUID } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MandateScope } from '../../preload/shapes/mandates.ts'
import { codeOf, type TestDrawer, temporaryFolder, testDrawer } from '../../tests/support/drawers.ts'
import type { DrawerKey } from '../drawer/contract/door.ts'
import type { NewLedgerEntry } from '../drawer/contract/ledger.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { createDrawer, openDrawer } from '../drawer/openDrawer.ts'
import { newRecoveryCode } from '../drawer/recoveryCode.ts'
import { fail } from '../failure.ts'

const start = '2026-11-26T01:00:00.000Z'
const guardian = { personId: 'a-guardian', name: '架空 親子' }
const agent = { personId: 'an-agent', name: '架空 代理' }
const entry: NewLedgerEntry = { at: start, act: 'share', outcome: 'started', party: '架空 医院', items: [] }

let home: ReturnType<typeof temporaryFolder>
let secrets: TestDrawer
let open: Drawer | undefined
beforeEach(() => {
  home = temporaryFolder()
  secrets = testDrawer(home.path)
})
afterEach(async () => {
  await open?.close()
  open = undefined
  home.remove()
})

async function reopen(key: DrawerKey, at: string): Promise<Drawer> {
  await open?.close()
  open = undefined
  open = await openDrawer({ ...secrets.open(key), at })
  return open
}

interface Key {
  readonly id: string
  readonly slotId: string
  by(): DrawerKey
}

const keyOf = (id: string, slotId: string, key: Uint8Array): Key => ({
  id,
  slotId,
  by: () => ({ kind: 'mandate', slotId, key: key.slice(), householdSecret: secrets.householdSecret.slice() }),
})

/** A child's drawer, as its guardian makes it; open through the mandate. */
async function child(birthDate: string): Promise<Key> {
  const key = new Uint8Array(randomBytes(32))
  const mandateId = randomUUID()
  const first = { kind: 'mandate', key: key.slice(), householdSecret: secrets.householdSecret.slice() } as const
  open = await createDrawer({ ...secrets.create, first, at: start, child: { birthDate, mandateId, guardian } })
  const slot = (await open.header()).slots.find(({ kind }) => kind === 'mandate')
  const made = keyOf(mandateId, slot?.id ?? '', key)
  await reopen(made.by(), start)
  return made
}

/** An adult's drawer, in which somebody was appointed; open by its owner. */
async function adult(scope: MandateScope[], until = '2026-12-31'): Promise<Key> {
  open = await createDrawer({ ...secrets.create, at: start })
  const { held, key } = await open.giveMandate({
    agent,
    basis: 'appointed',
    scope,
    until,
    householdSecret: secrets.householdSecret.slice(),
    at: start,
  })
  return keyOf(held.id, held.slotId, key)
}

const cardSlot = () => {
  const householdSecret = secrets.householdSecret.slice()
  return {
    kind: 'card',
    salt: secrets.cardSalt.slice(),
    signature: secrets.cardSignature.slice(),
    cardTag: 'A'.repeat(43),
    householdSecret,
  } as const
}
const byCard = async (drawer: Drawer): Promise<DrawerKey> => {
  const { slots } = await drawer.header()
  return secrets.byCard(slots.find(({ kind }) => kind === 'card')?.id ?? fail({ code: 'drawer.noSuchSlot' }))
}
const kinds = async (drawer: Drawer) => (await drawer.header()).slots.map(({ kind }) => kind).toSorted()

describe('every entry names who acted and for whom', () => {
  it('the owner, the guardian and who was appointed', async () => {
    const key = await adult(['share'])
    const owner = open ?? fail({ code: 'drawer.locked' })
    await owner.record(entry)
    const acting = await reopen(key.by(), start)
    await acting.record(entry)
    const principal = { name: '架空 テスト子' }
    const [second, first, made] = await acting.ledger()
    expect(second).toMatchObject({ actor: { name: '架空 代理', basis: 'appointed', mandateId: key.id }, principal })
    expect(first).toMatchObject({ actor: { ...principal, basis: 'self' }, principal })
    expect(made).toMatchObject({ act: 'mandate', party: '架空 代理', actor: { basis: 'self' } })
    expect((await acting.verifyLedger(null, {})).findings).toEqual([])
  })

  it('main cannot say that it was somebody else', async () => {
    const key = await adult(['share'])
    const acting = await reopen(key.by(), start)
    const forged = { ...entry, actor: { name: '架空 テスト子', basis: 'self' }, principal: { name: '他人' } } as const
    await acting.record(forged)
    expect((await acting.ledger())[0]).toMatchObject({
      actor: { name: '架空 代理' },
      principal: { name: '架空 テスト子' },
    })
  })

  it('the agent’s own ledger has it too, for the other', async () => {
    const key = await adult(['share'])
    const drawer = open ?? fail({ code: 'drawer.locked' })
    const held = {
      id: key.id,
      basis: 'appointed' as const,
      scope: ['look' as const],
      from: start,
      until: '2026-12-31',
      slotId: key.slotId,
    }
    const principal = { drawerId: randomUUID(), name: '架空 本人' }
    await drawer.holdMandate({ held: { ...held, principal }, key: new Uint8Array(32).fill(7) }, start)
    const begun = await drawer.beginActing(key.id, start)
    expect([...begun.key]).toEqual(new Array(32).fill(7))
    await drawer.finish(begun.ledgerId, 'done')
    expect((await drawer.ledger())[0]).toMatchObject({
      act: 'actFor',
      outcome: 'done',
      party: '架空 本人',
      actor: { name: '架空 テスト子', basis: 'appointed', mandateId: key.id },
      principal: { name: '架空 本人' },
    })
    await drawer.dropHeldMandate(key.id, 'agent', start)
    expect(await codeOf(drawer.beginActing(key.id, start))).toBe('mandate.unknown')
    expect((await drawer.mandates(start)).held[0]?.ended).toEqual({ at: start, why: 'agent' })
  })
})

describe('somebody who was appointed', () => {
  it('is held to the scope by the drawer itself', async () => {
    const key = await adult(['receive'])
    const acting = await reopen(key.by(), start)
    await acting.list(start)
    expect(await codeOf(acting.record(entry))).toBe('mandate.outOfScope')
    expect(await codeOf(acting.match({ credentials: [] }, start))).toBe('mandate.outOfScope')
    expect(await codeOf(acting.addSlot(secrets.passphraseSlot(), start))).toBe('mandate.outOfScope')
    expect(await codeOf(acting.removeSlot(key.slotId))).toBe('mandate.outOfScope')
    expect(await codeOf(acting.eraseLedgerEntry('x', start))).toBe('mandate.outOfScope')
    expect(await codeOf(acting.mayAct('sign', start))).toBe('mandate.outOfScope')
    // What was refused is written all the same.
    await acting.record({ ...entry, outcome: 'refused', failure: 'mandate.outOfScope' })
  })

  it('is refused from the moment on at which it ends, also in the middle', async () => {
    const key = await adult(['share'], '2026-11-26')
    const acting = await reopen(key.by(), start)
    const id = await acting.record(entry)
    const after = '2026-11-26T15:00:00.000Z'
    expect(await codeOf(acting.list(after))).toBe('mandate.ended')
    // What was begun is written to its end, and a clock that goes back changes nothing.
    await acting.finish(id, 'done')
    expect(await codeOf(acting.list(start))).toBe('mandate.ended')
    expect(await codeOf(reopen(key.by(), after))).toBe('mandate.ended')
    expect(await codeOf(reopen(key.by(), start))).toBe('mandate.ended')
  })

  it('has no slot any more once the owner has opened the drawer', async () => {
    const key = await adult(['look'])
    const before = (await open?.header())?.generation ?? 0
    const owner = await reopen(secrets.byRecovery(), '2027-01-05T00:00:00.000Z')
    expect(await kinds(owner)).toEqual(['card', 'recovery'])
    expect((await owner.header()).generation).toBe(before + 1)
    const list = await owner.mandates('2027-01-05T00:00:00.000Z')
    expect(list.endedNow).toMatchObject([{ id: key.id, ended: { why: 'date' } }])
    expect((await owner.ledger())[0]).toMatchObject({ act: 'mandateEnd', party: '架空 代理', actor: { basis: 'self' } })
    expect(await codeOf(reopen(key.by(), start))).toBe('drawer.noSuchSlot')
  })

  it('is out at once when the owner takes it back, and an old header opens nothing', async () => {
    const key = await adult(['look'])
    const header = join(secrets.folder, 'header.json')
    const owner = open ?? fail({ code: 'drawer.locked' })
    copyFileSync(header, join(home.path, 'old.json'))
    await owner.endMandate(key.id, start)
    expect(await codeOf(owner.endMandate(key.id, start))).toBe('mandate.unknown')
    expect(await codeOf(reopen(key.by(), start))).toBe('drawer.noSuchSlot')
    copyFileSync(join(home.path, 'old.json'), header)
    expect(await codeOf(reopen(key.by(), start))).toBe('drawer.damaged')
  })

  it('gives it up, and can do nothing from then on', async () => {
    const key = await adult(['share'])
    const acting = await reopen(key.by(), start)
    await acting.endMandate(key.id, start)
    expect(await codeOf(acting.list(start))).toBe('mandate.ended')
    const owner = await reopen(secrets.byRecovery(), start)
    expect((await owner.mandates(start)).given).toMatchObject([{ ended: { why: 'agent' } }])
    expect((await owner.ledger())[0]).toMatchObject({ act: 'mandateEnd', actor: { name: '架空 代理' } })
  })

  it('has ended when its slot was taken away among the keys', async () => {
    const key = await adult(['share'])
    const owner = open ?? fail({ code: 'drawer.locked' })
    await owner.changeSlots({ remove: [key.slotId], add: [] }, start)
    expect((await owner.mandates(start)).given).toMatchObject([{ ended: { why: 'principal' } }])
  })

  it('is asked for no longer than a year, not twice, and never by a child', async () => {
    await adult(['look'])
    const owner = open ?? fail({ code: 'drawer.locked' })
    const wanted = () => ({
      agent: { ...agent, personId: 'another' },
      basis: 'appointed' as const,
      scope: [],
      until: '2026-12-31',
      householdSecret: secrets.householdSecret.slice(),
      at: start,
    })
    expect(await codeOf(owner.giveMandate({ ...wanted(), until: '2028-01-01' }))).toBe('mandate.days')
    expect(await codeOf(owner.giveMandate({ ...wanted(), agent }))).toBe('mandate.given')
    expect(await codeOf(owner.giveMandate({ ...wanted(), basis: 'guardian' }))).toBe('mandate.basis')
    await owner.close()
    secrets = testDrawer(home.path)
    await child('2020-06-15')
    expect(await codeOf(open?.giveMandate(wanted()) ?? Promise.resolve())).toBe('mandate.basis')
  })
})

describe('a child', () => {
  it('is acted for by its guardian, who cannot take from its ledger', async () => {
    const key = await child('2020-06-15')
    const acting = open ?? fail({ code: 'drawer.locked' })
    const id = await acting.record(entry)
    await acting.finish(id, 'done')
    expect(await codeOf(acting.eraseLedgerEntry(id, start))).toBe('mandate.childAlone')
    expect(await codeOf(acting.beginLedgerAnew(null, start))).toBe('mandate.childAlone')
    expect((await acting.ledger())[0]).toMatchObject({
      actor: { ...nameOf(guardian), basis: 'guardian', mandateId: key.id },
    })
    expect((await acting.mandates(start)).child).toEqual({
      fifteenOn: '2035-06-15',
      ofAgeOn: '2038-06-15',
      ofAge: false,
    })
    await acting.addSlot(cardSlot(), start)
    // With a key of its own the child opens it too, and does not rid itself of its guardian; the paper does.
    const own = await reopen(await byCard(acting), start)
    expect(await codeOf(own.endMandate(key.id, start))).toBe('mandate.guardianStays')
    expect(await codeOf(own.changeSlots({ remove: [key.slotId], add: [] }, start))).toBe('mandate.guardianStays')
    const byPaper = await reopen(secrets.byRecovery(), start)
    await byPaper.endMandate(key.id, start)
    expect(await kinds(byPaper)).toEqual(['card', 'recovery'])
  })

  it('can have a second guardian, whom the first cannot end', async () => {
    const key = await child('2020-06-15')
    const first = open ?? fail({ code: 'drawer.locked' })
    const householdSecret = secrets.householdSecret.slice()
    const terms = { basis: 'guardian', scope: [], until: '2026-12-01', householdSecret, at: start } as const
    const given = await first.giveMandate({ ...terms, scope: [], agent })
    expect(given.held).toMatchObject({ until: '2038-06-14', principal: { name: '架空 テスト子' } })
    const second = keyOf(given.held.id, given.held.slotId, given.key)
    // Until the drawer is shut it can be taken back, because the key may not have arrived; after that it cannot.
    await reopen(key.by(), start)
    expect(await codeOf(open?.endMandate(second.id, start) ?? Promise.resolve())).toBe('mandate.childAlone')
    const acting = await reopen(second.by(), start)
    expect(await acting.standing(start)).toMatchObject({
      acting: { name: '架空 代理', basis: 'guardian' },
      ofAge: false,
    })
  })

  it('is on its own from its eighteenth birthday: at its first opening the guardians’ keys go', async () => {
    const key = await child('2008-11-27')
    const acting = open ?? fail({ code: 'drawer.locked' })
    expect((await acting.mandates(start)).reminders).toMatchObject([{ kind: 'ofAge', on: '2026-11-27', days: 1 }])
    await acting.addSlot(cardSlot(), start)
    const own = await byCard(acting)
    const before = (await acting.header()).generation
    const birthday = '2026-11-26T15:00:00.000Z'
    const grown = await reopen(own, birthday)
    expect(await kinds(grown)).toEqual(['card', 'recovery'])
    expect((await grown.header()).generation).toBe(before + 1)
    const list = await grown.mandates(birthday)
    expect(list).toMatchObject({
      endedNow: [{ id: key.id, ended: { why: 'ofAge' } }],
      child: { ofAge: true },
      reminders: [],
    })
    expect((await grown.ledger())[0]).toMatchObject({ act: 'mandateEnd', party: guardian.name })
    expect(await codeOf(reopen(key.by(), start))).toBe('drawer.noSuchSlot')
  })

  it('gets its drawer handed over by a guardian who opens it then, and nothing else can be done', async () => {
    const key = await child('2008-11-27')
    const acting = open ?? fail({ code: 'drawer.locked' })
    const fresh = newRecoveryCode().bytes
    expect(await codeOf(acting.handOver(cardSlot(), fresh.slice(), start))).toBe('mandate.outOfScope')
    const birthday = '2026-11-26T15:00:00.000Z'
    const late = await reopen(key.by(), birthday)
    expect(await late.standing(birthday)).toMatchObject({ ofAge: true })
    for (const refused of [
      () => late.list(birthday),
      () => late.addSlot(secrets.passphraseSlot(), birthday),
      () => late.ledger(),
      () => late.record({ ...entry, at: birthday }),
      () => late.endMandate(key.id, birthday),
    ])
      expect(await codeOf(refused())).toBe('mandate.ofAge')
    await late.handOver(cardSlot(), fresh.slice(), birthday)
    expect(await kinds(late)).toEqual(['card', 'recovery'])
    const own = await byCard(late)
    expect(await codeOf(reopen(key.by(), birthday))).toBe('drawer.noSuchSlot')
    // The guardian knew the old code.
    expect(await codeOf(reopen(secrets.byRecovery(), birthday))).toBe('drawer.wrongKey')
    await reopen({ kind: 'recovery', code: fresh.slice() }, birthday)
    const grown = await reopen(own, birthday)
    expect((await grown.mandates(birthday)).given).toMatchObject([{ ended: { why: 'ofAge' } }])
  })

  it('loses nothing of that to a clock that is set back, once the day was seen', async () => {
    const key = await child('2008-11-27')
    expect(await (await reopen(key.by(), '2026-11-26T15:00:00.000Z')).standing(start)).toMatchObject({ ofAge: true })
    expect(await (await reopen(key.by(), start)).standing(start)).toMatchObject({ ofAge: true })
    expect(await codeOf(open?.list(start) ?? Promise.resolve())).toBe('mandate.ofAge')
  })
})

const nameOf = ({ name }: { name: string }) => ({ name })

// One credential for a guest, with the whole wallet: while it is shown nothing else answers, and nothing of it stays.
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { dispatcher } from '../../main/ipc/dispatch.ts'
import type { AskSecret } from '../../main/ports.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import { contract } from '../../preload/contract.ts'
import { codeOf } from '../support/drawers.ts'
import { type RealWallet, realWallet } from '../ui/support/realWallet.ts'

vi.setConfig({ testTimeout: 90_000 })

const passphrase = 'sakana tsukue aozora yuube kakeru'
let stage: Awaited<ReturnType<typeof withLicence>>
beforeAll(async () => {
  stage = await withLicence()
})
afterAll(() => stage.real.close())

/** One person with a licence, whose drawer is open. */
async function withLicence() {
  const askSecret: AskSecret = async (question) =>
    new TextEncoder().encode(question.kind === 'recoveryShow' ? question.code : passphrase)
  const real: RealWallet = await realWallet(await sharedWorld(() => new Date()), { language: 'ja' }, askSecret)
  const { handlers } = real.wallet
  const { id } = await handlers.household.addPerson({ name: '架空 見せる', colour: 'green', opener: 'passphrase' })
  const summary = await handlers.receive.open({ offer: (await real.control.offerTo('taro', 'licence')).offer })
  const [card] = await handlers.receive.accept({ id: summary.id })
  const detail = await handlers.credentials.show({ id: card?.id ?? '' })
  const chosen = detail.attributes.filter(({ path }) => ['family_name', 'birth_date'].includes(String(path.at(-1))))
  const told: { name: string; payload: string }[] = []
  real.wallet.on((name, payload) => void told.push({ name, payload: JSON.stringify(payload ?? null) }))
  return { real, handlers, personId: id, detail, chosen, told }
}

it('only the chosen attributes are shown, and it is written down before', async () => {
  const { handlers, detail, chosen, personId } = stage
  const choice = { id: detail.id, attributes: chosen.map(({ path }) => path), seconds: 60 as const }
  const page = await handlers.guest.look(choice)
  expect(page).toMatchObject({
    person: { name: '架空 見せる', colour: 'green' },
    attributes: chosen,
    check: { valid: true },
    seconds: 60,
  })
  expect(await handlers.guest.read(undefined)).toBeNull()
  const portrait = detail.attributes.find(({ picture }) => picture !== undefined)?.picture ?? expect.unreachable()
  expect(JSON.stringify(page)).not.toContain(portrait.slice(0, 200))

  expect(await codeOf(handlers.guest.look({ ...choice, attributes: [['no_such_attribute']] }))).toBe('app.refusedCall')
  await handlers.guest.begin(choice)
  const shown = (await handlers.guest.read(undefined)) ?? expect.unreachable()
  expect(shown.page.attributes).toEqual(chosen)
  expect(shown.left).toBeLessThanOrEqual(60_000)
  await handlers.guest.end(undefined)
  expect(await handlers.guest.read(undefined)).toBeNull()

  // Only the owner's unlocking leads back.
  expect(await codeOf(handlers.credentials.show({ id: detail.id }))).toBe('drawer.locked')
  expect(await codeOf(handlers.guest.begin(choice))).toBe('drawer.locked')
  await handlers.household.unlock({ personId, by: 'passphrase' })
  const [entry] = await handlers.ledger.list({ acts: ['guestShow'] })
  expect(entry).toMatchObject({
    act: 'guestShow',
    outcome: 'done',
    party: '',
    items: [{ credential: detail.name, attributes: chosen.map(({ label }) => label) }],
  })
  for (const { text } of chosen) expect(JSON.stringify(entry)).not.toContain(text.ja)
})

it('every other call is refused while it is shown, no other event is told, and a link waits', async () => {
  const { real, handlers, detail, chosen, told, personId } = stage
  const dispatch = dispatcher(handlers)
  await handlers.guest.begin({ id: detail.id, attributes: chosen.map(({ path }) => path), seconds: 30 })
  told.length = 0
  const refused: string[] = []
  for (const [group, members] of Object.entries(contract)) {
    for (const [name, member] of Object.entries(members)) {
      if (member.kind !== 'call' || group === 'guest') continue
      const handle: (input: unknown) => Promise<unknown> = Reflect.get(Reflect.get(handlers, group), name)
      expect(await codeOf(handle({})), `${group}.${name}`).toBe('guest.running')
      refused.push(`${group}.${name}`)
    }
  }
  expect(refused.length).toBeGreaterThan(50)
  expect(await dispatch({ name: 'household.read', input: undefined })).toEqual({
    ok: false,
    failure: { code: 'guest.running' },
  })
  const { offer } = await real.control.offerTo('taro', 'health-insurance')
  real.wallet.takeLink({ kind: 'offer', link: offer })
  real.tools.insertCard('練習用リーダー 1', 'taro')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(told).toEqual([])

  await handlers.guest.end(undefined)
  expect(told.map(({ name }) => name)).toContain('guest.changed')
  expect((await handlers.household.read(undefined)).open).toBeNull()
  await handlers.household.unlock({ personId, by: 'passphrase' })
  expect(await handlers.links.take(undefined)).toEqual({ kind: 'offer', link: offer })
})

it('a lock for another reason ends it too', async () => {
  const { real, handlers, detail, chosen } = stage
  await handlers.guest.begin({ id: detail.id, attributes: chosen.map(({ path }) => path), seconds: 300 })
  expect((await handlers.guest.read(undefined))?.left).toBeGreaterThan(290_000)
  await real.wallet.lock('suspend')
  expect(await handlers.guest.read(undefined)).toBeNull()
})

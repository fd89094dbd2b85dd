// A person's own choices, with the whole wallet: who may make them, and what is in the list of people afterwards.
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import type { AskSecret } from '../../main/ports.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import { codeOf } from '../support/drawers.ts'
import { plainList } from '../support/peopleList.ts'
import { type RealWallet, realWallet } from '../ui/support/realWallet.ts'

// Drawers are opened many times, each with a key that is slow to derive.
vi.setConfig({ testTimeout: 90_000 })

const passphrase = 'sakana tsukue aozora yuube kakeru'
const opened: RealWallet[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function home(): Promise<RealWallet> {
  const askSecret: AskSecret = async (question) =>
    new TextEncoder().encode(question.kind === 'recoveryShow' ? question.code : passphrase)
  const real = await realWallet(await sharedWorld(() => new Date()), { language: 'ja' }, askSecret)
  opened.push(real)
  return real
}

/** Without the public key that a person gets when their drawer is opened first. */
const withoutKey = (list: string): string => list.replaceAll(/,"shareKey":"[^"]*"/g, '')

it('the open person is renamed, coloured and pictured; nobody is without their drawer; anybody is moved', async () => {
  const real = await home()
  const { household } = real.wallet.handlers
  const { id } = await household.addPerson({ name: '架空 一郎', colour: 'blue', opener: 'passphrase' })
  const { id: second } = await household.addPerson({ name: '架空 二葉', colour: 'green', opener: 'passphrase' })
  expect(await codeOf(household.rename({ name: '架空　一郎' }))).toBe('person.nameTaken')
  await household.rename({ name: ' 架空　フタバ ' })
  await household.recolour({ colour: 'purple' })
  await household.draw({ drawing: 'rabbit' })
  real.files.picked = []
  expect(await household.choosePhoto(undefined)).toBeNull()
  real.files.picked = [join(import.meta.dirname, '../../docs/pictures/home.png')]
  const { people, open } = (await household.choosePhoto(undefined)) ?? expect.unreachable()
  expect(open?.personId).toBe(second)
  expect(people.find((person) => person.id === second)).toMatchObject({
    name: '架空 フタバ',
    colour: 'purple',
    picture: { photo: expect.stringMatching(/^data:image\/jpeg;base64,/) },
  })
  real.files.picked = [join(import.meta.dirname, 'people.test.ts')]
  expect(await codeOf(household.choosePhoto(undefined))).toBe('picture.notOne')
  expect(await plainList(real)).not.toContain('home.png')
  expect((await household.move({ personId: second, to: 0 })).people.map((person) => person.id)).toEqual([second, id])
  await household.lock(undefined)
  for (const refused of [
    household.rename({ name: 'x' }),
    household.recolour({ colour: 'cyan' }),
    household.draw({ drawing: null }),
    household.choosePhoto(undefined),
    household.allowOverview({ shows: 'named' }),
    household.allowApplications({ allowed: true }),
  ])
    expect(await codeOf(refused)).toBe('drawer.locked')
  expect((await household.move({ personId: id, to: 0 })).people[0]).toMatchObject({
    id,
    name: '架空 一郎',
    colour: 'blue',
  })
  expect(await codeOf(household.move({ personId: 'nobody', to: 0 }))).toBe('person.notFound')
  await household.unlock({ personId: second, by: 'passphrase' })
  expect((await household.read(undefined)).people[1]?.name).toBe('架空 フタバ')
})

it('the family sees what is allowed, as the drawer changes, and nothing once it is switched off', async () => {
  const real = await home()
  const { wallet, control } = real
  const { household, receive, credentials, ledger } = wallet.handlers
  const { id } = await household.addPerson({ name: '架空 三春', colour: 'blue', opener: 'passphrase' })
  const take = async (credential: 'health-insurance' | 'licence') => {
    const { offer } = await control.offerTo('taro', credential)
    const summary = await receive.open({ offer })
    const [card] = await receive.accept({ id: summary.id })
    return card ?? expect.unreachable()
  }
  const insurance = await take('health-insurance')
  const bare = await plainList(real)
  const words = [insurance.name.ja, insurance.name.en, insurance.issuer, ...insurance.face.map(({ value }) => value)]
  for (const word of [...words, 'overview']) expect(bare).not.toContain(word)
  const shown = async () => (await household.read(undefined)).people.find((person) => person.id === id)
  expect(await shown()).not.toHaveProperty('next')

  const day = (instant: string | undefined) =>
    new Date(Date.parse(instant ?? '') + 9 * 3_600_000).toISOString().slice(0, 10)
  await household.allowOverview({ shows: 'date' })
  expect(await shown()).toMatchObject({ overview: 'date', next: { until: day(insurance.validUntil) } })
  const list = await plainList(real)
  for (const word of words) expect(list).not.toContain(word)
  expect(JSON.parse(list)[0].overview).toEqual({ shows: 'date', next: { until: day(insurance.validUntil) } })

  // Receiving and taking away are followed; shut, it is still seen.
  await household.allowOverview({ shows: 'named' })
  const licence = await take('licence')
  const [first] = [insurance, licence].sort((a, b) => ((a.validUntil ?? '') < (b.validUntil ?? '') ? -1 : 1))
  expect(await shown()).toMatchObject({ next: { until: day(first?.validUntil), name: first?.name } })
  await credentials.remove({ id: first?.id ?? '' })
  const rest = first?.id === insurance.id ? licence : insurance
  expect(await shown()).toMatchObject({ next: { until: day(rest.validUntil), name: rest.name } })
  await household.lock(undefined)
  expect(await shown()).toMatchObject({ overview: 'named', next: { until: day(rest.validUntil), name: rest.name } })
  const seen = JSON.parse(await plainList(real))[0]
  // What others keep beside: a key that is public.
  const { overview: _, shareKey: __, ...others } = seen
  expect(Object.keys(others).sort()).toEqual(['colour', 'drawerId', 'id', 'name'])
  expect(seen.overview).toEqual({ shows: 'named', next: { until: day(rest.validUntil), name: rest.name } })

  await household.unlock({ personId: id, by: 'passphrase' })
  await household.allowOverview({ shows: 'nothing' })
  expect(withoutKey(await plainList(real))).toBe(withoutKey(bare))
  expect(await shown()).not.toHaveProperty('next')
  await credentials.remove({ id: rest.id })
  expect(withoutKey(await plainList(real))).toBe(withoutKey(bare))
  expect((await ledger.list({ acts: ['overview'] })).map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done'])
})

it('a guardian chooses for the child; somebody who was appointed does not', async () => {
  const real = await home()
  const { household, mandates } = real.wallet.handlers
  const day = (days: number) => new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
  const { id: parent } = await household.addPerson({ name: '架空 親', colour: 'blue', opener: 'passphrase' })
  const child = await mandates.addChild({ name: '架空 子', colour: 'orange', birthDate: day(-8 * 365) })
  const [guardian] = (await mandates.list(undefined)).held
  const acting = await mandates.actFor({ id: guardian?.id ?? '' })
  expect(acting.open).toMatchObject({ personId: child.id, actor: { name: '架空 親', basis: 'guardian' } })
  await household.rename({ name: '架空 こども' })
  await household.draw({ drawing: 'bear' })
  const { people, open } = await household.allowOverview({ shows: 'date' })
  expect(people.find(({ id }) => id === child.id)).toMatchObject({
    name: '架空 こども',
    picture: { drawing: 'bear' },
    overview: 'date',
  })
  expect(open?.actor?.name).toBe('架空 親')
  expect(await real.wallet.whoIsOpen()).toMatchObject({ person: { name: '架空 こども' }, actor: { name: '架空 親' } })

  await household.addPerson({ name: '架空 祖母', colour: 'purple', opener: 'passphrase' })
  await mandates.appoint({
    agentId: parent,
    basis: 'appointed',
    scope: ['look'],
    until: day(90),
    by: 'passphrase',
  })
  await household.unlock({ personId: parent, by: 'passphrase' })
  const held = (await mandates.list(undefined)).held.find(({ basis }) => basis === 'appointed')
  await mandates.actFor({ id: held?.id ?? '' })
  const before = await plainList(real)
  for (const refused of [
    household.rename({ name: '架空 別' }),
    household.recolour({ colour: 'cyan' }),
    household.draw({ drawing: 'dog' }),
    household.choosePhoto(undefined),
    household.allowOverview({ shows: 'named' }),
    household.allowApplications({ allowed: true }),
  ])
    expect(await codeOf(refused)).toBe('person.ownChoice')
  expect(await plainList(real)).toBe(before)
})

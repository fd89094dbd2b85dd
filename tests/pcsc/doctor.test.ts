// The doctor at a real PC/SC service of its own: each fault made to happen, found, and mended where a program can.
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { thisMachine } from '../../main/adapters/machine.ts'
import type { Diagnosis } from '../../main/doctor/doctor.ts'
import { openWorld } from '../../practice/world.ts'
import { acknowledgeAtOnce, switchLoopbackOn } from '../../scripts/setup/loopback.mjs'
import { type Conversation, converse, pathOf } from './hand.ts'
import type { CardOrder, ServiceOrder } from './ownService.ts'

let folder: string
let own: Conversation<ServiceOrder>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tefuda-doctor-'))
  await openWorld(folder, () => new Date())
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
  // Readers are described where the service and the doctor look for them on every PC.
  const readers = 'mkdir /run/reader.conf.d && mount --bind /run/reader.conf.d /etc/reader.conf.d'
  const room = `mount -t tmpfs tmpfs /run && ${readers} && ${switchLoopbackOn} && { ${acknowledgeAtOnce}; exec "$@"; }`
  const program = [process.execPath, pathOf('ownService.ts'), folder]
  own = converse('unshare', [
    ...user,
    '--mount',
    '--net',
    '--pid',
    '--fork',
    '--mount-proc',
    'sh',
    '-c',
    room,
    'sh',
    ...program,
  ])
})
afterEach(async () => {
  await tell('close')
  await own.end()
  await rm(folder, { recursive: true })
})

/** Says an order and waits until it is done; what is told of the readers meanwhile is of no interest here. */
async function tell(order: ServiceOrder): Promise<unknown> {
  let line = await own.ask(order)
  while (!('done' in line)) line = await own.next()
  return line['result']
}

/** Looks until the finding is there: what was done to the readers takes a moment to be known. */
async function findings(expected: string, order: ServiceOrder = 'examine'): Promise<Diagnosis[]> {
  for (let tries = 0; ; tries++) {
    const found = (await tell(order)) as Diagnosis[]
    if (tries === 20 || found.some(({ code }) => code === expected)) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
/** A service with a reader, and a card in it. */
async function readerWith(card?: CardOrder): Promise<void> {
  await tell('give a reader')
  await tell('start')
  if (card !== undefined) await tell({ insert: card })
}

async function changeTo(card: CardOrder): Promise<void> {
  await tell('pull out')
  await tell({ insert: card })
}

const wrong = (found: readonly Diagnosis[]) => found.filter(({ ok }) => !ok).map(({ code }) => code)

describe('the doctor at a PC/SC service', () => {
  it('finds it not running, names what is installed, and has the system start it', async () => {
    const [down] = await findings('card.noService')
    expect(down).toMatchObject({
      code: 'card.noService',
      facts: { service: 'pcscd', version: expect.stringMatching(/^\d/) },
    })
    await tell('have a system that starts services')
    const mended = (await tell('mend the service')) as Diagnosis[]
    expect(mended.map(({ code }) => code)).toContain('service.running')
    expect(wrong(mended)).not.toContain('card.noService')
  })

  it('finds it killed, before and while it looks', async () => {
    await tell('give a reader')
    await tell('start')
    await tell('insert')
    expect(wrong(await findings('card.read'))).toEqual([])
    // Which of the two it is depends on what the service had said last.
    const [during] = wrong((await tell('examine and kill')) as Diagnosis[])
    expect(['card.noService', 'card.removed']).toContain(during)
    expect(wrong(await findings('card.noService'))).toEqual(['card.noService'])
  })

  it('finds no reader, then an empty one, then a card of another kind in it', async () => {
    await tell('start')
    expect(wrong(await findings('card.noReader'))).toEqual(['card.noReader'])
    await tell('kill')
    await readerWith()
    const empty = await findings('card.absent')
    expect(wrong(empty)).toEqual(['card.absent'])
    expect(empty.map(({ code }) => code)).toContain('reader.found')
    await tell({ insert: { person: 'taro', foreign: true } })
    const [foreign] = (await findings('card.unknown')).filter(({ ok }) => !ok)
    expect(foreign).toMatchObject({ code: 'card.unknown', facts: { atr: expect.stringMatching(/^3B/) } })
  })

  it('names the driver of a reader as the system’s own files do', async () => {
    await readerWith({ person: 'taro' })
    const found = (await findings('card.read')).filter(({ code }) => code === 'reader.found')
    expect(found.map(({ reader }) => reader)).toContain('Plugged Reader 00 00')
    for (const { facts } of found) expect(facts).toEqual({ driver: 'libifdvpcd.so', driverVersion: null })
    // A reader of a make that the driver of nearly all USB readers lists; its package tells which version it is.
    const { driverOf } = thisMachine('0.0.0')
    const [, version] = /\t([\w.]+)/.exec(execFileSync('dpkg-query', ['-W', 'libccid'], { encoding: 'utf8' })) ?? []
    const driver = { name: 'ifd-ccid', version }
    expect(await driverOf('Gemalto PC Twin Reader (0A1B2C3D) 00 00')).toEqual(driver)
    expect(await driverOf('Reader That Nobody Makes 00 00')).toBeUndefined()
  })

  it('finds another program holding the card, and names it until it lets go', async () => {
    await readerWith({ person: 'taro' })
    await findings('card.read')
    await tell('have another program hold the card')
    const [held] = (await findings('card.busy')).filter(({ ok }) => !ok)
    expect(held).toMatchObject({ code: 'card.busy', facts: { programs: 'opensc-explorer' } })
    await tell('have it let go')
    expect(wrong(await findings('card.read'))).toEqual([])
    await tell('have a program of our own hold the card')
    const [ours] = (await findings('card.busy')).filter(({ ok }) => !ok)
    expect(ours?.facts).toMatchObject({ programs: 'node' })
    await tell('have it let go')
    expect(wrong(await findings('card.read'))).toEqual([])
  })

  it('finds a last try after wrong PINs, and the lock after one more', async () => {
    await readerWith({ person: 'taro' })
    expect(wrong(await findings('card.read'))).toEqual([])
    expect(await tell('send a wrong PIN')).toEqual({ code: 'card.pinWrong', triesLeft: 2 })
    expect(wrong(await findings('card.read'))).toEqual([])
    expect(await tell('send a wrong PIN')).toEqual({ code: 'card.pinWrong', triesLeft: 1 })
    const last = await findings('card.triesLow')
    expect(wrong(last)).toEqual(['card.triesLow'])
    expect(last.find(({ code }) => code === 'card.read')?.facts).toMatchObject({ 'triesLeft authentication': 1 })
    expect(await tell('send a wrong PIN')).toEqual({ code: 'card.pinWrong', triesLeft: 0 })
    expect(wrong(await findings('card.pinLocked'))).toEqual(['card.pinLocked'])
    // Looking has spent none, and so it stays.
    expect(wrong(await findings('card.pinLocked'))).toEqual(['card.pinLocked'])
  })

  it('finds a card without PINs, and one whose certificate has ended', async () => {
    await readerWith({ person: 'ume' })
    expect(wrong(await findings('card.withoutPins'))).toEqual(['card.withoutPins'])
    await changeTo({ person: 'ichiro' })
    expect(wrong(await findings('card.certificateExpired'))).toEqual(['card.certificateExpired'])
  })

  it('knows a driver’s licence and both kinds of phone', async () => {
    await readerWith({ person: 'hanako', kind: 'licence' })
    const licence = await findings('card.licence')
    expect(wrong(licence)).toEqual([])
    expect(licence.find(({ code }) => code === 'card.licence')?.facts).toMatchObject({ applications: 'licence' })
    for (const [person, medium] of [
      ['taro', 'android'],
      ['hanako', 'iphone'],
    ] as const) {
      await changeTo({ person, kind: 'phone' })
      const phone = await findings('card.phone')
      expect(wrong(phone)).toEqual([])
      expect(phone.find(({ code }) => code === 'card.phone')?.facts).toMatchObject({ medium })
    }
  })

  it('finds a card that answers garbage, or not to the end', async () => {
    await readerWith({ person: 'taro' })
    await findings('card.read')
    await tell({ failAt: 1, fault: { kind: 'garbled' } })
    expect(wrong((await tell('examine')) as Diagnosis[])).toEqual(['card.garbled'])
    await tell({ failAt: 2, fault: { kind: 'truncated', length: 1 } })
    expect(wrong((await tell('examine')) as Diagnosis[])).toEqual(['card.garbled'])
    // The card itself is as good as before.
    expect(wrong((await tell('examine')) as Diagnosis[])).toEqual([])
  })

  it('finds a card whose certificate is none', async () => {
    await readerWith({ person: 'taro', spoiled: true })
    expect(wrong(await findings('card.certificateUnreadable'))).toEqual(['card.certificateUnreadable'])
  })

  it('finds a card that is pulled out while it looks', async () => {
    await tell('give a reader')
    await tell('start')
    await tell('insert')
    await findings('card.read')
    expect(wrong((await tell('examine and pull out')) as Diagnosis[])).toEqual(['card.removed'])
  })
})

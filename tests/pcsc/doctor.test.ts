// The doctor at a real PC/SC service of its own: each fault made to happen, found, and mended where a program can.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Diagnosis } from '../../main/doctor/doctor.ts'
import { openWorld } from '../../practice/world.ts'
import { type Conversation, converse, pathOf } from './hand.ts'
import type { ServiceOrder } from './ownService.ts'

let folder: string
let own: Conversation<ServiceOrder>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tefuda-doctor-'))
  await openWorld(folder, () => new Date())
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
  const room = 'mount -t tmpfs tmpfs /run && ip link set lo up && exec "$@"'
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

  it('finds no reader, then an empty one, then what lies in it', async () => {
    await tell('start')
    expect(wrong(await findings('card.noReader'))).toEqual(['card.noReader'])
    await tell('kill')
    await tell('give a reader')
    await tell('start')
    expect(wrong(await findings('card.absent'))).toEqual(['card.absent'])
    await tell('insert a foreign card')
    const [foreign] = (await findings('card.unknown')).filter(({ ok }) => !ok)
    expect(foreign).toMatchObject({ code: 'card.unknown', facts: { atr: expect.stringMatching(/^3B/) } })
    await tell('pull out')
    await findings('card.absent')
    await tell('insert a locked card')
    expect(wrong(await findings('card.pinLocked'))).toEqual(['card.pinLocked'])
  })

  it('finds a card that is pulled out while it looks', async () => {
    await tell('give a reader')
    await tell('start')
    await tell('insert')
    await findings('card.read')
    expect(wrong((await tell('examine and pull out')) as Diagnosis[])).toEqual(['card.removed'])
  })
})

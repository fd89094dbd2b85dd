// The PC/SC service stops and starts, readers come and go: the wallet follows without being started anew.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../../practice/world.ts'
import { acknowledgeAtOnce, switchLoopbackOn } from '../../scripts/setup/loopback.mjs'
import { type Conversation, converse, pathOf } from './hand.ts'
import type { ServiceOrder } from './ownService.ts'

let folder: string
let own: Conversation<ServiceOrder>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tefuda-service-'))
  await openWorld(folder, () => new Date())
  // As an ordinary user the namespaces are made in a user namespace, where that user counts as root.
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
  own = converse('unshare', [
    ...user,
    '--mount',
    '--net',
    'sh',
    '-c',
    `mount -t tmpfs tmpfs /run && ${switchLoopbackOn} && { ${acknowledgeAtOnce}; exec "$@"; }`,
    'sh',
    process.execPath,
    pathOf('ownService.ts'),
    folder,
  ])
})
afterEach(async () => {
  await own.ask('close')
  await own.end()
  await rm(folder, { recursive: true })
})

/** Says an order and gathers what is told until it is done and the last state is the expected one. */
async function told(order: ServiceOrder | undefined, last: unknown): Promise<{ result: unknown }> {
  let result: unknown
  let done = order === undefined
  let seen: unknown
  let line = order === undefined ? await own.next() : await own.ask(order)
  for (;;) {
    if ('done' in line) {
      done = true
      result = line['result']
    } else seen = line
    if (done && (last === undefined || same(seen, last))) return { result }
    line = await own.next()
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const up = (...readers: [string, number][]) => ({ service: 'up', readers })
const reader = 'Plugged Reader 00 00'

describe('the PC/SC service', () => {
  it('is seen down, up, killed and up again', async () => {
    await told(undefined, { service: 'down' })
    await told('start', up())
    await told('kill', { service: 'down' })
    await told('start', up())
  })

  it('comes back with another reader, and the wallet reads the card in it', async () => {
    await told(undefined, { service: 'down' })
    await told('start', up())
    expect(await told('look', undefined)).toEqual({ result: { code: 'card.noReader' } })
    await told('kill', { service: 'down' })
    await told('give a reader', undefined)
    await told('start', up([reader, 0]))
    expect(await told('look', undefined)).toEqual({ result: { code: 'card.absent' } })
    await told('insert', up([reader, 1]))
    expect(await told('look', undefined)).toEqual({ result: '9000' })
  })

  it('is killed in the middle of a command: card.noService, and the wallet goes on when it is back', async () => {
    await told(undefined, { service: 'down' })
    expect(await told('look', undefined)).toEqual({ result: { code: 'card.noService' } })
    await told('give a reader', undefined)
    await told('start', up([reader, 0]))
    await told('insert', up([reader, 1]))
    expect(await told('kill while reading', { service: 'down' })).toEqual({ result: { code: 'card.noService' } })
    await told('start', up([reader, 0]))
    await told('insert', up([reader, 2]))
    expect(await told('look', undefined)).toEqual({ result: '9000' })
  })
})

// What the doctor says and does, with readers and keychain in memory. That each fault really happens: tests/support/realFaults.ts.
import { writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { supportText } from '../../main/doctor/bundle.ts'
import { type Diagnosis, type Examination, examine, mend } from '../../main/doctor/doctor.ts'
import type { Machine } from '../../main/doctor/machine.ts'
import { type Failure, fail } from '../../main/failure.ts'
import { createPracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import { createMemoryReaders, type MemoryReaders } from '../../practice/memoryReaders.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import { codeOf, temporaryFolder } from '../support/drawers.ts'
import { memoryKeychain } from '../support/memoryKeychain.ts'

const now = () => new Date()
let readers: MemoryReaders
let folder: ReturnType<typeof temporaryFolder>

beforeEach(() => {
  readers = createMemoryReaders(['one'])
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

async function insert(id: string, options: PracticeCardOptions = {}) {
  const world = await sharedWorld(now)
  const person = world.person(id)
  if (person === undefined) throw new Error(`nobody is called ${id}`)
  const card = createPracticeCard(world, person, options)
  readers.insert('one', card)
  return card
}

/** Everything in order, but for what the test says. */
const visit = (more: Partial<Examination> = {}): Promise<Diagnosis[]> => examine(examination(more))

function examination(more: Partial<Examination> = {}): Examination {
  return {
    readers,
    keychain: memoryKeychain(),
    fetch: async () => new Response('', { headers: { date: now().toUTCString() } }),
    now,
    home: folder.path,
    portal: () => ({ origin: 'https://localhost:20444' }),
    ...more,
  }
}

/** A PC that tells nothing of itself and does nothing. */
const stillMachine: Machine = {
  facts: {},
  cardService: async () => undefined,
  driverOf: async () => undefined,
  cardPrograms: async () => [],
  canStartCardService: async () => false,
  startCardService: async () => undefined,
  keychainState: async () => 'other',
  unlockKeychain: async () => undefined,
}

const codes = (found: readonly Diagnosis[]): string[] => found.map(({ code }) => code)
const wrong = (found: readonly Diagnosis[]): string[] => found.filter(({ ok }) => !ok).map(({ code }) => code)

describe('the doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    await insert('taro')
    const found = await visit()
    expect(wrong(found)).toEqual([])
    expect(codes(found)).toEqual([
      'service.running',
      'reader.found',
      'card.read',
      'clock.right',
      'keychain.answers',
      'drawers.writable',
      'portal.reachable',
    ])
  })

  it('gives each finding a cause, and what is wrong a remedy, in both languages', async () => {
    readers.setService('down')
    const found = [...(await visit()), ...(await visit({ now: () => new Date(0) }))]
    for (const { ok, cause, remedy } of found) {
      expect(cause.ja).not.toBe('')
      expect(cause.en).not.toBe('')
      if (!ok) expect([remedy.ja, remedy.en]).not.toContain('')
    }
  })

  it('finds the service stopped, and no reader', async () => {
    readers.setService('down')
    expect(wrong(await visit())).toEqual(['card.noService'])
    readers.setService('up')
    readers.setReaders([])
    expect(wrong(await visit())).toEqual(['card.noReader'])
  })

  it('finds no card in any reader, but does not mind an empty one beside a full one', async () => {
    expect(wrong(await visit())).toEqual(['card.absent'])
    readers.setReaders(['one', 'two'])
    await insert('taro')
    expect(wrong(await visit())).toEqual([])
  })

  it('finds another program holding the card', async () => {
    await insert('taro')
    readers.setBusy('one', true)
    expect(wrong(await visit())).toEqual(['card.busy'])
  })

  it('finds a card of another kind and one that cannot be read, with the answer to reset', async () => {
    await insert('taro', { foreign: true })
    const found = await visit()
    expect(wrong(found)).toEqual(['card.unknown'])
    expect(found.find(({ code }) => code === 'card.unknown')?.facts).toMatchObject({
      atr: expect.stringMatching(/^3B/),
    })
    const card = await insert('taro')
    card.failAt(3, { kind: 'truncated', length: 1 })
    expect(wrong(await visit())).toEqual(['card.garbled'])
  })

  it('finds a locked PIN, a last try, a card without PINs and an ended certificate', async () => {
    await insert('taro', { triesLeft: { authentication: 0 } })
    expect(wrong(await visit())).toEqual(['card.pinLocked'])
    await insert('taro', { triesLeft: { signature: 1 } })
    expect(wrong(await visit())).toEqual(['card.triesLow'])
    await insert('ume')
    expect(wrong(await visit())).toEqual(['card.withoutPins'])
    await insert('ichiro')
    expect(wrong(await visit())).toEqual(['card.certificateExpired'])
  })

  it('knows a phone, and names no person', async () => {
    await insert('taro', { token: 'android' })
    const found = await visit()
    expect(codes(found)).toContain('card.phone')
    await insert('taro')
    expect(JSON.stringify(await visit())).not.toMatch(/練習|PRACTICE/)
  })

  it('finds a clock that is wrong by comparing it with the portal’s, and one that cannot be right', async () => {
    await insert('taro')
    const date = (ms: number) => new Date(Date.now() + ms).toUTCString()
    const answering = (ms: number) => async () => new Response('', { headers: { date: date(ms) } })
    expect(wrong(await visit({ fetch: answering(10 * 60_000) }))).toEqual(['clock.wrong'])
    expect(wrong(await visit({ fetch: answering(-10 * 60_000) }))).toEqual(['clock.wrong'])
    expect(wrong(await visit({ fetch: answering(60_000) }))).toEqual([])
    const longAgo = () => new Date('1980-01-01T00:00:00Z')
    expect(wrong(await visit({ now: longAgo, fetch: async () => new Response('') }))).toEqual(['clock.wrong'])
    expect(codes(await visit({ fetch: async () => new Response('') }))).toContain('clock.unchecked')
  })

  it('finds a keychain that is locked, and leaves nothing in one that is not', async () => {
    await insert('taro')
    const keychain = memoryKeychain()
    const written: string[] = []
    await visit({
      keychain: {
        ...keychain,
        write: async (name, secret) => {
          written.push(name)
          await keychain.write(name, secret)
        },
      },
    })
    expect(await keychain.read(written[0] ?? '')).toBeUndefined()
    keychain.lock()
    expect(wrong(await visit({ keychain }))).toEqual(['keychain.unavailable'])
    const forgetful = { ...memoryKeychain(), read: async () => undefined }
    expect(wrong(await visit({ keychain: forgetful }))).toEqual(['keychain.unavailable'])
  })

  it('finds a folder that cannot be written to', async () => {
    await insert('taro')
    const file = join(folder.path, 'a file')
    await writeFile(file, '')
    expect(wrong(await visit({ home: join(file, 'drawers') }))).toEqual(['drawers.notWritable'])
  })

  it('finds a portal that does not answer, is not trusted, or is not set up', async () => {
    await insert('taro')
    const failures: Failure[] = [
      { code: 'portal.unreachable' },
      { code: 'portal.untrusted' },
      { code: 'portal.notConfigured', missing: ['origin'] },
    ]
    for (const failure of failures) expect(wrong(await visit({ portal: () => fail(failure) }))).toEqual([failure.code])
    const asked: string[] = []
    const broker = {
      origin: 'https://portal.example',
      transport: { kind: 'broker', origin: 'https://operator.example' },
    } as const
    await visit({
      portal: () => broker,
      fetch: async ({ url }) => {
        asked.push(url)
        return new Response('')
      },
    })
    expect(asked).toEqual(['https://operator.example/'])
  })

  it('says where a button can mend it, and does it when it is pressed', async () => {
    const found = async (code: string, more: Partial<Examination>) =>
      (await visit(more)).find((finding) => finding.code === code)
    readers.setService('down')
    const machine = { ...stillMachine, canStartCardService: async () => true }
    expect(await found('card.noService', {})).not.toHaveProperty('fix')
    expect(await found('card.noService', { machine: stillMachine })).not.toHaveProperty('fix')
    expect(await found('card.noService', { machine })).toMatchObject({ fix: { en: 'Start the smart card service' } })
    readers.setService('up')
    const locked: Machine = { ...stillMachine, keychainState: async () => 'locked' }
    expect(await found('keychain.locked', { machine: locked })).toMatchObject({ fix: { en: 'Unlock the keychain' } })
    const gone = { portal: () => fail({ code: 'portal.unreachable' }) }
    expect(await found('portal.unreachable', gone)).not.toHaveProperty('fix')
    for (const code of ['portal.unreachable', 'clock.wrong', 'keychain.unavailable', 'nothing.such'])
      expect(await codeOf(mend(code, examination()))).toBe('app.refusedCall')
  })

  it('asks a keychain that is locked for nothing, and has it unlocked when told to', async () => {
    const asked: string[] = []
    let state: 'locked' | 'other' = 'locked'
    const machine: Machine = {
      ...stillMachine,
      keychainState: async () => state,
      unlockKeychain: async () => {
        asked.push('unlock')
        state = 'other'
      },
    }
    const inner = memoryKeychain()
    const keychain = {
      ...inner,
      write: async (name: string, secret: Uint8Array) => {
        asked.push('write')
        await inner.write(name, secret)
      },
    }
    expect(wrong(await visit({ machine, keychain }))).toContain('keychain.locked')
    expect(asked).toEqual([])
    expect(codes(await mend('keychain.locked', examination({ machine, keychain })))).toContain('keychain.answers')
    expect(asked).toEqual(['unlock', 'write'])
  })

  it('stops between two looks when it is cancelled', async () => {
    await insert('taro')
    expect(await codeOf(examine(examination(), AbortSignal.abort()))).toBe('app.cancelled')
  })

  it('writes a record for support that names no person, place or number', async () => {
    readers.setReaders(['Reader Of Some Make (0A1B2C3D) 00 00'])
    const world = await sharedWorld(now)
    const person = world.person('taro')
    if (person === undefined) throw new Error('nobody is called taro')
    readers.insert('Reader Of Some Make (0A1B2C3D) 00 00', createPracticeCard(world, person))
    const machine = { ...stillMachine, facts: { tefuda: '1.2.3' } }
    const findings = await visit({ machine, portal: () => fail({ code: 'portal.unreachable' }) })
    const text = supportText(findings, { machine, realm: 'real', at: new Date('2026-11-25T12:34:56Z') })
    expect(text).toContain('tefuda: 1.2.3')
    expect(text).toContain('WRONG  portal.unreachable')
    expect(text).toContain('reader: Reader Of Some Make (…) 00 00')
    for (const personal of ['0A1B2C3D', '練習', 'PRACTICE', folder.path, homedir(), '12:34'])
      expect(text).not.toContain(personal)
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkNumberB } from '../../practice/card/checkNumbers.ts'
import { createMemoryReaders, type MemoryReaders } from '../../practice/memoryReaders.ts'
import { type TestWorld, testWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { practiceState } from '../../preload/shapes/practice.ts'
import { createPracticeTools } from './practiceTools.ts'
import type { PracticeTools } from './tools.ts'

const ids = ['one', 'two']
const noPortal = {
  start: () => Promise.reject(new Error('no portal here')),
  stop: async () => undefined,
  onEnd: () => undefined,
}

let own: TestWorld
let world: World
let port: MemoryReaders
let tools: PracticeTools

beforeAll(async () => {
  own = await testWorld()
  world = own.world
})
afterAll(() => own.end())
beforeEach(() => {
  port = createMemoryReaders(ids)
  tools = createPracticeTools({
    world,
    readers: { port, ids },
    portal: noPortal,
    fetch: () => Promise.reject(new Error()),
  })
})

/** What is said to that command by the card in that reader. */
function said(reader: string, command: string): Promise<string> {
  return port.withCard(reader, async (transmit) =>
    Buffer.from(await transmit(Uint8Array.from(Buffer.from(command, 'hex')))).toString('hex'),
  )
}
const selectLicence = `00a4040c10a00000023101${'00'.repeat(10)}`
const selectJpki = '00a4040c0ad392f000260100000001'

describe('the practice tools', () => {
  it('tell of everybody which cards they have, every PIN and 照合番号B, and never the number', () => {
    const state = tools.read()
    expect(practiceState.parse(state)).toEqual(state)
    expect(Object.fromEntries(state.people.map(({ id, cards }) => [id, cards.join(' ')]))).toEqual({
      taro: 'myNumber phone',
      hanako: 'myNumber licence phone',
      sakura: 'myNumber',
      haruto: 'myNumber',
      ume: 'myNumber',
      ichiro: 'myNumber licence',
    })
    for (const person of world.people) {
      const shown = state.people.find(({ id }) => id === person.id)
      expect(shown?.pins).toEqual(person.pins)
      expect(shown?.checkNumberB).toBe(checkNumberB(person))
      expect(shown?.note.ja).not.toBe('')
      expect(JSON.stringify(state)).not.toContain(person.card.individualNumber)
    }
  })

  it('put in the card that was chosen, the My Number Card where none was', async () => {
    tools.insertCard('one', 'hanako', 'licence')
    expect(await said('one', selectLicence)).toBe('9000')
    expect(await said('one', selectJpki)).toBe('6a82')
    tools.insertCard('two', 'hanako')
    expect(await said('two', selectJpki)).toBe('9000')
    expect(tools.read().readers).toEqual([
      { id: 'one', personId: 'hanako', kind: 'licence' },
      { id: 'two', personId: 'hanako', kind: 'myNumber' },
    ])
    tools.insertCard('one', 'hanako', 'phone')
    expect(await said('one', selectJpki)).toBe('9000')
    expect(await said('one', '00a4040c0ad3921000310001010408')).toBe('6a82')
  })

  it('keep one card of each kind: it leaves the other reader, and its spent tries stay spent', async () => {
    tools.insertCard('one', 'hanako', 'licence')
    expect(await said('one', '002000810430303030')).toBe('63c2')
    tools.insertCard('two', 'hanako', 'licence')
    expect(tools.read().readers).toEqual([
      { id: 'one', personId: null, kind: null },
      { id: 'two', personId: 'hanako', kind: 'licence' },
    ])
    expect(await said('two', '00200081')).toBe('63c2')
    tools.removeCard('two')
    expect(tools.read().readers[1]).toEqual({ id: 'two', personId: null, kind: null })
  })

  it('refuse a card that the person does not have', () => {
    for (const [id, kind] of [
      ['taro', 'licence'],
      ['ume', 'phone'],
      ['nobody', 'myNumber'],
    ] as const)
      expect(() => tools.insertCard('one', id, kind)).toThrow('practice.only')
    expect(tools.read().readers[0]?.personId).toBeNull()
  })
})

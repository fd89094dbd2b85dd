// What the screens are told of readers and cards, from readers in memory.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type CardWatch, createCardWatch } from '../../main/card/cardWatch.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import { createMemoryReaders, type MemoryReaders } from '../../practice/memoryReaders.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { type CardState, cardState } from '../../preload/shapes/card.ts'

let world: World
let watch: CardWatch | undefined

beforeAll(async () => {
  world = await sharedWorld(() => new Date())
})
afterEach(async () => {
  await watch?.close()
  watch = undefined
})

function cardOf(id: string, options: PracticeCardOptions = {}): PracticeCard {
  const person = world.person(id)
  if (person === undefined) throw new Error(`nobody is called ${id}`)
  return createPracticeCard(world, person, options)
}

function start(readers: MemoryReaders, more: { personOf?: () => Promise<string | null> } = {}): CardWatch {
  watch = createCardWatch({ readers, now: () => new Date(), retryMs: 20, pauseMs: 5, ...more })
  return watch
}

/** Waits for a state that fits, among all that are told from now on and the present one. */
function until(watched: CardWatch, fits: (state: CardState) => boolean): Promise<CardState> {
  return new Promise((resolve) => {
    if (fits(watched.read())) resolve(watched.read())
    watched.onChange((state) => {
      if (fits(state)) resolve(state)
    })
  })
}

const kindIn = (state: CardState, index = 0): string | undefined => state.readers[index]?.card?.kind

describe('watching readers and cards', () => {
  it('tells an inserted card first as being read, then with what it says, in the shape of the contract', async () => {
    const readers = createMemoryReaders(['one'])
    const watched = start(readers, { personOf: async () => 'person-1' })
    const kinds: (string | undefined)[] = []
    watched.onChange((state) => kinds.push(kindIn(state)))
    readers.insert('one', cardOf('taro'))
    const state = await until(watched, (one) => kindIn(one) === 'myNumber')
    expect(kinds).toEqual(['reading', 'myNumber'])
    expect(cardState.parse(state)).toEqual(state)
    expect(state.readers[0]).toMatchObject({ id: 'one', insertion: 1, card: { personId: 'person-1' } })
    expect(watched.certificate('one')).toBeDefined()
  })

  it('asks again whose a card is, without sending it anything', async () => {
    const readers = createMemoryReaders(['one'])
    let owner: string | null = null
    const watched = start(readers, { personOf: async () => owner })
    const card = cardOf('taro')
    readers.insert('one', card)
    const strange = await until(watched, (one) => kindIn(one) === 'myNumber')
    expect(strange.readers[0]).toMatchObject({ card: { personId: null } })
    let sent = 0
    card.onExchange = () => {
      sent += 1
    }
    owner = 'person-1'
    await watched.askOwners()
    expect(watched.read().readers[0]).toMatchObject({ insertion: 1, card: { kind: 'myNumber', personId: 'person-1' } })
    expect(sent).toBe(0)
  })

  it('forgets a card that is taken out, and looks at the next one', async () => {
    const readers = createMemoryReaders(['one'])
    const watched = start(readers)
    readers.insert('one', cardOf('taro'))
    await until(watched, (state) => kindIn(state) === 'myNumber')
    readers.remove('one')
    expect(watched.read().readers[0]).toEqual({ id: 'one', insertion: null, card: null })
    expect(watched.certificate('one')).toBeUndefined()
    readers.insert('one', cardOf('ume'))
    const state = await until(watched, (one) => kindIn(one) === 'myNumber')
    expect(state.readers[0]).toMatchObject({ insertion: 2, card: { withoutPins: true } })
  })

  it('reads a certificate it knows only by its beginning', async () => {
    const readers = createMemoryReaders(['one'])
    const watched = start(readers)
    const card = cardOf('taro')
    readers.insert('one', card)
    await until(watched, (state) => kindIn(state) === 'myNumber')
    const first = card.received
    readers.remove('one')
    readers.insert('one', card)
    await until(watched, (state) => kindIn(state) === 'myNumber')
    expect(card.received - first).toBeLessThan(first - 3)
  })

  it('says which card is not known, and which could not be read', async () => {
    const readers = createMemoryReaders(['one', 'two'])
    const watched = start(readers)
    const broken = cardOf('taro')
    broken.failAt(3, { kind: 'truncated', length: 1 })
    readers.insert('one', cardOf('taro', { foreign: true }))
    readers.insert('two', broken)
    const state = await until(watched, (one) => kindIn(one) === 'unknown' && kindIn(one, 1) === 'failed')
    expect(state.readers[1]?.card).toMatchObject({ failure: { code: 'card.garbled' } })
  })

  it('looks again when another program has let go of the card', async () => {
    const readers = createMemoryReaders(['one'])
    readers.setBusy('one', true)
    const watched = start(readers)
    readers.insert('one', cardOf('taro'))
    const busy = await until(watched, (state) => kindIn(state) === 'failed')
    expect(busy.readers[0]?.card).toMatchObject({ failure: { code: 'card.busy' } })
    readers.setBusy('one', false)
    await until(watched, (state) => kindIn(state) === 'myNumber')
  })

  it('lends the card to a journey at once, and shows the tries that are left afterwards', async () => {
    const readers = createMemoryReaders(['one'])
    const watched = start(readers)
    const card = cardOf('taro')
    card.setDelay(20)
    readers.insert('one', card)
    const started = card.received
    await watched.withCard('one', async (transmit) => {
      // The look gave way after the command that was under way.
      expect(card.received - started).toBeLessThanOrEqual(2)
      card.setDelay(0)
      await transmit(Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex')))
      const answer = await transmit(Uint8Array.from(Buffer.from('002000980439393939', 'hex')))
      expect(Buffer.from(answer).toString('hex')).toBe('63c2')
    })
    const state = await until(watched, ({ readers: [one] }) => {
      return one?.card?.kind === 'myNumber' && one.card.triesLeft.authentication === 2
    })
    expect(kindIn(state)).toBe('myNumber')
  })

  it('keeps off a card that a journey holds', async () => {
    const readers = createMemoryReaders(['one'])
    const watched = start(readers)
    const card = cardOf('taro')
    readers.insert('one', card)
    await until(watched, (state) => kindIn(state) === 'myNumber')
    await watched.withCard('one', async () => {
      const before = card.received
      await new Promise((resolve) => setTimeout(resolve, 80))
      expect(card.received).toBe(before)
    })
  })

  it('serves two journeys one after the other', async () => {
    const readers = createMemoryReaders(['one'])
    const watched = start(readers)
    readers.insert('one', cardOf('taro'))
    const order: string[] = []
    const journey = (name: string) =>
      watched.withCard('one', async () => {
        order.push(`${name} begins`)
        await new Promise((resolve) => setTimeout(resolve, 10))
        order.push(`${name} ends`)
      })
    await Promise.all([journey('first'), journey('second')])
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  })

  it('follows readers and the service', async () => {
    const readers = createMemoryReaders(['one', 'two'])
    const watched = start(readers)
    readers.insert('two', cardOf('taro'))
    await until(watched, (state) => kindIn(state, 1) === 'myNumber')
    readers.setService('down')
    expect(watched.read()).toEqual({ service: 'down', readers: [] })
    readers.setService('up')
    await until(watched, (state) => kindIn(state, 1) === 'myNumber')
    readers.setReaders(['two'])
    expect(watched.read().readers.map(({ id }) => id)).toEqual(['two'])
  })

  it('tells nothing more once it is closed, and ends while a card is being read', async () => {
    const readers = createMemoryReaders(['one'])
    const watched = start(readers)
    let told = 0
    watched.onChange(() => told++)
    const card = cardOf('taro')
    card.setDelay(5)
    readers.insert('one', card)
    await watched.close()
    const then = told
    readers.remove('one')
    expect(told).toBe(then)
  })
})

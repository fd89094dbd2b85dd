import { beforeAll, describe, expect, it } from 'vitest'
import { createPracticeCard, type PracticeCard } from '../../practice/card/practiceCard.ts'
import { createMemoryReaders } from '../../practice/memoryReaders.ts'
import type { PracticePerson } from '../../practice/person.ts'
import { personOf, sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { cardReadersContract } from './cardReaders.ts'

let world: World
let taro: PracticePerson

beforeAll(async () => {
  world = await sharedWorld(() => new Date())
  taro = personOf(world, 'taro')
})

const newCard = (): PracticeCard => createPracticeCard(world, taro)
const selectJpki = Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex'))

cardReadersContract('memory', async () => {
  const readers = createMemoryReaders(['Practice Reader 0', 'Practice Reader 1'])
  const card = newCard()
  return {
    readers,
    reader: 'Practice Reader 0',
    authenticationPin: taro.pins.authentication ?? '',
    insert: async () => readers.insert('Practice Reader 0', card),
    remove: async () => readers.remove('Practice Reader 0'),
    close: () => readers.close(),
  }
})

describe('readers in memory', () => {
  it('fail with card.noService while the service is down, also in the middle of the work', async () => {
    const readers = createMemoryReaders(['one'])
    readers.insert('one', newCard())
    const states: string[] = []
    readers.watch((state) => states.push(state.service))
    const work = readers.withCard('one', async (transmit) => {
      readers.setService('down')
      return await transmit(selectJpki)
    })
    await expect(work).rejects.toMatchObject({ failure: { code: 'card.noService' } })
    await expect(readers.withCard('one', async () => 1)).rejects.toMatchObject({ failure: { code: 'card.noService' } })
    readers.setService('up')
    expect(await readers.withCard('one', (transmit) => transmit(selectJpki))).toHaveLength(2)
    expect(states).toEqual(['up', 'down', 'up'])
  })

  it('fail with card.busy while another program holds the card', async () => {
    const readers = createMemoryReaders(['one'])
    readers.insert('one', newCard())
    readers.setBusy('one', true)
    await expect(readers.withCard('one', async () => 1)).rejects.toMatchObject({ failure: { code: 'card.busy' } })
    readers.setBusy('one', false)
    expect(await readers.withCard('one', async () => 1)).toBe(1)
  })

  it('end a command that is under way when the card is pulled out, though the card never answers', async () => {
    const readers = createMemoryReaders(['one'])
    const card = newCard()
    card.setDelay(60_000)
    readers.insert('one', card)
    const work = readers.withCard('one', (transmit) => transmit(selectJpki))
    readers.remove('one')
    await expect(work).rejects.toMatchObject({ failure: { code: 'card.removed' } })
  })

  it('see the card leave when it is pulled out at a chosen command', async () => {
    const readers = createMemoryReaders(['one'])
    const card = newCard()
    readers.insert('one', card)
    card.failAt(2, { kind: 'removal', moment: 'beforeCommand' })
    const work = readers.withCard('one', async (transmit) => {
      await transmit(selectJpki)
      return await transmit(selectJpki)
    })
    await expect(work).rejects.toMatchObject({ failure: { code: 'card.removed' } })
    await expect(readers.withCard('one', async () => 1)).rejects.toMatchObject({ failure: { code: 'card.absent' } })
  })

  it('hold two cards in two readers at once, each with its own state', async () => {
    const readers = createMemoryReaders(['one', 'two'])
    const hanako = world.person('hanako')
    if (hanako === undefined) throw new Error('the household has no hanako')
    readers.insert('one', newCard())
    readers.insert('two', createPracticeCard(world, hanako))
    const read = async (reader: string) =>
      await readers.withCard(reader, async (transmit) => {
        await transmit(selectJpki)
        const selected = await transmit(Uint8Array.of(0x00, 0xa4, 0x02, 0x0c, 0x02, 0x00, 0x0a))
        expect(Buffer.from(selected).toString('hex')).toBe('9000')
        return (await transmit(Uint8Array.of(0x00, 0xb0, 0x00, 0x00, 0x00))).subarray(0, 256)
      })
    const [first, second] = await Promise.all([read('one'), read('two')])
    expect(first).toEqual(taro.authentication?.certificate.subarray(0, 256))
    expect(second).toEqual(hanako.authentication?.certificate.subarray(0, 256))
  })

  it('move a card that is put into another reader', () => {
    const readers = createMemoryReaders(['one', 'two'])
    const card = newCard()
    readers.insert('one', card)
    readers.insert('two', card)
    const seen: boolean[] = []
    readers.watch((state) => {
      if (state.service === 'up') seen.push(...state.readers.map((reader) => reader.card !== undefined))
    })
    expect(seen).toEqual([false, true])
    readers.setReaders(['two', 'three'])
    expect(seen.slice(2)).toEqual([true, false])
  })
})

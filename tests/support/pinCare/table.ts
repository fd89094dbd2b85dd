// Two practice cards with a model beside each, in readers in memory. Every command goes past the model, and faults strike.
import { checkNumberB } from '../../../practice/card/checkNumbers.ts'
import { createPracticeCard, type Fault, type PracticeCard } from '../../../practice/card/practiceCard.ts'
import type { PracticePerson } from '../../../practice/person.ts'
import type { World } from '../../../practice/world.ts'
import { createModel, type Model, most, type Place, type Touch } from './model.ts'

export interface ModelledCard {
  readonly card: PracticeCard
  readonly model: Model
  /** As it was new. */
  readonly first: Readonly<Record<Place, string>>
}

/** Told of every command on its way to a card. */
export interface Watcher {
  /** The command has left the wallet; answers the fault that strikes at it. */
  sent(held: ModelledCard, command: Uint8Array, touch: Touch | undefined): Fault | undefined
  /** The card has done it; `right`: a VERIFY that was right, a change that was made. */
  done(held: ModelledCard, touch: Touch | undefined, right: boolean): void
  /** The reader lets go of the card, or it loses power. */
  reset(held: ModelledCard): void
}

export interface Table {
  readonly cards: readonly [ModelledCard, ModelledCard]
  watcher: Watcher | undefined
  /** Both cards as new, but for what is said of the first one's tries. */
  setUp(tries: Partial<Record<Place, number>>): Promise<void>
  /** Another program uses the card that nobody holds: one wrong try. */
  spendByOther(held: ModelledCard, place: Place): Promise<void>
}

const selects: Readonly<Record<Place, string>> = {
  authentication: '00a4040c0ad392f000260100000001',
  signature: '00a4040c0ad392f000260100000001',
  input: '00a4040c0ad3921000310001010408',
  checkNumberB: '00a4040c0ad3921000310001010408',
  residentOfRegister: '00a4040c0ad3921000310001010401',
  residentOfCommon: '00a4040c0ad3921000310001010100',
}
const shortIds: Readonly<Record<Place, number>> = {
  authentication: 0x18,
  signature: 0x1b,
  input: 0x11,
  checkNumberB: 0x15,
  residentOfRegister: 0x1c,
  residentOfCommon: 0x1c,
}
const all = Object.keys(selects) as Place[]

export function layTable(world: World, people: readonly [string, string]): Table {
  const cardOf = (id: string): ModelledCard => {
    const person = world.person(id)
    if (person === undefined) throw new Error(`nobody is called ${id}`)
    return modelled(createPracticeCard(world, person), valuesOf(person), () => table.watcher)
  }
  const table: Table = {
    cards: [cardOf(people[0]), cardOf(people[1])],
    watcher: undefined,
    async setUp(tries) {
      table.watcher = undefined
      for (const [index, held] of table.cards.entries()) await renew(held, index === 0 ? tries : {})
    },
    async spendByOther({ card }, place) {
      const watcher = table.watcher
      table.watcher = undefined
      await card.transmit(bytesOf(selects[place]))
      await card.transmit(withPin([0x00, 0x20, 0x00], place, place === 'signature' ? 'WRONG999' : '0000'))
      card.reset()
      table.watcher = watcher
    },
  }
  return table
}

function valuesOf(person: PracticePerson): Record<Place, string> {
  const { authentication = '', signature = '', input = '', resident = '' } = person.pins
  const residents = { residentOfRegister: resident, residentOfCommon: resident }
  return { authentication, signature, input, ...residents, checkNumberB: checkNumberB(person) }
}

function modelled(card: PracticeCard, values: Record<Place, string>, watcher: () => Watcher | undefined): ModelledCard {
  const model = createModel({ ...values })
  const held: ModelledCard = { card, model, first: values }
  const { transmit, reset } = card
  Object.assign(card, {
    async transmit(bytes: Uint8Array): Promise<Uint8Array> {
      // Commands that hold a PIN are wiped once they are answered.
      const command = Uint8Array.from(bytes)
      const touch = model.touches(command)
      const fault = watcher()?.sent(held, command, touch)
      if (fault !== undefined) card.failAt(1, fault)
      const carriedOut = (): void => {
        const right = model.carriedOut(command)
        watcher()?.done(held, touch, right)
      }
      let answer: Uint8Array
      try {
        answer = await transmit(bytes)
      } catch (error) {
        if (fault?.kind === 'removal' && fault.moment === 'beforeAnswer') carriedOut()
        throw error
      }
      if (fault?.kind !== 'answer') carriedOut()
      return answer
    },
    reset(): void {
      watcher()?.reset(held)
      model.reset()
      reset()
    },
  })
  return held
}

/** As the municipal office does it: old values, all tries but those that are named. */
async function renew({ card, model, first }: ModelledCard, tries: Partial<Record<Place, number>>): Promise<void> {
  for (const place of all) {
    if (model.values[place] !== first[place]) {
      card.setTriesLeft(place, most[place])
      model.tries[place] = most[place]
      await card.transmit(bytesOf(selects[place]))
      await card.transmit(withPin([0x00, 0x20, 0x00], place, model.values[place]))
      const jicsap = place.startsWith('resident')
      await card.transmit(withPin(jicsap ? [0x80, 0x32, 0x00] : [0x00, 0x24, 0x01], place, first[place]))
    }
    card.setTriesLeft(place, tries[place] ?? most[place])
    model.tries[place] = tries[place] ?? most[place]
  }
  card.reset()
}

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

function withPin(command: readonly number[], place: Place, text: string): Uint8Array {
  return Uint8Array.from([...command, 0x80 | shortIds[place], text.length, ...Buffer.from(text)])
}

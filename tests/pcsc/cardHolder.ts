// A hand at the virtual readers: puts practice cards in and pulls them out as told on standard input, one JSON line each.
// Runs where vpcd can be reached (TEFUDA_CARD_NETWORK); answers one JSON line to each line.
import { createInterface } from 'node:readline'
import { type CardKind, createCardOf } from '../../practice/card/cardsOf.ts'
import { checkNumberB } from '../../practice/card/checkNumbers.ts'
import { createPracticeCard, type Fault, type PracticeCard } from '../../practice/card/practiceCard.ts'
import type { PracticePerson } from '../../practice/person.ts'
import { type PluggedCard, plugIn, vpcdPorts } from '../../practice/vpcd.ts'
import { openWorld } from '../../practice/world.ts'
import { worldFolder } from '../../practice/worldFolder.ts'

export type Order =
  | {
      readonly do: 'insert'
      readonly person: string
      readonly reader?: 0 | 1
      readonly foreign?: boolean
      readonly kind?: CardKind
      /** Something else lies where the authentication certificate should. */
      readonly spoiled?: boolean
    }
  | { readonly do: 'remove'; readonly reader?: 0 | 1 }
  | { readonly do: 'failAt'; readonly command: number; readonly fault: Fault; readonly reader?: 0 | 1 }
  | { readonly do: 'setDelay'; readonly milliseconds: number; readonly reader?: 0 | 1 }
  /** How many PINs the card in that reader was sent. */
  | { readonly do: 'verifies'; readonly reader?: 0 | 1 }

const world = await openWorld(worldFolder(process.env), () => new Date())
const slots = new Map<number, { card: PracticeCard; plugged: PluggedCard; verifies: number }>()

async function obey(order: Order): Promise<Record<string, unknown>> {
  const reader = order.reader ?? 0
  const slot = slots.get(reader)
  switch (order.do) {
    case 'insert': {
      const found = world.person(order.person)
      if (found === undefined) throw new Error(`nobody is called ${order.person}`)
      const person = order.spoiled === true ? spoil(found) : found
      const card =
        order.kind === undefined
          ? createPracticeCard(world, person, { foreign: order.foreign ?? false })
          : createCardOf(world, person, order.kind)
      const added = { card, plugged: await plugIn(card, vpcdPorts[reader]), verifies: 0 }
      card.onExchange = (command) => {
        if (command[1] === 0x20 && command.length > 4) added.verifies++
      }
      slots.set(reader, added)
      return { pins: person.pins, checkNumberB: checkNumberB(person) }
    }
    case 'remove':
      await slot?.plugged.unplug()
      slots.delete(reader)
      return {}
    case 'failAt':
      slot?.card.failAt(order.command, order.fault)
      return {}
    case 'setDelay':
      slot?.card.setDelay(order.milliseconds)
      return { received: slot?.card.received }
    case 'verifies':
      return { verifies: slot?.verifies ?? 0 }
  }
}

/** A certificate file whose first object is a whole one, and no certificate. */
function spoil(person: PracticePerson): PracticePerson {
  if (person.authentication === undefined) throw new Error(`${person.id} has no certificate`)
  const certificate = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x05)
  return { ...person, authentication: { ...person.authentication, certificate } }
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await obey(JSON.parse(line)).catch((error: unknown) => ({ error: String(error) }))
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
for (const { plugged } of slots.values()) await plugged.unplug()
process.exit(0)

// A practice card in a virtual PC/SC reader until stopped:
//   node practice/cardCommand.ts --person taro [--card myNumber|licence|phone] [--contact] [--reader 0|1]
//     [--trace FILE]
// The first line on standard output is JSON, once the PC/SC service has the card. Exit status: 0 stopped, 2 not
// understood, 3 could not run.
import { closeSync, openSync, writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type CardKind, cardKinds, cardsOf, createCardOf } from './card/cardsOf.ts'
import { createPracticeCard } from './card/practiceCard.ts'
import { traceLine } from './card/trace.ts'
import { plugIn, vpcdPorts } from './vpcd.ts'
import { openWorld, type World } from './world.ts'
import { worldFolder } from './worldFolder.ts'

interface Wish {
  readonly person: string
  readonly card: CardKind
  /** As if it lay in a contact reader. */
  readonly contact: boolean
  readonly reader: 0 | 1
  readonly trace: string | undefined
}

class NotUnderstood extends Error {}

function parseWish(args: readonly string[]): Wish {
  const text = { type: 'string' } as const
  const options = { person: text, card: text, contact: { type: 'boolean' }, reader: text, trace: text } as const
  let values: { person?: string; card?: string; contact?: boolean; reader?: string; trace?: string }
  try {
    values = parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new NotUnderstood(error instanceof Error ? error.message : 'options not understood')
  }
  const { person, card: wanted = 'myNumber', contact = false, reader = '0', trace } = values
  const card = cardKinds.find((kind) => kind === wanted)
  if (card === undefined) throw new NotUnderstood(`--card is ${cardKinds.join(', ')}`)
  if (person === undefined) throw new NotUnderstood('--person NAME is needed')
  if (reader !== '0' && reader !== '1') throw new NotUnderstood('--reader is 0 or 1')
  return { person, card, contact, reader: reader === '0' ? 0 : 1, trace }
}

async function run(args: readonly string[]): Promise<number> {
  // From the first moment on, so that a stop while starting is clean as well.
  const stop = new Promise<'stopped'>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve('stopped'))
  })
  const world = await openWorld(worldFolder(process.env), () => new Date())
  const wish = parseOrList(args, world)
  const person = world.person(wish.person)
  if (person === undefined) throw new NotUnderstood(`nobody is called ${wish.person}; ${everybody(world)}`)
  const theirs = cardsOf(person)
  if (!theirs.includes(wish.card)) throw new NotUnderstood(`${person.id} has: ${theirs.join(', ')}`)
  if (wish.contact && wish.card !== 'myNumber') throw new NotUnderstood('only a My Number Card has contacts')
  const card = wish.contact
    ? createPracticeCard(world, person, { atr: 'contact' })
    : createCardOf(world, person, wish.card)
  const trace = wish.trace === undefined ? undefined : openSync(wish.trace, 'w')
  if (trace !== undefined) {
    card.onExchange = (command, answer) => writeSync(trace, `${traceLine(command, answer)}\n`)
  }
  const plugged = await Promise.race([plugIn(card, vpcdPorts[wish.reader]), stop])
  if (plugged === 'stopped') return 0
  const { id, name, pins } = person
  process.stdout.write(
    `${JSON.stringify({ person: id, name: name.kanji, card: wish.card, reader: wish.reader, pins, pid: process.pid })}\n`,
  )
  const end = await Promise.race([stop, plugged.out.then(() => 'gone' as const)])
  await plugged.unplug()
  if (trace !== undefined) closeSync(trace)
  if (end === 'gone') process.stderr.write('the PC/SC service let go of the card\n')
  return end === 'stopped' ? 0 : 3
}

function parseOrList(args: readonly string[], world: World): Wish {
  try {
    return parseWish(args)
  } catch (error) {
    throw error instanceof NotUnderstood ? new NotUnderstood(`${error.message}; ${everybody(world)}`) : error
  }
}

function everybody(world: World): string {
  return `people: ${world.people.map((one) => `${one.id} (${one.name.kanji}: ${cardsOf(one).join(', ')})`).join(', ')}`
}

run(process.argv.slice(2)).then(
  (status) => process.exit(status),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(error instanceof NotUnderstood ? 2 : 3)
  },
)

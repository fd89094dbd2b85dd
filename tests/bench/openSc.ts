// The card's part of a first and a later log-in beside OpenSC, a driver that nobody here wrote, doing the same to the same card.
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { withAuthenticationKey } from '../../main/card/authentication.ts'
import { type CardWatch, createCardWatch } from '../../main/card/cardWatch.ts'
import { askPin, leavesCount, type PinAsker, withAskedPin } from '../../main/journeys/askPin.ts'
import { askerFor, counting, countOf, found, firstReader as reader } from './cardAtHand.ts'
import type { CardSetting } from './cardLogIn.ts'
import { inTurn, median, type Row, timed } from './row.ts'

const now = () => new Date()
const message = new TextEncoder().encode('what a portal wants signed')

/**
 * First: the card has just been put in, and nothing is known of it; its look is part of it. Later: it was seen before.
 * @param trace what the card writes down of each command
 */
export async function openScRows({ readers, pin, folder, runs }: CardSetting, trace: string): Promise<Row[]> {
  const counted = counting(readers)
  const file = join(folder, 'message')
  writeFileSync(file, message)
  const openSc = (...more: readonly string[]) =>
    promisify(execFile)('pkcs11-tool', [...more], { env: { ...process.env, OPENSC_DRIVER: 'jpki' } })
  const theirs = () =>
    openSc(
      ...['--slot-index', '0', '--login', '--pin', pin, '--id', '01', '--sign', '--mechanism', 'SHA256-RSA-PKCS'],
      ...['-i', file, '-o', join(folder, 'signature')],
    )
  const ours = async (cards: CardWatch): Promise<void> => {
    await found(cards)
    await signOnce(askerFor(cards, pin))
  }
  const first = async (): Promise<void> => {
    const cards = createCardWatch({ readers: counted.readers, now })
    await ours(cards).finally(() => cards.close())
  }
  const known = createCardWatch({ readers: counted.readers, now })
  try {
    await ours(known)
    const begun = await inTurn(
      runs,
      () => timed(first),
      () => timed(theirs),
    )
    const laterCommands = await countOf(counted, () => ours(known))
    const later = await inTurn(
      runs,
      () => timed(() => ours(known)),
      () => timed(theirs),
    )
    const firstCommands = await countOf(counted, first)
    const theirCommands = await linesAddedTo(trace, theirs)
    const start = median(await inSeries(runs, () => timed(() => openSc('--help').catch(() => undefined))))
    const floorName = 'OpenSC: pkcs11-tool --login --sign'
    const notes = `${start.toFixed(0)} ms of OpenSC's time start its program (--help); its driver is named to it, so that it probes for no other card`
    const commands = (name: string, own: number): Row => ({
      name,
      unit: 'commands',
      measured: [own],
      floorName,
      floor: [theirCommands],
      aim: 1,
    })
    return [
      { name: 'first card log-in, card part', unit: 'ms', ...begun, floorName, aim: 1, notes },
      { name: 'later card log-in, card part', unit: 'ms', ...later, floorName, aim: 1, notes },
      {
        ...commands('commands of a first card log-in', firstCommands),
        notes: 'with the look at every PIN and application that the screen shows, and the whole certificate',
      },
      commands('commands of a later card log-in', laterCommands),
    ]
  } finally {
    await known.close()
  }
}

/** What a log-in does with the card: guard, count, PIN, signature, leaving clean. */
async function signOnce(asker: PinAsker): Promise<void> {
  const asked = await askPin(asker, { reader, pin: 'authentication', purpose: 'logIn' })
  await withAskedPin(asker, asked, async (exchange, access, unchanged) => {
    const { certificate } = asked.seen
    await withAuthenticationKey(exchange, access, { typed: asked, certificate, memory: asker.cards.memory }, (key) =>
      key.sign(message),
    )
    if (leavesCount(asked)) unchanged()
  })
}

/** Commands that reached the card, by the card's own record. */
async function linesAddedTo(file: string, work: () => Promise<unknown>): Promise<number> {
  const lines = () => readFileSync(file, 'utf8').split('\n').length
  const before = lines()
  await work()
  return lines() - before
}

async function inSeries(runs: number, measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = []
  for (let run = 0; run < runs; run++) values.push(await measure())
  return values
}

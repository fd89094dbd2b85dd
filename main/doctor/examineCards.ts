// Service, readers and cards, in the order in which one needs the other.
import type { CardInReader } from '../../preload/shapes/card.ts'
import { type Look, lookAtCard } from '../card/look.ts'
import type { CardReaders, ReaderId, ReadersState } from '../ports.ts'
import { type Diagnosis, failed, failureOf, told } from './diagnosis.ts'
import type { Machine } from './machine.ts'
import { words } from './words.ts'

export interface CardExamination {
  readonly readers: CardReaders
  readonly now: () => Date
  readonly machine?: Machine
}

export async function examineCards(ports: CardExamination): Promise<Diagnosis[]> {
  const { readers, machine } = ports
  const [state, service] = await Promise.all([firstState(readers), machine?.cardService()])
  const facts = service === undefined ? {} : { facts: { service: service.name, version: service.version } }
  if (state.service === 'down') return [failed({ code: 'card.noService' }, facts)]
  const running = told('service.running', words.serviceRunning, facts)
  if (state.readers.length === 0) return [running, failed({ code: 'card.noReader' })]
  const cards: Diagnosis[] = []
  for (const { id, card } of state.readers) {
    const driver = await machine?.driverOf(id)
    const known = driver === undefined ? {} : { facts: { driver: driver.name, driverVersion: driver.version } }
    cards.push(told('reader.found', words.readerFound, { reader: id, ...known }))
    if (card !== undefined) cards.push(...(await examineCard(ports, id, card.atr)))
  }
  // One empty reader beside a full one is as it should be.
  if (state.readers.every(({ card }) => card === undefined)) cards.push(failed({ code: 'card.absent' }))
  return [running, ...cards]
}

async function examineCard(
  { readers, now, machine }: CardExamination,
  reader: ReaderId,
  atr: Uint8Array,
): Promise<Diagnosis[]> {
  const facts = { atr: Buffer.from(atr).toString('hex').toUpperCase() }
  try {
    const look = await readers.withCard(reader, (transmit) => lookAtCard(transmit, { now }))
    const found = { ...facts, applications: look.applications.join(' ') || 'none' }
    if (look.card.kind === 'unknown') return [failed({ code: 'card.unknown' }, { reader, facts: found })]
    return [readCard(look, reader, found), ...troubles(look.card, reader)]
  } catch (error) {
    const failure = failureOf(error)
    if (failure.code !== 'card.busy') return [failed(failure, { reader, facts })]
    const programs = (await machine?.cardPrograms()) ?? []
    const held = programs.length === 0 ? {} : { programs: programs.join(', ') }
    return [failed(failure, { reader, facts: { ...facts, ...held } })]
  }
}

function readCard({ card, medium }: Look, reader: string, facts: Record<string, string>): Diagnosis {
  if (card.kind === 'unknown') return failed({ code: 'card.unknown' }, { reader, facts })
  const tries = Object.entries(card.triesLeft).map(([pin, left]) => [`triesLeft ${pin}`, left] as const)
  const more = { reader, facts: { ...facts, ...Object.fromEntries(tries) } }
  if (card.kind === 'licence') return told('card.licence', words.licence, more)
  const phone = medium === 'android' || medium === 'iphone'
  const kind = { ...more, facts: { ...more.facts, label: card.label, medium } }
  return told(phone ? 'card.phone' : 'card.read', phone ? words.phone : words.cardRead, kind)
}

/** What is wrong with a card that can be read. */
function troubles(card: Extract<CardInReader, { kind: 'myNumber' | 'licence' }>, reader: string): Diagnosis[] {
  const found: Diagnosis[] = []
  const left = Object.values(card.triesLeft)
  if (card.kind === 'myNumber') {
    if (card.withoutPins) return [failed({ code: 'card.withoutPins' }, { reader })]
    if (card.authentication?.expired === true)
      found.push(failed({ code: 'card.certificateExpired', endedAt: card.authentication.validUntil }, { reader }))
  }
  if (left.some((tries) => tries === 0)) found.push(failed({ code: 'card.pinLocked' }, { reader }))
  if (left.some((tries) => tries === 1)) found.push(told('card.triesLow', words.triesLow, { reader, ok: false }))
  return found
}

/** Readers tell the present state at once; a service that does not even do that is down. */
const firstState = (readers: CardReaders): Promise<ReadersState> => awaitState(readers, () => true)

/** A service that was just started is noticed a moment later. Ends after some seconds in any case. */
export const awaitService = async (readers: CardReaders): Promise<void> =>
  void (await awaitState(readers, ({ service }) => service === 'up'))

async function awaitState(readers: CardReaders, fits: (state: ReadersState) => boolean): Promise<ReadersState> {
  let stop = (): void => undefined
  let limit: NodeJS.Timeout | undefined
  try {
    return await new Promise<ReadersState>((resolve) => {
      limit = setTimeout(() => resolve({ service: 'down' }), 5_000)
      stop = readers.watch((state) => fits(state) && resolve(state))
    })
  } finally {
    clearTimeout(limit)
    stop()
  }
}

// What stands between this PC and a working wallet: each thing looked at, with its cause and what to do about it.
import { randomUUID } from 'node:crypto'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FailureCode } from '../../preload/failure.ts'
import type { Bilingual, CardInReader } from '../../preload/shapes.ts'
import { plainFailureText } from '../../preload/text/failureText.ts'
import { lookAtCard } from '../card/look.ts'
import { type Failure, WalletError } from '../failure.ts'
import type { CardReaders, Fetch, Keychain, ReadersState } from '../ports.ts'
import { type Told, words } from './words.ts'

export type DoctorCode =
  | 'service.running'
  | 'reader.found'
  | 'card.read'
  | 'card.phone'
  | 'card.triesLow'
  | 'clock.right'
  | 'clock.wrong'
  | 'clock.unchecked'
  | 'keychain.answers'
  | 'drawers.writable'
  | 'drawers.notWritable'
  | 'portal.reachable'
  | FailureCode

/** One thing that was looked at. */
export interface Diagnosis {
  readonly code: DoctorCode
  readonly ok: boolean
  /** What was found. */
  readonly cause: Bilingual
  /** What to do; empty where nothing is to be done. */
  readonly remedy: Bilingual
  readonly reader?: string
  /** Facts for support: names of programs' things, never of people. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>
}

export interface Examination {
  readonly readers: CardReaders
  readonly keychain: Keychain
  readonly fetch: Fetch
  readonly now: () => Date
  /** The folder of this realm's drawers. */
  readonly home: string
  /** Where the portal is; what is thrown tells why there is none. */
  readonly portal: () => { readonly origin: string }
}

/** Certificates and credentials end at instants; a clock wrong by more than this misjudges them. */
const clockToleranceMs = 5 * 60_000
/** When this was written: a clock before it is wrong whatever else is. */
const notBefore = new Date('2026-11-01T00:00:00Z')
const roomNeeded = 50 * 1024 * 1024

/** Looks at everything, one thing after the other; what fails does not keep the rest from being looked at. */
export async function examine(ports: Examination): Promise<Diagnosis[]> {
  const reach = await reachPortal(ports)
  return [
    ...(await examineReaders(ports)),
    examineClock(ports.now(), reach.serverTime),
    await examineKeychain(ports.keychain),
    await examineDrawers(ports.home),
    reach.diagnosis,
  ]
}

async function examineReaders({ readers, now }: Examination): Promise<Diagnosis[]> {
  const state = await firstState(readers)
  if (state.service === 'down') return [failed({ code: 'card.noService' })]
  const running = told('service.running', words.serviceRunning)
  if (state.readers.length === 0) return [running, failed({ code: 'card.noReader' })]
  const cards: Diagnosis[] = []
  for (const { id, card } of state.readers) {
    cards.push(told('reader.found', words.readerFound, { reader: id }))
    if (card !== undefined) cards.push(...(await examineCard(readers, id, card.atr, now)))
  }
  // One empty reader beside a full one is as it should be.
  if (state.readers.every(({ card }) => card === undefined)) cards.push(failed({ code: 'card.absent' }))
  return [running, ...cards]
}

async function examineCard(
  readers: CardReaders,
  reader: string,
  atr: Uint8Array,
  now: () => Date,
): Promise<Diagnosis[]> {
  const facts = { atr: Buffer.from(atr).toString('hex').toUpperCase() }
  try {
    const { card, medium } = await readers.withCard(reader, (transmit) => lookAtCard(transmit, { now }))
    if (card.kind === 'unknown') return [failed({ code: 'card.unknown' }, { reader, facts })]
    const { authentication, signature, input } = card.triesLeft
    const tries = {
      triesLeftAuthentication: authentication,
      triesLeftSignature: signature,
      triesLeftInput: input,
    }
    const more = { reader, facts: { ...facts, label: card.label, ...tries } }
    const phone = medium === 'android' || medium === 'iphone'
    return [
      told(phone ? 'card.phone' : 'card.read', phone ? words.phone : words.cardRead, more),
      ...troubles(card, reader),
    ]
  } catch (error) {
    return [failed(failureOf(error), { reader, facts })]
  }
}

/** What is wrong with a card that can be read. */
function troubles(card: Extract<CardInReader, { kind: 'myNumber' }>, reader: string): Diagnosis[] {
  if (card.withoutPins) return [failed({ code: 'card.withoutPins' }, { reader })]
  const found: Diagnosis[] = []
  const { authentication, signature, input } = card.triesLeft
  if (authentication === 0) found.push(failed({ code: 'card.pinLocked' }, { reader }))
  const low = [authentication, signature, input].some((tries) => tries === 1)
  if (low) found.push(told('card.triesLow', words.triesLow, { reader, ok: false }))
  if (card.authentication?.expired === true)
    found.push(failed({ code: 'card.certificateExpired', endedAt: card.authentication.validUntil }, { reader }))
  return found
}

/** A server's own clock where one answered; otherwise only what cannot be. */
function examineClock(now: Date, server: Date | undefined): Diagnosis {
  const off = server === undefined ? 0 : now.getTime() - server.getTime()
  if (now < notBefore || Math.abs(off) > clockToleranceMs) {
    return told('clock.wrong', words.clockWrong, { ok: false, facts: { offSeconds: Math.round(off / 1000) } })
  }
  return server === undefined ? told('clock.unchecked', words.clockUnchecked) : told('clock.right', words.clockRight)
}

/** Writes, reads and removes a name of its own: a keychain may be there and refuse. */
async function examineKeychain(keychain: Keychain): Promise<Diagnosis> {
  const name = `doctor-${randomUUID()}`
  const secret = Uint8Array.of(1, 2, 3)
  try {
    await keychain.write(name, secret)
    const read = await keychain.read(name)
    await keychain.remove(name)
    if (read === undefined || Buffer.compare(read, secret) !== 0) return failed({ code: 'keychain.unavailable' })
    return told('keychain.answers', words.keychainAnswers)
  } catch (error) {
    return failed(failureOf(error))
  }
}

async function examineDrawers(home: string): Promise<Diagnosis> {
  const probe = join(home, `.doctor-${randomUUID()}`)
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
    await writeFile(probe, 'x', { mode: 0o600, flag: 'wx' })
    await rm(probe)
    const { bavail, bsize } = await statfs(home)
    if (bavail * bsize < roomNeeded) return failed({ code: 'store.full' })
    return told('drawers.writable', words.drawersWritable)
  } catch {
    return told('drawers.notWritable', words.drawersNotWritable, { ok: false })
  }
}

/** Any answer over trusted TLS will do; its Date header is the clock to compare with (RFC 9110 6.6.1). */
async function reachPortal({ fetch, portal }: Examination): Promise<{ diagnosis: Diagnosis; serverTime?: Date }> {
  try {
    const { origin } = portal()
    const response = await fetch(new Request(new URL('/', origin)))
    const serverTime = new Date(response.headers.get('date') ?? Number.NaN)
    const diagnosis = told('portal.reachable', words.portalReachable, { facts: { origin } })
    return Number.isNaN(serverTime.getTime()) ? { diagnosis } : { diagnosis, serverTime }
  } catch (error) {
    return { diagnosis: failed(failureOf(error)) }
  }
}

/** Readers tell the present state at once; a service that does not even do that is down. */
async function firstState(readers: CardReaders): Promise<ReadersState> {
  let stop = (): void => undefined
  let limit: NodeJS.Timeout | undefined
  try {
    return await new Promise<ReadersState>((resolve) => {
      limit = setTimeout(() => resolve({ service: 'down' }), 5_000)
      stop = readers.watch(resolve)
    })
  } finally {
    clearTimeout(limit)
    stop()
  }
}

type More = Pick<Diagnosis, 'reader' | 'facts'>

function told(
  code: DoctorCode,
  { cause, remedy }: Told,
  { ok = true, ...more }: More & { ok?: boolean } = {},
): Diagnosis {
  return { code, ok, cause, remedy: remedy ?? { ja: '', en: '' }, ...more }
}

function failed(failure: Failure, more: More = {}): Diagnosis {
  const ja = plainFailureText(failure, 'ja')
  const en = plainFailureText(failure, 'en')
  const cause = { ja: ja.what, en: en.what }
  return { code: failure.code, ok: false, cause, remedy: { ja: ja.remedy, en: en.remedy }, ...more }
}

function failureOf(error: unknown): Failure {
  if (error instanceof WalletError) return error.failure
  throw error
}

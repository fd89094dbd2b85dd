// The practice card: a My Number Card made of software. Command bytes in, answer bytes out; and, for rehearsing what goes
// wrong, faults that strike at a chosen command.
import { setTimeout as wait } from 'node:timers/promises'
import type { PracticePerson } from '../person.ts'
import type { World } from '../world.ts'
import { answer } from './answer.ts'
import type { Application } from './application.ts'
import { createCardSystem } from './cardSystem.ts'
import { inputHelperApplication } from './inputHelperApplication.ts'
import { issuerSecurityDomain } from './issuerSecurityDomain.ts'
import { jpkiApplication } from './jpkiApplication.ts'
import { createPinStore } from './pinStore.ts'
import type { TokenKind } from './tokenInformation.ts'

/** Seen on real cards and not taken by any other OpenSC driver. */
const contactAtr = Uint8Array.of(0x3b, 0xe0, 0x00, 0xff, 0x81, 0x31, 0xfe, 0x45, 0x14)
/** What a contactless reader makes up for one. */
const contactlessAtr = Uint8Array.from(Buffer.from('3b888001000041e0b381a1003b', 'hex'))

/** PINs by household word; B is 照合番号B of 券面事項入力補助. */
export type CardPin = 'authentication' | 'signature' | 'input' | 'checkNumberA' | 'checkNumberB'

export interface PracticeCardOptions {
  /** @default 'contactless' */
  readonly atr?: 'contact' | 'contactless' | Uint8Array
  /** A phone has the JPKI application alone and reads its certificate behind the PIN. @default 'card' */
  readonly token?: TokenKind
  /** Tries left at the start; 0 is blocked. */
  readonly triesLeft?: Partial<Readonly<Record<CardPin, number>>>
  /** Certificates the holder does not have. */
  readonly without?: readonly ('authentication' | 'signature')[]
  /** A card of another kind: none of the applications answers. */
  readonly foreign?: boolean
  /** Where PINs and tries left survive the process. */
  readonly memoryFile?: string
}

export type Fault =
  /** Pulled out: before the card sees the command, or after it acted but before its answer arrives. */
  | { readonly kind: 'removal'; readonly moment: 'beforeCommand' | 'beforeAnswer' }
  /** Every byte of the answer turned over, the status word too. */
  | { readonly kind: 'garbled' }
  /** Only the first `length` bytes arrive. */
  | { readonly kind: 'truncated'; readonly length: number }
  /** Data and status word replaced, the command not carried out. */
  | { readonly kind: 'answer'; readonly bytes: Uint8Array }
  | { readonly kind: 'delay'; readonly milliseconds: number }

/** The card is no longer in the reader. */
export class CardPulledOut extends Error {
  constructor() {
    super('the practice card was pulled out')
    this.name = 'CardPulledOut'
  }
}

/** The card lost power or was reset while it worked on the command, which it did not carry out. */
export class CardReset extends Error {
  constructor() {
    super('the practice card was reset during a command')
    this.name = 'CardReset'
  }
}

export interface PracticeCard {
  readonly person: PracticePerson
  readonly atr: Uint8Array
  /** @throws CardPulledOut, CardReset */
  transmit(command: Uint8Array): Promise<Uint8Array>
  /** Power on, power off and reset are the same to the card: nothing selected, nothing verified. */
  reset(): void
  /** Lets a fault strike at the `command`-th command from now, 1 being the next. */
  failAt(command: number, fault: Fault): void
  /** Milliseconds that every command takes from now on. */
  setDelay(milliseconds: number): void
  /** Long answers through 61xx and GET RESPONSE, wrong Le through 6Cxx: seen on other cards, allowed to this one. */
  setSplitAnswers(split: boolean): void
  triesLeft(pin: CardPin): number
  setTriesLeft(pin: CardPin, tries: number): void
  /** Commands received since the card was made. */
  readonly received: number
  /** Told after every exchange, faults included; the command may hold a PIN. */
  onExchange: ((command: Uint8Array, answer: Uint8Array) => void) | undefined
}

/** A card of that person, new from the municipal office: all tries there, unless the options say otherwise. */
export function createPracticeCard(
  world: Pick<World, 'authorities' | 'cardData'>,
  holder: PracticePerson,
  options: PracticeCardOptions = {},
): PracticeCard {
  const person = withoutKeys(holder, options.without ?? [])
  const token = options.token ?? 'card'
  const jpki = jpkiApplication(world.authorities, person, { token })
  const inputHelper = inputHelperApplication(person, world.cardData)
  const applications = options.foreign ? [] : token === 'card' ? [jpki, inputHelper] : [jpki]
  const pins = createPinStore([jpki, inputHelper], options.memoryFile)
  const system = createCardSystem(issuerSecurityDomain(person, contactAtr), applications, pins)
  const ownerOf = (pin: CardPin): Application => (jpki.pins.some(({ name }) => name === pin) ? jpki : inputHelper)
  for (const [pin, tries] of Object.entries(options.triesLeft ?? {})) {
    pins.setTriesLeft(ownerOf(pin as CardPin), pin, tries)
  }

  const faults = new Map<number, Fault>()
  let received = 0
  let delay = 0
  let split = false
  let pending: Uint8Array = new Uint8Array()
  let turn: Promise<unknown> = Promise.resolve()
  let power = new AbortController()

  /** One command of a reader that allows no long answers. */
  function exchangeSplit(command: Uint8Array): Uint8Array {
    if (command.length === 5 && command[0] === 0x00 && command[1] === 0xc0) return release(command[4] || 256)
    const whole = system.exchange(command)
    const dataLength = whole.length - 2
    if (dataLength === 0) return whole
    const le = command[1] === 0xb0 && command.length === 5 ? command[4] || 256 : 0
    if (le > dataLength) return answer(0x6c00 | (dataLength & 0xff))
    if (le === dataLength && le <= 64) return whole
    pending = whole.subarray(0, dataLength)
    return answer(0x6100 | (Math.min(dataLength, 64) & 0xff))
  }

  function release(length: number): Uint8Array {
    if (pending.length === 0) return answer(0x6985)
    const part = pending.subarray(0, Math.min(length, 64))
    pending = pending.subarray(part.length)
    return answer(pending.length === 0 ? 0x9000 : 0x6100 | Math.min(pending.length, 64), part)
  }

  async function exchange(command: Uint8Array): Promise<Uint8Array> {
    received++
    const fault = faults.get(received)
    faults.delete(received)
    const slowness = delay + (fault?.kind === 'delay' ? fault.milliseconds : 0)
    if (slowness > 0) await slow(slowness)
    if (fault?.kind === 'removal' && fault.moment === 'beforeCommand') throw pulledOut()
    if (fault?.kind === 'answer') return fault.bytes
    const right = split ? exchangeSplit(command) : system.exchange(command)
    if (fault?.kind === 'removal') throw pulledOut()
    if (fault?.kind === 'garbled') return right.map((byte) => byte ^ 0xff)
    if (fault?.kind === 'truncated') return right.subarray(0, fault.length)
    return right
  }

  async function slow(milliseconds: number): Promise<void> {
    const { signal } = power
    await wait(milliseconds, undefined, { signal }).catch(() => {
      throw new CardReset()
    })
  }

  function reset(): void {
    system.reset()
    pending = new Uint8Array()
    power.abort()
    power = new AbortController()
  }

  function pulledOut(): CardPulledOut {
    reset()
    return new CardPulledOut()
  }

  const card: PracticeCard = {
    person,
    atr: atrOf(options.atr ?? 'contactless'),
    transmit(command) {
      const mine = turn.then(async () => {
        const bytes = await exchange(command)
        card.onExchange?.(command, bytes)
        return bytes
      })
      turn = mine.catch(() => undefined)
      return mine
    },
    reset,
    failAt: (command, fault) => faults.set(received + command, fault),
    setDelay(milliseconds) {
      delay = milliseconds
    },
    setSplitAnswers(value) {
      split = value
    },
    triesLeft: (pin) => pins.triesLeft(ownerOf(pin), pin),
    setTriesLeft: (pin, tries) => pins.setTriesLeft(ownerOf(pin), pin, tries),
    get received() {
      return received
    },
    onExchange: undefined,
  }
  return card
}

function withoutKeys(person: PracticePerson, absent: readonly ('authentication' | 'signature')[]): PracticePerson {
  const { authentication, signature, ...rest } = person
  return {
    ...rest,
    ...(authentication && !absent.includes('authentication') ? { authentication } : {}),
    ...(signature && !absent.includes('signature') ? { signature } : {}),
  }
}

function atrOf(atr: 'contact' | 'contactless' | Uint8Array): Uint8Array {
  if (atr === 'contact') return contactAtr
  return atr === 'contactless' ? contactlessAtr : atr
}

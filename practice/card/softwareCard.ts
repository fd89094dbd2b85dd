// What holds every practice card: its pace, its contact with the reader, and the faults that strike at a chosen command.
import { setTimeout as wait } from 'node:timers/promises'
import type { PracticePerson } from '../person.ts'
import { answer } from './answer.ts'
import type { Application } from './application.ts'
import type { CardSystem } from './cardSystem.ts'
import type { PinStore } from './pinStore.ts'
import { joined } from './tlv.ts'

/**
 * PINs by household word. `resident` is both of its objects: the tries left are those of the one that has fewer. A and B
 * are 照合番号A and B of 券面事項入力補助; with `face` those of 券面事項確認, where the birth date is a key too.
 */
export type CardPin = (typeof cardPins)[number]

const cardPins = [
  'authentication',
  'signature',
  'input',
  'resident',
  'residentOfCommon',
  'residentOfRegister',
  'checkNumberA',
  'checkNumberB',
  'faceCheckNumberA',
  'faceCheckNumberB',
  'faceBirthDate',
  'licenceOnCard',
  'licence1',
  'licence2',
] as const

/** The PIN objects behind each word; a word without any the card does not have. */
export type PinObjects = Readonly<Partial<Record<CardPin, readonly (readonly [Application, string])[]>>>

export interface CardInside {
  readonly person: PracticePerson
  readonly atr: Uint8Array
  readonly system: CardSystem
  readonly store: PinStore
  readonly pins: PinObjects
  /** Tries left at the start; 0 is blocked. */
  readonly triesLeft?: Partial<Readonly<Record<CardPin, number>>> | undefined
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
  /** The most bytes that READ BINARY answers, as some phones that read cards cut long answers; undefined: no limit. */
  setLongestRead(bytes: number | undefined): void
  triesLeft(pin: CardPin): number
  setTriesLeft(pin: CardPin, tries: number): void
  /** Commands received since the card was made. */
  readonly received: number
  /** Told after every exchange, faults included; the command may hold a PIN. */
  onExchange: ((command: Uint8Array, answer: Uint8Array) => void) | undefined
}

/** A card in the hand, of whatever kind. */
export function createSoftwareCard({ person, atr, system, store, pins, triesLeft = {} }: CardInside): PracticeCard {
  const objectsOf = (pin: CardPin): readonly (readonly [Application, string])[] => {
    const objects = pins[pin] ?? []
    if (objects.length === 0) throw new Error(`this card has no PIN ${pin}`)
    return objects
  }
  const setTriesLeft = (pin: CardPin, tries: number): void => {
    for (const [application, name] of objectsOf(pin)) store.setTriesLeft(application, name, tries)
  }
  for (const pin of cardPins) {
    const tries = triesLeft[pin]
    if (tries !== undefined) setTriesLeft(pin, tries)
  }

  const faults = new Map<number, Fault>()
  let received = 0
  let delay = 0
  let split = false
  let longestRead: number | undefined
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
    const right = cut(command, split ? exchangeSplit(command) : system.exchange(command))
    if (fault?.kind === 'removal') throw pulledOut()
    if (fault?.kind === 'garbled') return right.map((byte) => byte ^ 0xff)
    if (fault?.kind === 'truncated') return right.subarray(0, fault.length)
    return right
  }

  function cut(command: Uint8Array, whole: Uint8Array): Uint8Array {
    if (longestRead === undefined || command[1] !== 0xb0 || whole.length - 2 <= longestRead) return whole
    return joined(whole.subarray(0, longestRead), whole.subarray(-2))
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
    atr,
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
    setLongestRead(bytes) {
      longestRead = bytes
    },
    triesLeft: (pin) => Math.min(...objectsOf(pin).map(([application, name]) => store.triesLeft(application, name))),
    setTriesLeft,
    get received() {
      return received
    },
    onExchange: undefined,
  }
  return card
}

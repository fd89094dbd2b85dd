// Random sequences of what people, cards and other programs do around PINs.
import fc from 'fast-check'
import type { Fault } from '../../../practice/card/practiceCard.ts'
import type { CardPinName } from '../../../preload/shapes/card.ts'

export const actions = [
  'logIn',
  'readSigning',
  'readAttributes',
  'readAttributesByNumber',
  'change authentication',
  'change signature',
  'change input',
  'change resident',
] as const
export type Action = (typeof actions)[number]

/** What is typed at a question for a PIN. */
export type Typing = 'right' | 'wrong' | 'badForm' | 'cancel'
/** While the person types. */
export type Meanwhile = 'nothing' | 'otherProgram' | 'pulled' | 'pulledAndBack' | 'swapped'

export interface FaultAt {
  /** The first command of that kind, or that many commands from the start of the step. */
  readonly at: 'verify' | 'change' | number
  readonly nth: 1 | 2
  readonly fault: Fault
  /** What lies in the reader after a card was pulled out by it. */
  readonly afterwards: 'same' | 'other' | 'nothing'
}

export interface Step {
  readonly action: Action
  readonly typing: Typing
  /** At one try left: the person says that they know the PIN. */
  readonly confirms: boolean
  readonly fresh: 'good' | 'weak' | 'cancel'
  readonly pick: number
  readonly meanwhile: Meanwhile
  readonly fault: FaultAt | null
  /** The call is cancelled when that many commands of the step have gone. */
  readonly cancelAt: number | null
  readonly before: 'nothing' | 'otherCard' | 'otherProgram' | 'pulledAndBack'
}

export interface Sequence {
  /** Tries left at the start, as far as they are not all there. */
  readonly tries: Partial<Record<CardPinName, number>>
  readonly steps: readonly Step[]
}

const words = [0x6f00, 0x6581, 0x6300, 0x6400, 0x6983, 0x6a80, 0x6982, 0x9f00, 0x6281]
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom<Fault>({ kind: 'removal', moment: 'beforeCommand' }, { kind: 'removal', moment: 'beforeAnswer' }),
  fc.constantFrom<Fault>({ kind: 'garbled' }, { kind: 'truncated', length: 0 }, { kind: 'truncated', length: 1 }),
  fc.constantFrom(...words).map((word): Fault => ({ kind: 'answer', bytes: Uint8Array.of(word >> 8, word & 0xff) })),
  // The card loses its power while it works.
  fc.constant<Fault>({ kind: 'delay', milliseconds: 1 }),
)

const faultAt: fc.Arbitrary<FaultAt> = fc.record({
  at: fc.oneof(fc.constantFrom('verify' as const, 'change' as const), fc.integer({ min: 1, max: 45 })),
  nth: fc.constantFrom(1 as const, 1 as const, 2 as const),
  fault,
  afterwards: fc.constantFrom('same' as const, 'same' as const, 'other' as const, 'nothing' as const),
})

const often = <T>(usual: T, weight: number, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) })

const step: fc.Arbitrary<Step> = fc.record({
  action: fc.constantFrom(...actions),
  typing: fc.oneof(
    { weight: 6, arbitrary: fc.constant<Typing>('right') },
    { weight: 3, arbitrary: fc.constant<Typing>('wrong') },
    { weight: 1, arbitrary: fc.constantFrom<Typing>('badForm', 'cancel') },
  ),
  confirms: fc.boolean(),
  fresh: often<Step['fresh']>('good', 8, 'weak', 'cancel'),
  pick: fc.nat({ max: 4 }),
  meanwhile: often<Meanwhile>('nothing', 6, 'otherProgram', 'pulled', 'pulledAndBack', 'swapped'),
  fault: fc.option(faultAt, { freq: 2 }),
  cancelAt: fc.oneof(
    { weight: 12, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }) },
  ),
  before: often<Step['before']>('nothing', 6, 'otherCard', 'otherProgram', 'pulledAndBack'),
})

const tries = fc.record(
  {
    authentication: fc.integer({ min: 0, max: 3 }),
    signature: fc.integer({ min: 0, max: 5 }),
    input: fc.integer({ min: 0, max: 3 }),
    resident: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: [] },
)

export const sequences: fc.Arbitrary<Sequence> = fc.record({
  tries: fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: tries }),
  steps: fc.array(step, { minLength: 1, maxLength: 8 }),
})

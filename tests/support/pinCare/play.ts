// Plays one sequence and holds what happens against the model. Throws where the wallet did what it must never do.
import { setImmediate as soon } from 'node:timers/promises'
import { createCardWatch } from '../../../main/card/cardWatch.ts'
import { type Failure, fail, WalletError } from '../../../main/failure.ts'
import type { Halfway } from '../../../main/journeys/changePin.ts'
import type { PinName, SecretQuestion } from '../../../main/ports.ts'
import { judgeSecret } from '../../../main/secretRules.ts'
import type { Fault } from '../../../practice/card/practiceCard.ts'
import { createMemoryReaders } from '../../../practice/memoryReaders.ts'
import type { CardPinName } from '../../../preload/shapes/card.ts'
import type { Acts } from './acts.ts'
import { most, type Place, type Touch } from './model.ts'
import type { Sequence, Step } from './steps.ts'
import type { ModelledCard, Table } from './table.ts'

/** How often what happened: a run in which nothing does proves nothing. */
export type Tally = Map<string, number>

export class Violation extends Error {}

function broken(promise: string): never {
  throw new Violation(promise)
}

/** A person's answer to a question, which may be sent to each place of that PIN once. */
interface Answer {
  readonly kind: 'old' | 'new' | 'number'
  readonly places: readonly Place[]
  readonly text: string
  readonly held: ModelledCard
  readonly confirmed: boolean
  readonly used: Set<Place>
}

const reader = 'one'
const placesOf: Readonly<Record<CardPinName, readonly Place[]>> = {
  authentication: ['authentication'],
  signature: ['signature'],
  input: ['input'],
  resident: ['residentOfRegister', 'residentOfCommon'],
}
const all = Object.keys(most) as Place[]
const good = { digits: ['8317', '5072', '4093', '9164', '6285'], signature: ['K7MOMIJI4', 'SORA8UMI3', 'HAKO5BUNE9'] }

export async function play({ tries, steps }: Sequence, table: Table, acts: Acts, tally: Tally): Promise<void> {
  await table.setUp(startingTries(tries))
  const readers = createMemoryReaders([reader])
  const watch = createCardWatch({ readers, now: () => new Date(), pauseMs: 0, retryMs: 1, patienceMs: 40 })
  const [mine, others] = table.cards
  const halfway: Halfway = new Set()
  /** Cards of which the person was told that the resident PIN was changed in its first place only. */
  const midway = new Set<ModelledCard>()
  /** Cards of which another program has used up a try that no look has seen. */
  const unseen = new Set<ModelledCard>()
  let inside: ModelledCard | undefined
  const insert = (held: ModelledCard): void => {
    inside = held
    readers.insert(reader, held.card)
  }
  const pull = (): void => {
    inside = undefined
    readers.remove(reader)
  }
  const count = (what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1)

  async function playStep(step: Step): Promise<void> {
    const answers: Answer[] = []
    const controller = new AbortController()
    const values = new Map(table.cards.map(({ model }) => [model, { ...model.values }]))
    /** The first broken promise. Kept until the end of the step: thrown within a command, the wallet might catch it. */
    let violation: Violation | undefined
    const mustHold = (check: () => void): void => {
      try {
        check()
      } catch (error) {
        if (!(error instanceof Violation)) throw error
        violation ??= error
      }
    }
    let sent = 0
    let wanted = step.fault?.nth ?? 0
    let disturbed = false
    let lied = false
    let last: { held: ModelledCard; place: Place; right: boolean | undefined } | undefined

    table.watcher = {
      sent(held, command, touch) {
        sent += 1
        if (isLook(command)) unseen.delete(held)
        if (sent === step.cancelAt) {
          controller.abort()
          disturbed = true
        }
        if (touch !== undefined) {
          mustHold(() => mayBeSent(held, touch, answers, midway.has(held)))
          if (touch.kind === 'verify' && touch.place !== undefined)
            last = { held, place: touch.place, right: undefined }
        }
        const { fault } = step
        if (fault === null || wanted === 0) return undefined
        const here = typeof fault.at === 'number' ? sent === fault.at : touch?.kind === fault.at && --wanted === 0
        if (!here) return undefined
        wanted = 0
        disturbed = true
        lied = fault.fault.kind === 'answer'
        count(`fault ${fault.fault.kind}`)
        if (fault.fault.kind === 'delay') setImmediate(pull)
        // A card that says “blocked” to the question for its count would not be faulty but lying.
        return isCountQuery(command) && fault.fault.kind === 'answer' ? noAnswer : fault.fault
      },
      done(held, touch, right) {
        if (touch?.kind === 'verify' && last?.held === held) last = { ...last, right }
        if (touch?.kind === 'change' && right) count('changed a place')
      },
      reset(held) {
        const { verified } = held.model
        if (!disturbed && verified.size > 0) mustHold(() => broken(`let go with ${[...verified].join()} verified`))
      },
    }
    // A card that was pulled out by a fault comes back, or another one, or none.
    const stop = readers.watch((state) => {
      const gone = state.service === 'up' && state.readers[0]?.card === undefined
      if (!gone || inside === undefined) return
      const before = inside
      inside = undefined
      disturbed = true
      const { afterwards } = step.fault ?? {}
      if (afterwards !== 'nothing')
        setImmediate(() => inside ?? insert(afterwards === 'other' ? otherThan(before) : before))
    })

    async function askSecret(question: SecretQuestion): Promise<Uint8Array> {
      const held = inside
      if (held === undefined) return fail({ code: 'app.cancelled' })
      count(`asked ${question.kind}`)
      if (question.kind !== 'newPin') await meanwhile(held)
      const text = textFor(question, held)
      if (text === undefined) return fail({ code: 'app.cancelled' })
      const secret = Uint8Array.from(Buffer.from(text))
      const verdict = await judgeSecret(question, { secret, confirmedLastTry: step.confirms })
      if (!verdict.accepted) {
        count(`refused ${verdict.because}`)
        return fail({ code: verdict.because === 'lastTry' ? 'card.lastTry' : 'app.cancelled' })
      }
      answers.push(answerTo(question, text, held, step.confirms))
      return secret
    }

    async function meanwhile(held: ModelledCard): Promise<void> {
      if (step.meanwhile === 'otherProgram') await spend(held)
      if (step.meanwhile === 'pulled' || step.meanwhile === 'pulledAndBack') pull()
      if (step.meanwhile === 'pulledAndBack') insert(held)
      if (step.meanwhile === 'swapped') insert(otherThan(held))
      await soon()
    }

    function textFor(question: SecretQuestion, held: ModelledCard): string | undefined {
      const { model } = held
      if (question.kind === 'newPin') {
        if (step.fresh === 'cancel') return undefined
        const list = question.pin === 'signature' ? good.signature : good.digits
        const old = Buffer.from(question.old).toString('latin1')
        const choice = list.filter((one) => one !== old)[step.pick % (list.length - 1)]
        return step.fresh === 'weak' ? (question.pin === 'signature' ? 'ABC123' : '1234') : choice
      }
      if (step.typing === 'cancel') return undefined
      if (step.typing === 'badForm') return 'x!'
      const [first, second = first] =
        question.kind === 'pin' ? placesOf[onCard(question.pin)] : (['checkNumberB'] as const)
      if (first === undefined || second === undefined) return undefined
      const right = model.values[midway.has(held) ? second : first]
      if (step.typing === 'right') return right
      return question.kind === 'checkNumberB' ? '01010120300000' : first === 'signature' ? 'WRONG123' : '0001'
    }

    async function spend(held: ModelledCard): Promise<void> {
      const place = all[step.pick] ?? 'input'
      await table.spendByOther(held, place)
      unseen.add(held)
    }

    if (step.before === 'otherCard') insert(otherThan(inside ?? mine))
    if (step.before === 'pulledAndBack' && inside !== undefined) insert(inside)
    const failed = watch.read().readers[0]?.card?.kind === 'failed'
    if (inside === undefined || failed) insert(inside ?? mine)
    await watch.look(reader).catch(() => undefined)
    if (step.before === 'otherProgram' && inside !== undefined) await spend(inside)
    sent = 0

    const asker = { cards: watch, askSecret, signal: controller.signal, guard: async () => undefined, patienceMs: 20 }
    let failure: Failure | undefined
    try {
      await acts[step.action]({ asker, reader, halfway })
      count(`${step.action} done`)
    } catch (error) {
      if (!(error instanceof WalletError)) throw error
      failure = error.failure
      count(failure.code)
    }
    mustHold(() => mustBeTrue(failure))
    const changing = answers.find(({ kind }) => kind === 'new')?.held
    if (changing !== undefined && failure?.code === 'card.pinHalfChanged') midway.add(changing)
    if (changing !== undefined && failure === undefined && step.action === 'change resident') midway.delete(changing)
    await settled()
    stop()
    if (violation !== undefined) throw violation

    /** What the person was told about the card. */
    function mustBeTrue(told: Failure | undefined): void {
      if (told?.code === 'card.pinWrong' && !lied)
        if (last?.right !== false || last.held.model.tries[last.place] !== told.triesLeft)
          broken('said that the PIN was wrong, or another count than the card has')
      if (told?.code === 'card.interrupted' && told.triesLeft !== null && last !== undefined && !lied)
        if (told.triesLeft < told.before !== (last.right === false))
          broken(`said that a try was ${told.triesLeft < told.before ? '' : 'not '}spent`)
      const pin = step.action.startsWith('change ') ? placesOf[onCard(step.action.slice(7))] : []
      const fresh = answers.find(({ kind }) => kind === 'new')
      for (const { model } of table.cards)
        for (const place of all) {
          const before = values.get(model)?.[place]
          const is = model.values[place]
          if (is === before) continue
          if (!pin.includes(place) || is !== fresh?.text) broken(`${place} holds what nobody asked for`)
          const known = told === undefined || told.code === 'card.changeUnknown' || told.code === 'card.pinHalfChanged'
          if (!known) broken(`${told.code}, and yet ${place} was changed`)
        }
      if (told === undefined && fresh !== undefined)
        for (const place of pin)
          if (fresh.held.model.values[place] !== fresh.text) broken(`said changed, but ${place} was not`)
      if (told?.code === 'card.pinHalfChanged' && fresh !== undefined) {
        const { model } = fresh.held
        const [first, second] = pin
        if (first !== undefined && model.values[first] !== fresh.text && !midway.has(fresh.held))
          broken('the first place was not changed')
        if (told.second === 'old' && second !== undefined && model.values[second] !== values.get(model)?.[second])
          broken('the second place was changed after all')
      }
    }
  }

  /** Shown is what the card has, once it was looked at. */
  async function settled(): Promise<void> {
    await soon()
    await watch.look(reader).catch(() => undefined)
    for (const { card, model } of table.cards) {
      if (model.verified.size > 0) broken('something is still verified')
      for (const place of all)
        if (card.triesLeft(place) !== model.tries[place]) throw new Error(`the model is wrong about ${place}`)
    }
    const shown = watch.read().readers[0]?.card
    if (shown?.kind !== 'myNumber' || inside === undefined || unseen.has(inside)) return
    const { tries: left } = inside.model
    for (const [pin, places] of Object.entries(placesOf)) {
      const told = shown.triesLeft[onCard(pin)]
      if (told !== Math.min(...places.map((place) => left[place])))
        broken(`${pin}: shown ${told}, on the card ${places.map((place) => left[place]).join()}`)
    }
    count('counts compared')
  }

  const otherThan = (held: ModelledCard): ModelledCard => (held === mine ? others : mine)
  try {
    insert(mine)
    for (const step of steps) await playStep(step)
  } finally {
    table.watcher = undefined
    await watch.close()
  }
}

function mayBeSent({ model, ...held }: ModelledCard, touch: Touch, answers: readonly Answer[], halfway: boolean): void {
  const { kind, place, text } = touch
  if (place === undefined) broken(`${kind} where no PIN is that anybody was asked for`)
  // A change that was broken off is gone on with only where the first place is proved to have the same new PIN.
  const proves = kind === 'verify' && halfway && place === 'residentOfRegister'
  const fits = (answer: Answer): boolean =>
    answer.places.includes(place) && (kind === 'change' || proves) === (answer.kind === 'new') && answer.text === text
  const answer = answers.find((one) => fits(one) && !one.used.has(place))
  if (answer === undefined)
    broken(answers.some(fits) ? `${kind} sent again to ${place}` : `${kind} of ${place} that nobody typed`)
  if (answer.held.card !== held.card) broken(`${kind} sent to another card than it was typed for`)
  answer.used.add(place)
  if (kind === 'verify' && model.tries[place] === 0) broken('sent to a locked PIN')
  if (kind === 'verify' && model.tries[place] === 1 && !answer.confirmed)
    broken(`the last try of ${place} without the person’s word`)
}

function answerTo(question: SecretQuestion, text: string, held: ModelledCard, confirms: boolean): Answer {
  const used = new Set<Place>()
  if (question.kind === 'pin' || question.kind === 'newPin') {
    const pin = onCard(question.pin)
    const kind = question.kind === 'pin' ? 'old' : 'new'
    const last = question.kind === 'pin' && question.triesLeft <= 1
    return { kind, places: placesOf[pin], text: text.toUpperCase(), held, confirmed: last && confirms, used }
  }
  if (question.kind !== 'checkNumberB') broken(`asked for ${question.kind}`)
  return { kind: 'number', places: ['checkNumberB'], text, held, confirmed: question.triesLeft <= 1 && confirms, used }
}

function onCard(pin: PinName | string): CardPinName {
  if (pin === 'authentication' || pin === 'signature' || pin === 'input' || pin === 'resident') return pin
  broken(`asked for ${pin}`)
}

const noAnswer: Fault = { kind: 'answer', bytes: Uint8Array.of(0x6f, 0x00) }
const isCountQuery = (command: Uint8Array): boolean => command[1] === 0x20 && command.length === 4

/** Token information is read by looks alone: by short identifier, or selected. */
const isLook = (command: Uint8Array): boolean =>
  (command[1] === 0xb0 && command[2] === 0x86) || Buffer.from(command).toString('hex') === '00a4020c020006'

function startingTries({ resident, ...tries }: Sequence['tries']): Partial<Record<Place, number>> {
  return { ...tries, ...(resident === undefined ? {} : { residentOfRegister: resident, residentOfCommon: resident }) }
}

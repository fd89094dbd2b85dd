// The PINs of the card: how they stand, and changing one.
import type { CardInReader, CardPinName } from '../../../preload/shapes/card.ts'
import { cardPin } from '../../../preload/shapes/card.ts'
import { plainFailureText } from '../../../preload/text/failureText.ts'
import { pins } from '../../card/pin.ts'
import { type Failure, fail } from '../../failure.ts'
import { chooseReader } from '../../journeys/chooseReader.ts'
import type { PinName } from '../../ports.ts'
import { type PinState, pinWords } from '../pinWords.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { knownCards, type WalletAtHand, withDrawer, withWallet } from '../withDrawer.ts'

interface PinStanding {
  readonly name: PinName
  readonly official: string
  readonly triesLeft: number | null
  readonly most: number
  readonly state: PinState
}

/** Every PIN of the cards in the readers; asks nobody and spends no try. Yes when one of them has PINs. */
export function pinStatus(desk: Desk): Promise<Result> {
  return withWallet(desk, true, async ({ api }) => {
    const state = await knownCards(api, { everyOne: true })
    // Says why when there is nothing to look at.
    const first = chooseReader(state, desk.common.reader)
    const held = state.readers.flatMap(({ id, card }) =>
      card === null || (desk.common.reader !== undefined && id !== first) ? [] : [{ id, card }],
    )
    if (held.length === 0) return fail({ code: 'card.absent' })
    const [only] = held
    if (held.length === 1 && only?.card.kind === 'failed') return fail(only.card.failure as Failure)
    const readers = held.map(({ id, card }) => ({ id, card, pins: standings(card, desk) }))
    const ok = readers.some((reader) => reader.pins.length > 0)
    return {
      status: ok ? 0 : 1,
      json: {
        ok,
        readers: readers.map(({ id, card, pins: shown }) => ({
          id,
          kind: card.kind,
          ...(card.kind === 'myNumber' ? { medium: card.medium, withoutPins: card.withoutPins } : {}),
          pins: shown,
        })),
      },
      lines: readers.flatMap(({ id, card, pins: shown }) => [
        `${desk.sentences.labels.reader}: ${id}`,
        ...linesOf(card, shown, desk),
      ]),
    }
  })
}

/** Changes one PIN. Where a person, a passphrase or a way to open is named, that drawer is opened first and its ledger tells. */
export function pinChange({ pin }: { readonly pin: CardPinName }, desk: Desk): Promise<Result> {
  const { person, by, secrets, reader } = desk.common
  const change = async ({ api }: WalletAtHand): Promise<Result> => {
    const state = await knownCards(api, { everyOne: false })
    value(await api.pins.change({ reader: chooseReader(state, reader), pin }))
    const words = pinWords[desk.language]
    return { status: 0, json: { ok: true, pin }, lines: [words.changed(words.official[pin])] }
  }
  const opens = person ?? by ?? secrets.passphrase ?? secrets.recovery
  return opens === undefined ? withWallet(desk, true, change, pin) : withDrawer(desk, { card: true, pin }, change)
}

function standings(card: CardInReader, { language }: Desk): PinStanding[] {
  const { official } = pinWords[language]
  const standing = (name: PinName, left: number | null, set = true): PinStanding => ({
    name,
    official: official[name],
    triesLeft: left,
    most: pins[name].most,
    state: !set || left === null ? 'notSet' : left === 0 ? 'locked' : left === 1 ? 'lastTry' : 'fine',
  })
  if (card.kind === 'licence')
    return (['licence1', 'licence2'] as const).map((name) => standing(name, card.triesLeft[name], card.pinSet))
  if (card.kind !== 'myNumber') return []
  const own = card.withoutPins ? [] : cardPin.options.map((name) => standing(name, card.triesLeft[name]))
  const { licence } = card
  return licence === null ? own : [...own, standing('licenceOnCard', licence.triesLeft, licence.pinSet)]
}

function linesOf(card: CardInReader, shown: readonly PinStanding[], { language, sentences }: Desk): string[] {
  const words = pinWords[language]
  if (card.kind === 'failed') return [`  ${plainFailureText(card.failure as Failure, language).title}`]
  if (card.kind === 'unknown') return [`  ${sentences.labels.unknownCard}`]
  if (shown.length === 0) return [`  ${words.none}`]
  return shown.map(({ official, state, triesLeft }) => `  ${official}: ${words.state(state, triesLeft ?? 0)}`)
}

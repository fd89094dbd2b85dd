// The card's operating system: takes a command, finds who answers it, never falls over.
// Rules come from measured cards as far as anybody published them; where they are a guess, the line says so.
import { answer } from './answer.ts'
import { type Command, parseCommand } from './apdu.ts'
import type { Application } from './application.ts'
import { type CardState, createCardState } from './cardState.ts'
import { getChallenge, internalAuthenticate, sign } from './keyCommands.ts'
import { changeKey, changeReferenceData, verify } from './pinCommands.ts'
import type { PinStore } from './pinStore.ts'
import { getData, readBinary, readRecord } from './reading.ts'
import { exchangeSecure, setSessionKey } from './secureMessaging.ts'
import { select } from './selecting.ts'

export interface CardSystem {
  /** One command in, one answer out; never throws for anything a reader could send. */
  exchange(command: Uint8Array): Uint8Array
  /** Power-on or reset: nothing selected, nothing verified. Tries left stay. */
  reset(): void
}

type Handler = (command: Command, card: CardState) => Uint8Array
type Handlers = ReadonlyMap<number, Handler>

const interindustry: Handlers = new Map<number, Handler>([
  [0xa4, (command, card) => select(command, card, 'broken')],
  [0xb0, readBinary],
  [0xb2, readRecord],
  [0x20, verify],
  [0x24, changeReferenceData],
  [0x84, getChallenge],
  [0x88, internalAuthenticate],
  [0xca, getData],
])
const proprietary: Handlers = new Map<number, Handler>([
  [0x2a, sign],
  [0x32, changeKey],
  [0xae, setSessionKey],
  // The hint with which phones learn of the last command; plastic refuses its length.
  [0xfc, () => answer(0x6700)],
])

/** A driver's licence of its own: what its readers send is known, whatever else it understands is not. */
const licence: Handlers = new Map<number, Handler>([
  [0xa4, (command, card) => select(command, card, 'works')],
  [0xb0, readBinary],
  [0x20, verify],
])

/** @param base answers when no application is selected; `applications` can be selected by their AID, it too */
export function createCardSystem(
  base: Application,
  applications: readonly Application[],
  pins: PinStore,
  tellsVerified = false,
): CardSystem {
  const card = createCardState(base, applications, pins, { statusLife: 'application', tellsVerified })
  return {
    exchange(bytes) {
      const command = parseCommand(bytes)
      if (command === undefined) return answer(0x6700)
      const refused = classRefusal(command, card)
      if (refused) return answer(refused)
      if (command.cla === 0x08) {
        return exchangeSecure(command, card, (plain) => interindustry.get(plain.ins)?.(plain, card) ?? answer(0x6d00))
      }
      const own = card.here.ownAnswers?.get(command.cla * 256 + command.ins)
      if (own) return answer(own)
      const handle = (command.cla === 0x80 ? proprietary : interindustry).get(command.ins)
      return handle?.(command, card) ?? answer(0x6d00)
    },
    reset: () => card.powerOff(),
  }
}

/** @param masterFile holds the PINs, whose status lasts until power goes; selecting it works */
export function createLicenceSystem(
  masterFile: Application,
  applications: readonly Application[],
  pins: PinStore,
): CardSystem {
  const card = createCardState(masterFile, applications, pins, { statusLife: 'card' })
  return {
    exchange(bytes) {
      const command = parseCommand(bytes)
      if (command === undefined) return answer(0x6700)
      if (command.cla !== 0x00) return answer(0x6e00)
      return licence.get(command.ins)?.(command, card) ?? answer(0x6d00)
    },
    reset: () => card.powerOff(),
  }
}

/** SELECT of a file, READ BINARY and VERIFY are all that is known to work under secure messaging. */
const secured: readonly number[] = [0xa4, 0xb0, 0x20]

/** Classes 00 and 80 work, and 08 inside a session; there is one logical channel. */
function classRefusal({ cla, ins, p1 }: Command, card: CardState): number | undefined {
  if (cla === 0x00 || cla === 0x80) return undefined
  if (cla === 0x08) {
    if (card.session === undefined) return ins === 0xa4 ? 0x6882 : 0x69fc
    // What cannot be secured leaves the session as it is (a guess).
    return secured.includes(ins) && (ins !== 0xa4 || p1 === 0x02) ? undefined : 0x6882
  }
  if (cla === 0x0c) return 0x6987
  if (cla < 0x10 || (cla >= 0x40 && cla < 0x80)) return 0x6881
  return 0x6e00
}

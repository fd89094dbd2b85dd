// What opens a drawer and what shuts it.
import { z } from 'zod'
import { doorNotice, key } from '../shapes/keys.ts'
import { idleMinutes, lockChoices, lockNews, lockWarning } from '../shapes/locks.ts'
import { household } from '../shapes/people.ts'
import { familyRecovery, keptShare, possibleHolder, wantedHolder } from '../shapes/recovery.ts'
import { call, done, event, id, nothing } from './call.ts'

/** The ways to open the drawer that is open. Each change encrypts it anew under a new key. */
export const keysCalls = {
  list: call(nothing, z.array(key)),
  add: call(z.object({ kind: z.enum(['card', 'passphrase']), reader: id.optional() }), z.array(key)),
  /** A new one in the place of that one: a card whose certificate was renewed, another passphrase, a new recovery code. */
  renew: call(z.object({ id, reader: id.optional() }), z.array(key)),
  remove: call(z.object({ id }), z.array(key)),
  /** What the owner is told about the door, until they say that they have read it. */
  notices: call(nothing, z.array(doorNotice)),
  acknowledge: call(z.object({ id: z.number().int() }), z.array(doorNotice)),
} as const

/** Recovery by the family: two of three shares open the drawer. Off until its owner wants it. */
export const recoveryCalls = {
  status: call(nothing, familyRecovery),
  /** Who of the household could keep a share in their own drawer. */
  possible: call(nothing, z.array(possibleHolder)),
  /** Makes three shares, one for paper and two for those people; earlier ones open nothing from then on. */
  make: call(z.object({ holders: z.tuple([wantedHolder, wantedHolder]) }), familyRecovery),
  off: call(nothing, familyRecovery),
  /** Shares of others in the open drawer. */
  kept: call(nothing, z.array(keptShare)),
  /** Shows one of them in main's own window, to be printed. */
  showKept: call(z.object({ id }), done),
  /**
   * Opens somebody's drawer by two shares: one from the drawer that is open, where it keeps one, the others typed. Then a
   * new opener is set and a new recovery code shown; recovery by the family is off after it.
   */
  use: call(z.object({ personId: id, opener: z.enum(['card', 'passphrase']), reader: id.optional() }), household),
} as const

export const locksCalls = {
  /** The last lock since the program began; null once a drawer is open. */
  last: call(nothing, lockNews.nullable()),
  locked: event(lockNews),
  /** What the open person chose, and what this PC notices. */
  read: call(nothing, lockChoices),
  choose: call(z.object({ idleMinutes }), lockChoices),
  /** Nobody's hand for a while; null: somebody is there again. */
  warning: event(lockWarning.nullable()),
  /** Somebody is there, who may use neither keys nor mouse. */
  stay: call(nothing, done),
} as const

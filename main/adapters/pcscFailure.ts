// The one map from what PC/SC says to failures. The binding gives no codes, only these fixed sentences for each code of
// the PC/SC specification, part 5; past this file nobody looks at them.
import type { Failure } from '../failure.ts'
import { ownMember } from '../ownMember.ts'

export type PcscStep = 'connect' | 'transmit'

export const meanings: Readonly<Record<string, Record<PcscStep, Failure>>> = {
  // SCARD_E_NO_SERVICE, SCARD_E_SERVICE_STOPPED
  'PC/SC service not running': both({ code: 'card.noService' }),
  'PC/SC service stopped': both({ code: 'card.noService' }),
  // SCARD_E_UNKNOWN_READER, SCARD_E_READER_UNAVAILABLE, SCARD_E_NO_READERS_AVAILABLE: pulled out together with its card
  'Unknown reader': { connect: { code: 'card.noReader' }, transmit: { code: 'card.removed' } },
  'Reader unavailable': { connect: { code: 'card.noReader' }, transmit: { code: 'card.removed' } },
  'No readers available': { connect: { code: 'card.noReader' }, transmit: { code: 'card.removed' } },
  // SCARD_E_NO_SMARTCARD, SCARD_W_REMOVED_CARD
  'No smart card present': { connect: { code: 'card.absent' }, transmit: { code: 'card.removed' } },
  'Card was removed': { connect: { code: 'card.absent' }, transmit: { code: 'card.removed' } },
  // SCARD_W_RESET_CARD: what was verified is gone; nothing may be sent on as if it were not
  'Card was reset': { connect: { code: 'card.busy' }, transmit: { code: 'card.removed' } },
  // SCARD_E_NOT_TRANSACTED, SCARD_F_COMM_ERROR: a contactless card that left the field
  'Transaction failed': { connect: { code: 'card.absent' }, transmit: { code: 'card.removed' } },
  'Communication error': { connect: { code: 'card.absent' }, transmit: { code: 'card.removed' } },
  // SCARD_E_INVALID_HANDLE: the service was restarted in between
  'Invalid handle': { connect: { code: 'card.noService' }, transmit: { code: 'card.removed' } },
  // SCARD_E_SHARING_VIOLATION, SCARD_E_NOT_READY
  'Sharing violation': both({ code: 'card.busy' }),
  'Reader not ready': both({ code: 'card.busy' }),
  // SCARD_W_UNRESPONSIVE_CARD, SCARD_W_UNPOWERED_CARD: put in the wrong way round, or not of this kind
  'Card is unresponsive': { connect: { code: 'card.unknown' }, transmit: { code: 'card.removed' } },
  'Card is unpowered': { connect: { code: 'card.unknown' }, transmit: { code: 'card.removed' } },
  'Card is not supported': both({ code: 'card.unknown' }),
  'Protocol mismatch': both({ code: 'card.unknown' }),
}

/** The card or its reader did not answer within the limit. */
export class TookTooLong extends Error {}

/** What a PC/SC error means for the person. Anything else is a garbled step. */
export function pcscFailure(error: unknown, step: PcscStep): Failure {
  if (error instanceof TookTooLong) return { code: 'card.garbled', step: 'no answer in time' }
  const sentence = error instanceof Error ? error.message : ''
  return ownMember(meanings, sentence)?.[step] ?? { code: 'card.garbled', step: `PC/SC ${step}` }
}

/** True when the watched service ended, or the connection to it broke. */
export function serviceIsGone(error: unknown): boolean {
  const sentences = ['PC/SC service not running', 'PC/SC service stopped', 'Communication error', 'Invalid handle']
  return error instanceof Error && sentences.includes(error.message)
}

function both(failure: Failure): Record<PcscStep, Failure> {
  return { connect: failure, transmit: failure }
}

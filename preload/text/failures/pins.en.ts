import { weakPins } from '../weakPin.ts'
import type { PinTexts } from './areas.ts'

export const pins: PinTexts = {
  'card.pinWrong': ({ triesLeft }) =>
    triesLeft > 0
      ? {
          title: `Wrong PIN. ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left`,
          what: `After ${triesLeft} more wrong ${triesLeft === 1 ? 'PIN' : 'PINs'} in a row the card is locked. A correct PIN restores the count.`,
          remedy:
            'Take your time and look at your own note of the PIN. If you cannot remember it, stop here rather than guess.',
        }
      : {
          title: 'The PIN is now locked',
          what: 'There were too many wrong PINs in a row, so this PIN can no longer be used.',
          remedy: 'Take the card to your municipal office to set a new PIN.',
        },
  'card.pinLocked': {
    title: 'This PIN is locked',
    what: 'No tries are left, so nothing was sent to the card.',
    remedy: 'Take the card to your municipal office to set a new PIN.',
  },
  'card.lastTry': {
    title: 'Stopped: only one try is left',
    what: 'One more wrong PIN locks the card. Nothing was sent to the card.',
    remedy: 'Go on only if you are sure of the PIN, and tick “I am sure I know this PIN”.',
  },
  'card.triesChanged': ({ triesLeft }) => ({
    title: 'The tries left have changed',
    what: `Since you were asked, the card’s count has become ${triesLeft}. The PIN was not sent.`,
    remedy: 'Another program or person has used this PIN. If you are sure of it, start again.',
  }),
  'card.interrupted': ({ before, triesLeft }) => ({
    title: 'Interrupted while the PIN was being checked',
    what:
      triesLeft === null
        ? `The card stopped answering just then, so nobody knows yet whether the PIN was right. There were ${before} tries left before. The PIN is not sent again by itself.`
        : triesLeft < before
          ? `The card’s answer was broken. Its counter was read again: one try was used, ${triesLeft} ${triesLeft === 1 ? 'is' : 'are'} left. The PIN is not sent again by itself.`
          : `The card’s answer was broken. Its counter was read again: no try was used, ${triesLeft} are left. The PIN is not sent again by itself.`,
    remedy:
      triesLeft === null
        ? 'Insert the card again and leave it there. The number shown then is the card’s own.'
        : 'Leave the card in the reader, check your PIN and start again.',
  }),
  'card.newPinWeak': ({ weakness }) => ({
    title: 'The PIN cannot be changed to that',
    what: `${weakPins.en[weakness]} The old PIN still counts.`,
    remedy: 'Think of one that others would not guess, and start again.',
  }),
  'card.pinOnPhone': {
    title: 'The PINs of a phone are not changed here',
    what: 'The PINs of a phone’s certificates are not those of the card. Nothing was sent.',
    remedy: 'Change them in the app on the phone.',
  },
  'card.pinNotChanged': {
    title: 'The PIN was not changed',
    what: 'The card did not take the new PIN. The old one still counts.',
    remedy: 'Try again with another PIN. If that fails too, your municipal office can change it.',
  },
  'card.changeUnknown': ({ pin }) => ({
    title: 'Nobody knows whether the PIN was changed',
    what: `The card’s answer broke off when the new PIN was sent. Whether the old or the new one counts can only be found out by trying, and Tefuda never tries by itself.${pin === 'resident' ? ' This PIN lies in two places on the card; the other place still has the old one.' : ''}`,
    remedy:
      'All tries are there now. Press “Change” again and type the new PIN as the present one. If that is wrong, it is the old one. Two tries are enough, and typing it right gives them all back.',
  }),
  'card.pinHalfChanged': ({ second, wrong, triesLeft }) => ({
    title: 'The PIN was changed only halfway',
    what: `This PIN lies in two places on the card. The first has the new one. The second ${second === 'old' ? 'still has the old one' : 'may or may not have it'}.${wrong === null ? '' : wrong === 'old' ? ` The old PIN that you typed is not the second place’s (tries left there: ${triesLeft}).` : ` The new PIN that you typed is not the first place’s (tries left there: ${triesLeft}).`}`,
    remedy:
      'Keep Tefuda open and press “Change” again. Type the old PIN as the present one and the same new one as before: then only the second place is changed. If that does not work, your municipal office can set it anew.',
  }),
  'card.pinForm': {
    title: 'That cannot be the PIN',
    what: 'Its length or characters do not fit, so it was not sent to the card. No try was used.',
    remedy: 'The login PIN has 4 digits; the signing PIN has 6 to 16 capital letters and digits.',
  },
  'card.numberWrong': ({ triesLeft }) =>
    triesLeft > 0
      ? {
          title: `That is not the number of this card. ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left`,
          what: 'Birth date, year of expiry and security code have to be those printed on this very card. A right one restores the count.',
          remedy:
            'The birth date is written with the year of its era: 6 digits. Then the 4 digits of the year in which the card ends, and the 4 digits of the security code.',
        }
      : {
          title: 'Reading by the printed number is now locked',
          what: 'There were too many wrong numbers in a row. PINs are not affected.',
          remedy: 'Read the attributes by the PIN instead, or ask your municipal office.',
        },
  'card.numberLocked': {
    title: 'Reading by the printed number is locked',
    what: 'No tries are left, so nothing was sent to the card. PINs are not affected.',
    remedy: 'Read the attributes by the PIN instead, or ask your municipal office.',
  },
  'card.licencePinLocked': {
    title: 'This PIN of the licence is locked',
    what: 'No tries are left. The licence itself stays valid.',
    remedy: 'Take the licence to a police station or a licence centre to have it unlocked.',
  },
}

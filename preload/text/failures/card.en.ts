import type { CardTexts } from './areas.ts'

const day = (instant: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(new Date(instant))

export const card: CardTexts = {
  'card.noService': {
    title: 'The smart card service is not running',
    what: 'Your computer’s smart card service is stopped, so no card can be read.',
    remedy:
      'On Windows, start “Smart Card” in Services. On Linux, start pcscd. This screen changes by itself once it runs.',
  },
  'card.noReader': {
    title: 'No card reader found',
    what: 'No card reader is connected to this computer.',
    remedy: 'Plug in your card reader. If it is plugged in, unplug it and plug it in again.',
  },
  'card.absent': {
    title: 'No card in the reader',
    what: 'The card reader is empty.',
    remedy: 'Insert your card with the photo facing up, or lay it on the reader.',
  },
  'card.removed': {
    title: 'The card was taken out too early',
    what: 'The card could no longer be read. You were not logged in and nothing was saved.',
    remedy: 'Insert the card again. The tries left for your PIN are read anew before you start over.',
  },
  'card.busy': {
    title: 'Another program is using the card',
    what: 'While another program holds the card, Tefuda cannot read it.',
    remedy: 'Close other programs and browser pages that use the card, then try again.',
  },
  'card.unknown': {
    title: 'This does not seem to be a My Number Card',
    what: 'The card in the reader is of a kind that Tefuda does not know.',
    remedy: 'Insert a My Number Card instead.',
  },
  'card.garbled': ({ step }) => ({
    title: 'The card’s answer could not be understood',
    what: `The card gave a broken answer (${step}). Nothing was saved.`,
    remedy:
      'Wipe the gold contacts with a soft cloth and insert the card again. If it keeps happening, try another reader.',
  }),
  'card.swapped': {
    title: 'The card was exchanged',
    what: 'Another card, or the same one inserted anew, lies in the reader than when you were asked. The PIN was not sent.',
    remedy: 'Leave the card in the reader and start again.',
  },
  'card.unfamiliar': ({ knows }) => ({
    title: 'This drawer does not know the card yet',
    what: knows
      ? 'The drawer knows another card. After a renewal or a replacement a card is new to it; but it may also be somebody else’s. Nothing was signed.'
      : 'It is the first time that this card is used here. Nothing was signed.',
    remedy: 'If it is your own card, say so on the screen (or with --my-card); the drawer then knows it.',
  }),
  'card.holderUnnamed': {
    title: 'Whose card or phone is it?',
    what: 'It shows its certificate only after the PIN, so Tefuda cannot see beforehand whose it is. No PIN was asked.',
    remedy:
      'Say on the screen (or with --whose) whose it is. Tefuda compares after the PIN, before anything is signed.',
  },
  'card.noData': {
    title: 'The card does not give this information',
    what: 'It is not on the card, or the card does not open it. A phone, for one, has certificates and nothing else.',
    remedy: 'Insert the card itself, and look on its screen at what it holds.',
  },
  'card.withoutPins': {
    title: 'This card has no PIN',
    what: 'A “face recognition My Number Card” has no PINs, so it cannot log in. It still works at clinic reception desks and as proof of identity.',
    remedy:
      'A family member can be registered as agent and act with their own card. If you want PINs after all, the municipal office can turn this back into an ordinary card.',
  },
  'card.noCertificate': {
    title: 'This card lacks the certificate that is needed',
    what: 'The signing certificate is not on cards of children under 15, nor on cards whose holder did not ask for it.',
    remedy:
      'For a child under 15, a parent acts with their own card. Others can add the certificate at the municipal office.',
  },
  'card.certificateUnreadable': {
    title: 'The card’s certificate cannot be read',
    what: 'What was read from the card does not follow the rules for certificates.',
    remedy: 'Insert the card again. If this goes on, ask your municipal office.',
  },
  'card.certificateExpired': ({ endedAt }) => ({
    title: 'The card’s certificate has expired',
    what: `The certificate on this card ended on ${day(endedAt)}. It can no longer log in.`,
    remedy:
      'Renew it at your municipal office (free of charge). As a health insurance card it works for three more months after the month in which it ended.',
  }),
  'card.otherPerson': ({ personId }) => ({
    title: 'This is somebody else’s card',
    what:
      personId === undefined
        ? 'It is not the card that this drawer knows. Nothing was signed with it.'
        : 'The card belongs to another person of this household than the one whose drawer is open. Nothing was signed with it.',
    remedy:
      personId === undefined
        ? 'Insert your own card. If yours was renewed or replaced, lock this drawer, open it with passphrase or recovery code, and use the card then.'
        : 'Insert the right card, or lock this drawer and open the drawer of the person this card belongs to.',
  }),
  'card.notAKey': {
    title: 'This card is not yet a key of any drawer',
    what: 'When the certificate of a card was renewed, or the card was replaced, it looks like a new card to Tefuda. So does a card of somebody else. The PIN was not asked.',
    remedy:
      'If it is yours, open the drawer once with the passphrase or the recovery code, and renew the key on the screen “Keys”.',
  },
  'card.unstableSignature': {
    title: 'This card cannot serve as a key',
    what: 'It signed the same bytes twice with different results. A drawer locked with it might never open again.',
    remedy: 'Make the drawer with a passphrase instead.',
  },
}

import type { PortalTexts } from './areas.ts'
import { portalReasons, remedies, waitFor } from './portalReasons.en.ts'
import { shownSlots, some } from './portalReasons.ts'

const tooMuch = {
  application: 'applications',
  notice: 'notices',
  bill: 'bills',
  mandate: 'registered mandates',
  other: 'forms and other copies of one kind',
} as const

export const portal: PortalTexts = {
  'portal.unreachable': {
    title: 'The portal does not answer',
    what: 'There is no answer from the network or the portal. Credentials in your wallet can still be looked at.',
    remedy:
      'Check your network and try again later. In practice mode, start the practice portal in the practice tools.',
  },
  'portal.untrusted': {
    title: 'This is not the portal we know',
    what: 'Whoever answered does not hold the certificate of the real portal. Nothing was sent.',
    remedy: 'Try another network. Do not use public Wi-Fi for this.',
  },
  'portal.refused': ({ reason, title, retryAfter }) => {
    const [what, remedy] = Object.hasOwn(portalReasons, reason) ? (portalReasons[reason] ?? []) : []
    const unknown = title === undefined ? `The portal’s reason: ${reason}` : `The portal’s words: ${title}`
    return {
      title: 'The portal did not accept it',
      what: `${what ?? unknown}${retryAfter === undefined ? '' : ` ${waitFor(retryAfter)}`}`,
      remedy: remedies[remedy ?? 'again'],
    }
  },
  'portal.badAnswer': ({ detail }) => ({
    title: 'The answer does not follow the rules',
    what: `It was refused to keep you safe (${detail}). Nothing was saved.`,
    remedy: 'Try again later.',
  }),
  'portal.otherOrigin': {
    title: 'Somebody asked for a login elsewhere',
    what: 'The portal wanted a signature for a login at a different address. Nothing was signed.',
    remedy: 'Do not use this portal.',
  },
  'portal.notConfigured': ({ missing }) => ({
    title: 'No portal is set up yet',
    what: `What is needed to reach the real portal is missing (${some(missing, ', ')}${missing.length > shownSlots ? ` and ${missing.length - shownSlots} more` : ''}).`,
    remedy: 'In practice mode you can try everything today.',
  }),
  'portal.notOffered': {
    title: 'This portal does not offer that',
    what: 'The portal that you are connected to has nothing of the kind. Nothing was sent.',
    remedy: 'Look in the portal’s own pages for another way.',
  },
  'portal.tooMuch': ({ of, most, megabytes }) => ({
    title: 'The portal sends too much',
    what: `A drawer keeps up to ${most} ${tooMuch[of]}, and ${megabytes} megabytes of them. There would be more than that, so what came this time was not kept. What was kept before can be read as it is.`,
    remedy:
      'No family gets so much; the portal may be out of order. Look in the portal’s own pages, and tell its help desk.',
  }),
  'session.none': {
    title: 'You are not logged in',
    what: 'This needs a login at the portal.',
    remedy: 'Log in on the “Log in” screen.',
  },
  'session.otherPerson': {
    title: 'Somebody else logged in',
    what: 'Whoever logged in by phone is not the owner of this drawer. The session was ended, so that nobody’s information gets into the drawer of another.',
    remedy: 'Log in with the owner’s own phone or card. Others open their own drawer and log in there.',
  },
  'session.expired': {
    title: 'Your login has run out',
    what: 'The portal ended the login to keep you safe. Credentials in your wallet are untouched.',
    remedy: 'Log in again. What you have typed stays.',
  },
  'enrolment.none': {
    title: 'This PC is not enrolled yet',
    what: 'There is no enrolment here for logging in without the card.',
    remedy: 'Log in with the card, then choose “Enrol this PC”.',
  },
  'enrolment.ended': {
    title: 'The enrolment of this PC has ended',
    what: 'The portal says so: it was revoked, or the certificate of the card was renewed or has expired.',
    remedy: 'Log in with the card and enrol again.',
  },
  'enrolment.otherPc': {
    title: 'This enrolment does not work on this PC',
    what: 'The login key is tied to the keychain of the PC that was enrolled. That half is not here.',
    remedy: 'Log in with the card and enrol this PC.',
  },
  'enrolment.cardRequired': {
    title: 'You need to log in with the card',
    what: 'A PC can be enrolled only in a session that the card began.',
    remedy: 'Log out and log in with the card.',
  },
  'phoneLogIn.over': {
    title: 'The time for logging in by phone is over',
    what: 'The QR code works for one minute and once.',
    remedy: 'Show a new QR code.',
  },
  'phoneLogIn.denied': {
    title: 'It was refused on the phone',
    what: 'The login was stopped on the phone, so nobody was logged in.',
    remedy: 'If this was not you, there is nothing to do.',
  },
  'phoneLogIn.codeWrong': {
    title: 'That is not the number',
    what: 'The six digits are not those on the phone. After three wrong ones it begins anew.',
    remedy: 'Look at the phone again and type its number.',
  },
}

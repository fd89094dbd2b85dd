import type { ApplicationTexts } from './areas.ts'

export const applications: ApplicationTexts = {
  'draft.notFound': {
    title: 'This draft is not there any more',
    what: 'It was sent, or removed.',
    remedy: 'Look at how your applications stand under “Applications”.',
  },
  'procedure.notFound': {
    title: 'The portal has no such procedure',
    what: 'It was taken away there, or has another name now.',
    remedy: 'Search for it again under “Procedures”.',
  },
  'draft.tooMany': {
    title: 'There are too many drafts',
    what: 'A drawer keeps up to 100 drafts.',
    remedy: 'Remove drafts that you do not need, and try again.',
  },
  'application.notFound': {
    title: 'This drawer keeps no copy of it',
    what: 'An application or notice of that number was not fetched yet, or is somebody else’s.',
    remedy: 'Fetch how things stand on the screen “Applications”, and look again.',
  },
  'payment.numbersWrong': {
    title: 'These numbers do not have the right form',
    what: 'No bill can be found by these numbers. Nothing was sent.',
    remedy:
      'A tax has an agency number (5 digits), payment number (20), confirmation number (6) and division (3); a fee a payment number (16) and a confirmation number (6). Look at the bill again.',
  },
  'payment.unknown': {
    title: 'There is no bill under these numbers',
    what: 'The portal has nothing to be paid under these numbers. Nothing was paid.',
    remedy: 'Look at the numbers again.',
  },
  'payment.alreadyPaid': {
    title: 'It is paid already',
    what: 'This bill has been paid. It was not paid a second time.',
    remedy: 'There is nothing to do.',
  },
  'payment.declined': {
    title: 'It could not be paid',
    what: 'The payment was declined. No money was moved, and it is still due.',
    remedy: 'Try again a little later, or pay in another way before the day on the bill.',
  },
  'payment.uncertain': {
    title: 'It is not known whether it was paid',
    what: 'The answer got lost while it was being paid. It may have been paid.',
    remedy:
      'Once the portal can be reached, press “Fetch how things stand” and look whether it is paid. Paying again does not pay twice.',
  },
}

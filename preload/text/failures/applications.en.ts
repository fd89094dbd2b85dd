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
    what: 'A drawer keeps up to 100 drafts, and 64 megabytes of them.',
    remedy: 'Remove drafts that you do not need, and try again.',
  },
  'draft.tooLarge': {
    title: 'This is too long',
    what: 'An application of this length cannot be sent. What you typed last was not saved.',
    remedy: 'Shorten the text.',
  },
  'draft.holdsNumber': {
    title: 'Please do not write an Individual Number (My Number)',
    what: 'There are twelve digits that look like one. It is not needed here, and it is never saved.',
    remedy: 'Delete those digits. Everything else that you typed can stay.',
  },
  'draft.changed': {
    title: 'It has changed since you looked at it',
    what: 'It is not what you checked before sending, so it was not sent.',
    remedy: 'Check it once more, then send it.',
  },
  'draft.fileKind': ({ takes }) => ({
    title: 'This kind of file cannot be attached',
    what: `What can be attached here: ${takes}. The content of the file decides.`,
    remedy: 'Choose a file of that kind.',
  }),
  'draft.fileTooLarge': ({ most }) => ({
    title: 'The file is too large',
    what: `Up to ${most} kilobytes can be attached here.`,
    remedy: 'Make it smaller, then choose it again.',
  }),
  'draft.fileBroken': {
    title: 'The file of this picture is damaged',
    what: 'It cannot be followed through, so the records of where it was taken cannot be taken out of it. It was not attached.',
    remedy: 'Open it in a photo program and save it anew, or take the picture again, and choose that one.',
  },
  'draft.attachmentsFull': ({ most, megabytes }) => ({
    title: 'There are too many files attached to drafts',
    what: `A drawer keeps up to ${most} files of drafts, and ${megabytes} megabytes of them. This one was not attached.`,
    remedy: 'Throw drafts away that you do not need, or send those that are ready, and attach it again.',
  }),
  'draft.notAttachable': {
    title: 'This credential cannot be attached here',
    what: 'It does not hold what the procedure asks for, or it has expired.',
    remedy: 'Attach another credential, or a file.',
  },
  'draft.forOther': {
    title: 'This application is for somebody else',
    what: 'The card and the credentials of this drawer are not theirs. Nothing was filled in.',
    remedy: 'Type in what the form asks about them.',
  },
  'application.notEligible': {
    title: 'You cannot apply in this role',
    what: 'Only certain people can apply for this procedure. Nothing was sent.',
    remedy: 'Look at “Who can apply”, and let the person themselves or somebody named there send it.',
  },
  'application.refused': {
    title: 'Something has to be put right',
    what: 'The portal did not accept it as it is. Your draft stays.',
    remedy: 'Correct what is marked, and send it again.',
  },
  'application.underWay': {
    title: 'The same application is already under way',
    what: 'One for this person is not finished yet, so a second one was not accepted. Your draft stays.',
    remedy: 'Look at it under “Applications”. To change it, withdraw the first one, then send this.',
  },
  'application.arrived': {
    title: 'What you sent before had arrived',
    what: 'The application whose answer got lost had arrived, and is not what the draft says now. Nothing more was sent.',
    remedy: 'Look at it under “Applications”. To change it, withdraw it and begin anew.',
  },
  'application.uncertain': {
    title: 'It is not known whether it arrived',
    what: 'The answer broke off while it was sent, so it may have arrived. Everything you typed is still here.',
    remedy: 'Wait a little and send it again as it is. It will not count twice, and no PIN is needed.',
  },
  'application.closed': {
    title: 'It can no longer be withdrawn or corrected',
    what: 'This application has been decided or withdrawn, or no correction was asked for.',
    remedy: 'Look at how it stands now under “Applications”.',
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
  'payment.changed': {
    title: 'The amount has changed',
    what: 'What is to be paid now is not what you looked at. Nothing was paid.',
    remedy: 'Look at the bill again, and then pay it.',
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

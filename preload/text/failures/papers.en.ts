import type { PaperTexts } from './areas.ts'

export const papers: PaperTexts = {
  'selfInfo.itemGone': {
    title: 'The portal does not have that item now',
    what: 'The portal no longer offers one of the items that were chosen. Nothing was asked for.',
    remedy: 'Load the list of items again and choose anew.',
  },
  'selfInfo.full': ({ most, megabytes }) => ({
    title: 'There is no more room for self-information',
    what: `A drawer keeps up to ${most} requests with their answers, and ${megabytes} megabytes of them. Those that are there stay as they are.`,
    remedy: 'Remove old ones that you do not need on the screen for self-information, and try again.',
  }),
  'selfInfo.notFound': {
    title: 'There is no such request',
    what: 'It was taken out of the drawer, or it cannot be gone on with.',
    remedy: 'See the present list on the screen for self-information.',
  },
  'selfInfo.gone': {
    title: 'The portal no longer has this request',
    what: 'Time ran out, or the portal has deleted it. What was read from the card was not kept.',
    remedy: 'Ask for it again from the beginning.',
  },
  'selfInfo.cardDoubtful': {
    title: 'What the card says could not be confirmed',
    what: 'The name and other details read from the card do not fit the signature on the card. Nothing was sent to the portal.',
    remedy: 'Place the card again and try once more. If it goes on, ask at the municipal office.',
  },
  'selfInfo.notComparable': {
    title: 'This card cannot confirm who you are',
    what: 'The card leaves part of the birthday open, or names no sex that the portal can compare. Nothing was sent to the portal.',
    remedy: 'Ask the municipal office about requesting the information on paper.',
  },
  'paper.notFound': {
    title: 'This document is not there any more',
    what: 'It was removed from the drawer.',
    remedy: 'See which there are now under “Papers”.',
  },
  'paper.notUnderstood': ({ name }) => ({
    title: 'This kind of file cannot be kept as a paper',
    what: `${name === '' ? 'The file' : `“${name}”`} is neither a PDF nor a certificate or record that the wallet reads. Nothing was kept.`,
    remedy:
      'Choose a PDF, the XML of a certificate, or a vaccination record: a .smart-health-card file, or a picture (PNG) of its QR code.',
  }),
  'paper.broken': ({ detail }) => ({
    title: 'This paper cannot be read',
    what: `The file is damaged, or holds something that is not allowed in it (${detail}). Nothing was kept.`,
    remedy: 'Get it once more from where it came.',
  }),
  'paper.tooLarge': {
    title: 'The paper is too large',
    what: 'A PDF may have 20 MB, other files 5 MB. Nothing was kept.',
    remedy: 'Split it, or keep it somewhere else.',
  },
  'paper.full': ({ of, most, megabytes }) => ({
    title: 'No more papers can be kept',
    what: `A drawer keeps up to ${most} papers ${of === 'files' ? 'that you had as files' : 'from portals and partners'}, and ${megabytes} megabytes of them. Those that are there stay as they are.`,
    remedy: 'Under “Papers”, save what you do not need here as a file and remove it, then try again.',
  }),
  'paper.holdsNumber': ({ name }) => ({
    title: 'It holds a My Number (個人番号)',
    what: `“${name}” seems to hold a My Number. The wallet neither reads nor keeps it. Nothing was kept.`,
    remedy: 'Ask for one without it.',
  }),
  'paper.unread': {
    title: 'The paper could not be read to its end',
    what: 'Reading it took too long or stopped. Nothing is known of what it says.',
    remedy: 'Try again. If it happens again, do not use this paper.',
  },
  'paper.codeUnknown': {
    title: 'This QR code is not followed',
    what: 'It does not seem to lead to a page of an office. For safety it was not opened.',
    remedy: 'Ask whoever gave you the paper how it can be checked.',
  },
  'partner.notLinked': {
    title: 'You are not linked with this service',
    what: 'The link was not made yet, or has ended.',
    remedy: 'Press “Link” on the “Linked services” screen.',
  },
  'calendar.nothingShown': {
    title: 'There is nothing to remind of',
    what: 'Reminders say only what you let everybody see while your drawer is locked, and that is nothing now.',
    remedy: 'Choose on the “Calendar” screen what may be seen first.',
  },
  'calendar.notFound': {
    title: 'This date is not there any more',
    what: 'It was taken out of the drawer.',
    remedy: 'Open the “Calendar” screen again.',
  },
  'calendar.noNotices': {
    title: 'This PC takes no notifications',
    what: 'It has nothing that shows them, or that does not run now.',
    remedy: 'Look at the notification settings of your desktop. The dates are on the “Calendar” screen.',
  },
  'calendar.full': ({ most }) => ({
    title: 'No more dates can be added',
    what: `There are ${most} dates that were added by hand.`,
    remedy: 'Take away those that you need no more, and add it again.',
  }),
}

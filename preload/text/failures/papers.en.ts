import type { PaperTexts } from './areas.ts'

export const papers: PaperTexts = {
  'selfInfo.itemGone': {
    title: 'The portal does not have that item now',
    what: 'The portal no longer offers one of the items that were chosen. Nothing was asked for.',
    remedy: 'Load the list of items again and choose anew.',
  },
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
    remedy: 'See which documents there are now under “Records”.',
  },
  'calendar.nothingShown': {
    title: 'There is nothing to remind of',
    what: 'Reminders say only what you let everybody see while your drawer is shut, and that is nothing now.',
    remedy: 'Choose on the “Calendar” screen what may be seen first.',
  },
  'calendar.notFound': {
    title: 'This date is not there any more',
    what: 'It was taken out of the drawer.',
    remedy: 'Open the “Calendar” screen again.',
  },
  'calendar.full': ({ most }) => ({
    title: 'No more dates can be added',
    what: `There are ${most} dates that were added by hand.`,
    remedy: 'Take away those that you need no more, and add it again.',
  }),
}

import type { LeavingTexts } from './areas.ts'

export const leaving: LeavingTexts = {
  'leaving.notConfirmed': {
    title: 'That is not what was to be typed',
    what: 'To be sure that it is meant, the words shown are typed exactly. Nothing was erased.',
    remedy: 'Look at the words again and type them as they stand there.',
  },
  'leaving.notAsked': {
    title: 'Nobody has asked for this drawer to be removed',
    what: 'A drawer is removed without its key only after somebody asked for it and nobody opened it for seven days. Nothing was erased.',
    remedy: 'If its owner is here, let them open it and erase it. Otherwise ask for it to be removed first.',
  },
  'leaving.tooEarly': ({ until }) => ({
    title: 'It is too early',
    what: `Until ${dayOf(until)} somebody may still open this drawer, and then it stays. Nothing was erased.`,
    remedy: 'Try again after that day.',
  }),
  'leaving.notProven': {
    title: 'This backup has not been tried yet',
    what: 'The list is about a backup of which a test restore has found nothing wrong.',
    remedy: 'Try the backup first.',
  },
  'leaving.stillOpen': {
    title: 'Tefuda is still open elsewhere',
    what: 'Another window or command is using a drawer. Nothing was erased.',
    remedy: 'Close it, then try again.',
  },
  'leaving.openAgain': {
    title: 'Please open the drawer again first',
    what: 'Who acts for its owner opens the drawer anew right before it is erased. Nothing was erased.',
    remedy: 'Lock it, open it again, and erase it within two minutes.',
  },
  'leaving.disposed': {
    title: 'There is nothing left here',
    what: 'Everything has been taken off this computer. Tefuda only waits to be closed.',
    remedy: 'Close Tefuda. When it is started again, it begins from nothing.',
  },
}

const dayOf = (at: string): string =>
  at === ''
    ? ''
    : new Date(at).toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'Asia/Tokyo',
      })

import { waited } from '../waited.ts'
import type { DrawerTexts } from './areas.ts'

export const drawer: DrawerTexts = {
  'drawer.locked': {
    title: 'The drawer is locked',
    what: 'This needs an open drawer.',
    remedy: 'Open your drawer on the “Family” screen.',
  },
  'drawer.wrongKey': ({ wait }) => ({
    title: 'The drawer did not open',
    what: `This passphrase, card or recovery code does not open it.${wait === undefined ? '' : ` After several mistakes the next try is taken in ${waited.en(wait)}.`}`,
    remedy: 'Check that you chose your own drawer. If nothing helps, use the recovery code that you keep on paper.',
  }),
  'drawer.wait': ({ seconds }) => ({
    title: 'Please wait before you type again',
    what: `After several mistakes the next try is taken in ${waited.en(seconds)}. Ending Tefuda or changing the clock does not make it shorter. The card opens the drawer at any time.`,
    remedy: 'Open it with the card if you have one. Otherwise type again once the time has passed.',
  }),
  'drawer.slotsFull': {
    title: 'No more keys can be added',
    what: 'One drawer can have only so many keys. Nothing was changed.',
    remedy: 'Remove a key that you do not use, then try again.',
  },
  'drawer.noSuchSlot': {
    title: 'This way of opening is not set up',
    what: 'The drawer has no such key.',
    remedy: 'Choose another way to open it.',
  },
  'drawer.inUse': {
    title: 'The drawer is in use',
    what: 'Another window or command is using this drawer.',
    remedy: 'Finish there first, then try again.',
  },
  'drawer.damaged': {
    title: 'The drawer’s file is damaged',
    what: 'The file is cut short or was altered. It was not opened, and it was left as it is.',
    remedy: 'Put back a backup if you have one. Otherwise make a new drawer and receive your credentials again.',
  },
  'drawer.newer': {
    title: 'This drawer was made by a newer Tefuda',
    what: 'This version is too old to open it. Nothing was changed.',
    remedy: 'Update Tefuda.',
  },
  'drawer.otherRealm': {
    title: 'Practice and real must not mix',
    what: 'A practice drawer opens in practice mode only, a real one in the real wallet only.',
    remedy: 'Switch the mode, then open it.',
  },
  'drawer.lastSlot': {
    title: 'The recovery code cannot be removed',
    what: 'It is the last resort for opening this drawer and always stays.',
    remedy: 'Other ways of opening can be added and removed in Settings.',
  },
  'drawer.processEnded': {
    title: 'The drawer was closed',
    what: 'The part that handles the drawer ended unexpectedly, so the drawer was locked. What was saved is still there.',
    remedy: 'Open it again.',
  },
  'keychain.unavailable': {
    title: 'The computer’s keychain is not available',
    what: 'Part of the drawer’s key is kept by the operating system’s keychain. It is missing or locked, so card and passphrase cannot open the drawer. Tefuda never falls back to weaker protection.',
    remedy:
      'Log in to your computer again and unlock the keychain. If it is urgent, open the drawer with the recovery code that you keep on paper.',
  },
  'household.secretMissing': {
    title: 'This computer’s keys do not open the drawer',
    what: 'The keychain works but does not hold this household’s secret: the files came from another computer, or the keychain is a new one.',
    remedy:
      'Open the drawer with the recovery code that you keep on paper, then add a card or passphrase again in Settings.',
  },
  'household.damaged': {
    title: 'The list of people is damaged',
    what: 'The file with the family’s names cannot be read. The drawers’ files were not touched.',
    remedy: 'Put back a backup if you have one.',
  },
  'store.full': {
    title: 'The disk is full',
    what: 'It could not be saved. What was there before is untouched.',
    remedy: 'Delete files you do not need, then try again.',
  },
  'store.readOnly': {
    title: 'The disk cannot be written to',
    what: 'The disk with the drawers is read-only at the moment. What was there before is untouched.',
    remedy: 'Take the write protection off, or restart the computer, then try again.',
  },
  'drawer.notUpdated': {
    title: 'The drawer could not be brought up to date',
    what: 'This version stores drawers in a new way, and the change did not succeed. The drawer was put back as it was; nothing is lost.',
    remedy: 'Use the version of Tefuda that you had before, and make a backup there. Then try a newer version.',
  },
}

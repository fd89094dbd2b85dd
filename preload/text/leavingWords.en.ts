import type { LeavingWords } from './leavingWords.ts'

const listed = (names: readonly string[]): string => names.join(', ')

export const leavingEn: LeavingWords = {
  personTitle: (name) => (name === '' ? 'A drawer without a name was erased' : `${name} was erased from this computer`),
  pcTitle: 'Everything of Tefuda was taken off this computer',
  at: (when) => `On ${when}`,
  erasedTitle: 'What was erased',
  leftTitle: 'What this could not erase, and what you can do',
  leftLead: 'An erasure on this computer reaches only what lies in Tefuda’s own folder and keychain.',
  erased: {
    drawer: (count) => `The drawer: ${count} files. Its key slots were written over before they were removed`,
    earlier: (count) => `Copies from before an update, in that drawer: ${count}`,
    head: () => 'What the keychain kept of its ledger',
    entry: () => 'Name, colour and remembered cards in the list of people',
    keysHeld: (count) => `Keys to other people’s drawers that lay in this one: ${count}`,
    drawers: (count) => `Drawers: ${count}, with everything in them. Their key slots were written over first`,
    people: (count) => `The list of people: ${count}`,
    secrets: (count) => `Entries in this computer’s keychain: ${count}`,
    settings: () => 'The settings of this computer',
    practice: () => 'The practice world with its practice cards and portal',
    window: () => 'The window’s own folder, the moment Tefuda is closed',
  },
  left: {
    keychain: () => ({
      what: 'The keychain did not answer, so its entries may still be there. They open nothing without the drawers.',
      todo: 'Unlock the keychain and start Tefuda once more: it finishes this. Or remove the entries named “tefuda” in the system’s password manager by hand.',
    }),
    list: () => ({
      what: 'The name still stands, encrypted, in the list of people, which could not be changed just now.',
      todo: 'Start Tefuda again when the keychain works: it finishes this by itself.',
    }),
    files: (names) => ({
      what: `Some files could not be removed: ${listed(names)}`,
      todo: 'Close Tefuda everywhere and delete them by hand.',
    }),
    practiceElsewhere: (names) => ({
      what: `The practice world lies elsewhere and was left alone: ${listed(names)}`,
      todo: 'It holds nothing of a real person. Delete that folder if you do not need it.',
    }),
    disk: () => ({
      what: 'Copies that the disk itself may keep: deleted blocks, snapshots of the file system, spare cells of an SSD. They are encrypted, and what opened them is gone, but nobody can promise that nothing is left.',
      todo: 'Before the computer leaves your hands, erase the whole disk with the system’s own function (or destroy it). If the disk was encrypted, that function throws its key away.',
    }),
    backups: () => ({
      what: 'Backups that were saved elsewhere, and backups that the system made of this folder. The recovery code still opens the former.',
      todo: 'Delete those that are not needed any more, also on USB sticks and in clouds.',
    }),
    papers: () => ({
      what: 'Papers: the recovery sheet, and shares of the family’s recovery.',
      todo: 'Keep the recovery sheet for as long as you keep a backup. Otherwise shred it.',
    }),
    portal: () => ({
      what: 'What the portal and the issuers know of the person. It is theirs and is not touched by this.',
      todo: 'Ask them, or delete it at the portal.',
    }),
    presented: () => ({
      what: 'What was presented to others: they keep it under their own rules.',
      todo: 'Write to them. Tefuda’s ledger had letters for that; a backup still has them.',
    }),
    documents: () => ({
      what: 'Files that were saved outside Tefuda: signed documents, exported records, photos, letters.',
      todo: 'Delete those that nobody needs.',
    }),
    card: () => ({
      what: 'The My Number Card and its certificates: they stay valid.',
      todo: 'Nothing, as long as the person keeps the card. A lost card is suspended by telephone, and cancelled at the municipality.',
    }),
    phone: () => ({
      what: 'The electronic certificates on a smartphone: they stay valid too.',
      todo: 'If the phone is given away as well, have its certificates revoked in the portal’s app before you do so. Erasing the phone alone does not do that.',
    }),
    mandates: () => ({
      what: 'Mandates of agents that were registered with the portal or an office. They do not end because a computer forgets them.',
      todo: 'End them where they were registered.',
    }),
    heldByOthers: (names) => ({
      what: `Keys and shares in other people’s drawers that were made for this drawer${names.length === 0 ? '' : ` (${listed(names)})`}. They open nothing any more.`,
      todo: 'Those people can remove them when they next open their drawers.',
    }),
    heldForOthers: (names) => ({
      what: `The other end of keys and shares that this drawer kept for somebody else${names.length === 0 ? '' : ` (${listed(names)})`}: their drawers still name them. They open nothing here any more; a backup of this drawer still holds them.`,
      todo: 'Those people take that key out in their own drawer, and share their recovery anew if it was shared with this person.',
    }),
    account: () => ({
      what: 'Other accounts of this computer’s system: each has a Tefuda of its own.',
      todo: 'Repeat this in every account that used Tefuda.',
    }),
  },
}

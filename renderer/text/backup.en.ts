import type { backup as ja } from './backup.ja.ts'

export const backup: typeof ja = {
  title: 'Backup',
  lead: 'Puts what is in a drawer into one encrypted file. If this computer breaks, another one can bring it back.',
  back: 'Back',
  toBackup: 'Open backup',
  settingsText: 'Put the open drawer into a file, or bring a drawer back from one.',
  startTitle: 'Restore from a backup',
  startText: 'With the file from your old computer and its recovery code, your drawer can be brought back.',
  startButton: 'Choose the file',
  make: {
    title: 'Make a backup',
    text: (person) => `Save ${person}’s drawer somewhere outside this computer, such as a USB stick.`,
    opens: 'The recovery code opens the file. Keep the paper with the code and the file in two different places.',
    passphrase: 'Let a passphrase open it too',
    passphraseNote:
      'Whoever gets hold of the file can try passphrases as often as they like. Only a strong one is accepted.',
    button: 'Choose a place and make it',
    locked: 'To make a backup, open your drawer first.',
    done: 'The backup is made',
    doneText: (name, size) => `Saved as ${name} (${size}).`,
    tryIt: 'It is good to try now whether it can really be restored.',
    tryButton: 'Try it now',
  },
  use: {
    title: 'Look into a backup, or restore it',
    text: 'See what it holds, try a restore, or restore it on this computer. Looking changes nothing.',
    button: 'Choose a file',
    other: 'Choose another file',
    file: 'Chosen file',
    unlock: 'What opens it?',
    recovery: 'Open with recovery code',
    passphrase: 'Open with passphrase',
  },
  preview: {
    title: (person) => `Backup of ${person}`,
    made: (when) => `Made on ${when}`,
    holds: 'What it holds',
    kinds: {
      insurance: 'Health insurance',
      licence: 'Driver’s licence',
      certificate: 'Certificates',
      other: 'Other credentials',
      papers: 'Documents',
      applications: 'Applications',
      drafts: 'Drafts',
    },
    pieces: (count) => `${count}`,
    ledger: 'Ledger entries',
    nothing: 'There are no credentials in it.',
    works: 'What works at once after a restore',
    keys: (count) =>
      count === 1
        ? 'One credential: the key for presenting it is in the file too.'
        : `${count} credentials: the keys for presenting them are in the file too.`,
    keysNone: 'Credentials for looking at, and the ledger.',
    again: 'What has to be done again after a restore',
    reissue: (count) =>
      count === 1
        ? 'One credential has to be issued again: its key never leaves the device it was made on.'
        : `${count} credentials have to be issued again: their keys never leave the device they were made on.`,
    openers: {
      card: 'Opening with the card: that key belongs to the old computer. A new one is made when you restore.',
      passphrase:
        'Opening with a passphrase: that key belongs to the old computer. You choose a new one when you restore.',
    },
    enrolled: 'Logging in without the card: enrol the new PC at the portal.',
    cards: 'Whose card is whose: you are asked again when a card is used.',
    code: {
      recovery: 'The recovery code stays the one you have just typed.',
      passphrase: 'The recovery code will be a new one, shown when you restore.',
    },
    leaves: 'Whoever can open this file can use the credentials in it. Delete it when you no longer need it.',
  },
  test: {
    title: 'Try a restore',
    text: 'Restores into a temporary place, looks at everything and removes it again. Drawers on this computer are not touched.',
    button: 'Try it',
    good: 'This backup can be restored',
    goodText: 'All of it was read, opened as a drawer and checked. What was tried has been removed.',
    bad: 'Something needs attention',
    checks: {
      whole: { ok: 'Nothing is missing', bad: 'Parts of the content are missing' },
      counts: {
        ok: 'The number of credentials and entries is right',
        bad: 'The number of credentials or entries is wrong',
      },
      keys: { ok: 'The keys of the credentials work', bad: 'Some keys do not work' },
      ledger: {
        ok: 'The ledger is unbroken',
        bad: 'The ledger was broken already when the backup was made',
      },
    },
  },
  restore: {
    title: 'Restore on this computer',
    text: 'It becomes a new drawer. Drawers that are here stay as they are.',
    sameDrawer:
      'This drawer is on this computer already. A second drawer, with the content of that day, will stand beside it. Nothing is replaced.',
    sameName: 'There is somebody of that name here. Their drawer is not replaced. Please use another name.',
    noKeychain:
      'The keychain of this computer cannot be used, so nothing can be restored now. Looking and trying still work.',
    again: (name) => `${name} (backup)`,
    name: 'Name',
    nameMissing: 'Please type a name.',
    colour: 'Colour',
    opener: 'How to open it every day',
    card: 'With My Number Card',
    passphrase: 'With a passphrase',
    button: 'Restore the drawer',
  },
  secret: {
    passphraseTitle: 'Passphrase of the backup',
    passphraseText: 'Opens the backup you chose. Type the passphrase that was chosen when it was made.',
    newTitle: 'New passphrase for the backup',
    newText: (person) =>
      `Choose a passphrase for the backup of ${person}. Its strength alone protects the file from whoever gets hold of it.`,
    recoveryText: 'Opens the backup you chose. Type the recovery code that was valid on the day it was made.',
  },
  steps: {
    makingBackup: 'Encrypting and saving',
    openingBackup: 'Opening the backup',
    unpackingBackup: 'Reading and checking the backup',
    tryingBackup: 'Opening it for a try and looking at everything',
    restoringBackup: 'Making a drawer of it',
  },
}

import { ledgerWords } from '../../preload/text/ledgerWords.ts'
import type { ledger as japanese } from './ledger.ja.ts'

const entries = (count: number) => `${count} ${count === 1 ? 'entry' : 'entries'}`
const rows = (count: number) => `${count} ${count === 1 ? 'row' : 'rows'}`

export const ledger: typeof japanese = {
  ...ledgerWords.en,
  manyItems: (count) => `${count} ${count === 1 ? 'attribute' : 'attributes'}`,
  title: 'Ledger',
  lead: 'What you sent to whom and when, and what was refused: names of attributes, never their values. Later changes to it can be detected.',
  empty: 'Nothing here yet.',
  startedText: 'It was interrupted. It may have arrived.',
  purpose: 'What for',
  host: 'Address',
  place: (place) => `No. ${place}`,
  erasedText: (places) => `The content of no. ${places} was erased. Only the place is left.`,
  beginAnewText: 'From here on, the head kept in the keychain was begun anew.',

  filter: {
    title: 'Filter',
    act: 'What was done',
    outcome: 'Outcome',
    actor: 'Done by',
    party: 'With whom',
    all: 'All',
    from: 'From this day',
    until: 'Until this day',
    text: 'Words',
    textNote: 'Looked for in names of parties, purposes, credentials and attributes.',
    clear: 'Clear the filter',
    found: entries,
    none: 'No entry fits.',
    more: (count) => `Show the next ${count}`,
  },

  check: {
    title: 'Is the ledger as it was written?',
    run: 'Check now',
    running: 'Checking the ledger',
    sound: (count) => `All ${rows(count)} are as they were written`,
    soundErased: (count) => `Of these, the content of ${count} was erased by the owner.`,
    empty: 'There is nothing to check yet',
    unsound: 'Something is not as it was written',
    ask: 'It does not fit what was kept',
    receipt: 'The present receipt number',
    receiptNote: 'Written down on paper, it can be compared later. It also stands on the receipt of each presentation.',
    rules: {
      misplaced: 'is out of order, missing or one too many',
      unchained: 'does not follow from the one before',
      altered: 'has been altered',
      erasedWithoutTrace: 'is empty, and nothing says that it was erased',
      notErased: 'has its content back, though it was erased',
      unreadable: 'cannot be read',
    },
    kept: {
      same: (count) => `It fits what the keychain of this computer keeps (row ${count}).`,
      extends: (count, since) =>
        `It goes on from what the keychain of this computer keeps (row ${count}), with ${rows(since)} since.`,
      cutOff: (count) =>
        `The keychain of this computer keeps row ${count}, and the ledger ends before. That is what an older backup looks like when it was restored, and no reason to worry. If you restored nothing, somebody may have put an older copy of your drawer in its place.`,
      differs: (count) =>
        `Row ${count} is not the one that the keychain of this computer keeps. That is what an older backup looks like when it was restored and used since, and no reason to worry. If you restored nothing, the ledger may have been rewritten.`,
      foreign: 'What the keychain keeps was not signed by this drawer. Nothing was compared with it.',
      none: 'The keychain keeps nothing of this ledger, so that nothing was compared. That is so after moving to another computer, for example.',
      unavailable: 'The keychain of this computer does not answer, so that nothing was compared with it.',
    },
    given: {
      same: (count) => `It fits row ${count} of the receipt`,
      extends: (count, since) => `It goes on from row ${count} of the receipt, with ${rows(since)} since`,
      cutOff: (count) => `The receipt is of row ${count}, and the ledger ends before`,
      differs: (count) => `Row ${count} is not the one of the receipt`,
    },
    compare: 'Compare with a receipt',
    compareLabel: 'Number on the receipt',
    compareNote: 'It looks like 37-K7QD-29XB-MM3T-0VWZ.',
    limits: 'What this can tell, and what it cannot',
    limitsText: [
      'The ledger alone tells: rows altered, exchanged, missing or added in between, content erased without a trace.',
      'Compared with what was kept, it tells: rows cut off at the end, and a history written anew.',
      'It cannot tell what was cut off before anything was kept. Whoever can use both the drawer’s key and the keychain of this computer can rewrite both; then only a receipt on paper or an exported file tells.',
    ],
    anew: 'Keep it from here on',
    anewText:
      'The ledger as it is now becomes what later ones are compared with; the earlier one is given up. That this was done is written into the ledger.',
  },

  erase: {
    button: 'Erase this entry',
    named: (entry) => `Erase this entry: ${entry}`,
    title: 'Erase this entry?',
    text: 'Its content cannot be brought back. When it was erased stays in the ledger. Files exported before, and backups, keep their content.',
    action: 'Erase',
    done: 'The entry was erased',
  },

  export: {
    title: 'Export to a file',
    text: 'The entries that you see now. Saved in full and without a filter, the file also holds all that is needed to check the ledger later. The file is not encrypted.',
    json: 'Save in full (JSON)',
    csv: 'Save for a spreadsheet (CSV)',
    saved: (name) => `Saved as “${name}”`,
  },

  letter: {
    button: 'Write to them',
    named: (entry) => `Write to them: ${entry}`,
    title: (party) => `A letter to ${party}`,
    lead: 'Nothing is sent from here. Add your name and what else is needed, and send it yourself.',
    about: 'What is it about?',
    kinds: { deletion: 'Have the data deleted', abuse: 'Report how data is asked for or used' },
    language: 'Language of the letter',
    addresses: 'Where it may be sent',
    noAddresses: 'No address is known.',
    subject: 'Subject',
    body: 'Text',
    copy: 'Copy the text',
    copied: 'Copied',
    notCopied: 'The text is selected. Press Ctrl+C to copy it',
    save: 'Save as a text file',
    close: 'Close the letter',
  },
}

import type { BackupTexts } from './areas.ts'

export const backup: BackupTexts = {
  'ledger.noSuchEntry': {
    title: 'There is no such entry',
    what: 'It has been erased already, or it is the note that something was erased. Such notes cannot be erased.',
    remedy: 'Open the ledger again and look once more.',
  },
  'ledger.notAHead': {
    title: 'That is no receipt of the ledger',
    what: 'The receipt of a ledger looks like “37-K7QD-29XB-MM3T-0VWZ”. Nothing was changed.',
    remedy: 'Look at the receipt again and enter all of it, from the number on.',
  },
  'backup.notOne': {
    title: 'This is not a Tefuda backup',
    what: 'The file is something else. Nothing was changed.',
    remedy: 'Choose the file that Tefuda saved; its name ends in .tefuda-backup.',
  },
  'backup.damaged': {
    title: 'The backup is damaged',
    what: 'It was cut short or altered after it was made, so nothing of it is used. Nothing on this computer was changed.',
    remedy: 'If you have another copy, try that one. As long as you still have the drawer, make a new backup.',
  },
  'backup.newer': {
    title: 'This backup was made by a newer Tefuda',
    what: 'This version is too old to read it. Nothing was changed.',
    remedy: 'Update Tefuda.',
  },
  'backup.otherRealm': {
    title: 'Practice and real must not mix',
    what: 'A backup of a practice drawer can be restored in practice mode only, a real one in the real wallet only.',
    remedy: 'Switch the mode in Settings, then choose the file again.',
  },
  'backup.wrongKey': {
    title: 'That does not open this backup',
    what: 'The recovery code or passphrase is another one than when the backup was made. Nothing was changed.',
    remedy: 'Check the paper: it must be the code that was valid on the day of the backup. Then try again.',
  },
  'backup.noPassphrase': {
    title: 'This backup has no passphrase',
    what: 'When it was made, no passphrase was chosen for it.',
    remedy: 'Open it with the recovery code.',
  },
}

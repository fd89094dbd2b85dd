import type { doctor as ja } from './doctor.ja.ts'

export const doctor: typeof ja = {
  title: 'PC check-up',
  lead: 'Looks at card reader and computer, and tells what is wrong and how to mend it. No PIN is used.',
  examining: 'Looking at one thing after the other',
  again: 'Look again',
  allRight: 'Everything is in order',
  allRightText: 'Nothing was found that keeps you from using Tefuda.',
  found: (count) => (count === 1 ? 'One thing to mend' : `${count} things to mend`),
  foundText: 'Try them from the top.',
  toMend: 'To mend',
  fine: 'In order',
  facts: 'Details',
  fixing: 'Mending it',
  fixed: 'Mended, and looked at again.',
  bundle: 'Record for support',
  bundleText:
    'A record to show to somebody who helps you. It holds no name, address, PIN, card number or place of a folder. You see it before it is saved.',
  showBundle: 'Make the record and show it',
  bundleContent: 'What would be saved (this is all of it)',
  save: 'Save exactly this',
  saved: (name) => `Saved as “${name}”.`,
  open: 'Find the cause',
}

// The first start: whose drawer, opened by what, in English.
import type { start as ja } from './start.ja.ts'

export const start: typeof ja = {
  title: 'Welcome to Tefuda',
  lead: 'Tefuda keeps your family’s credentials, one locked drawer for each person, and shows others only what they need.',
  language: 'Choose your language',
  languageNote: 'You can change it later in Settings.',
  how: 'Make your drawer',
  howLead: 'A drawer is an encrypted file that only you can open; not even family members on the same computer can.',
  cardTitle: 'Open it with your My Number Card',
  cardText: 'The card and PIN you already have become the key. There is nothing new to remember.',
  cardButton: 'Use my card',
  recommended: 'Recommended',
  passphraseTitle: 'Open it with a passphrase',
  passphraseText:
    'A passphrase is a longer set of words. It opens the drawer even without card or reader. Tefuda can make one for you.',
  passphraseButton: 'Use a passphrase',
  practiceTitle: 'Practise first',
  practiceText: 'Fail as often as you like, with made-up people and cards. No real data is touched.',
  practiceButton: 'Start practising',
  practiceHint:
    'You are in practice mode. Put somebody’s card into a reader with the practice tools, then press “Use my card”.',
  makeWithCard: 'Make a drawer with a card',
  makeWithPassphrase: 'Make a drawer with a passphrase',
  name: 'Name',
  nameNote: 'A name that your family will recognise.',
  nameMissing: 'Please type a name.',
  colour: 'Colour',
  colourNote: 'Name and colour tell whose drawer is open.',
  next: 'What happens next',
  nextCard: [
    'In a small window of its own you type your login PIN (4 digits).',
    'A recovery code is shown. Print it or write it down.',
    'You type the code once to be sure.',
  ],
  nextPassphrase: [
    'In a small window of its own you type the passphrase twice.',
    'A recovery code is shown. Print it or write it down.',
    'You type the code once to be sure.',
  ],
  recovery: 'What the recovery code is for',
  recoveryText:
    'It opens the drawer when card, passphrase and the computer’s keychain all fail. Keep it on paper with your important documents.',
  make: 'Make the drawer',
  otherWay: 'Choose another way',
}

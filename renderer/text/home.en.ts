// The first page of an open drawer, in English.
import type { home as ja } from './home.ja.ts'
import { search } from './search.en.ts'

export const home: typeof ja = {
  search,
  title: (name) => `${name}’s wallet`,
  credentials: 'Credentials',
  noCredentials: 'No credentials yet',
  noCredentialsText:
    'Log in to the portal and receive your health insurance or driver’s licence. What you received can be read without the internet.',
  openCredential: (name) => `Open ${name}`,
  inbox: 'Waiting for you',
  inboxEmpty: 'Nothing is waiting.',
  inboxLocked: 'Log in to the portal to see what you can receive and who asks for something.',
  offer: 'Ready to receive',
  request: 'Request',
  from: (name) => `From ${name}`,
  receive: 'Have a look',
  answer: 'Look and decide',
  refresh: 'Check again',
  logIn: 'Log in with a card',
  paste: 'Paste a link',
  pasteNote: 'A link from a message or web page, for receiving or presenting a credential.',
  pasteLabel: 'Link',
  pasteOpen: 'Open',
  pasteWrong: 'This is not a link for Tefuda. Paste the link from its beginning to its end.',
  reader: 'Card reader',
  suggestTitle: 'Add a passphrase for days without the card?',
  suggestText:
    'This drawer opens only with the card. With a passphrase you can read your credentials when the card is elsewhere or the reader is broken.',
  suggestButton: 'Add a passphrase',
  suggestLater: 'Later',
  suggestRecovered: 'You used the recovery code. Check your everyday ways of opening in Settings.',
}

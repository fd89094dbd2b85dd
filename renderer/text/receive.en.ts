// Receiving a credential, in English.
import type { receive as ja } from './receive.ja.ts'

export const receive: typeof ja = {
  title: 'Receive a credential',
  opening: 'Checking the offer and its issuer',
  issuer: 'Issuer',
  issuerChecked: 'On the list of trusted issuers',
  what: 'What you will receive',
  attributes: 'Attributes in it',
  into: (name) => `It goes into ${name}’s drawer. No other family member can see it.`,
  code: 'Receiving code',
  codeNote: 'A code that the issuer told you in another way, such as by letter or e-mail.',
  codeLength: (length) => `${length} characters.`,
  codeMissing: 'Please type the code.',
  accept: 'Receive',
  decline: 'Do not receive',
  done: 'Received',
  doneText: 'The issuer’s signature was checked and the credential is in your drawer.',
  declined: 'Not received',
  declinedText: 'Nothing was saved.',
}

// The card in the sidebar and on the page of the wallet, in English.
import type { card as ja } from './card.ja.ts'

const tries = (left: number) => `${left} ${left === 1 ? 'try' : 'tries'} left`

export const card: typeof ja = {
  reader: 'Reader',
  chooseReader: 'Which card do you want to use?',
  reading: 'Reading the card',
  empty: 'No card in the reader',
  unknown: 'Unknown card',
  trouble: 'Needs your attention',
  myNumber: 'My Number Card',
  belongsTo: (name) => `${name}’s card`,
  serviceDown: 'The smart card service is stopped',
  noReader: 'No reader connected',
  validUntil: (day) => `Certificate valid until ${day}`,
  tries,
  locked: 'locked',
  noPin: 'none',
  pins: 'PINs and tries left',
  authentication: 'Login PIN',
  authenticationForm: '4 digits',
  authenticationOfficial: '利用者証明用',
  signature: 'Signing PIN',
  signatureForm: '6–16 capital letters and digits',
  signatureOfficial: '署名用',
  input: 'PIN for copying name and address',
  inputForm: '4 digits',
  inputOfficial: '券面事項入力補助用',
  keep: 'Keep the card’s certificate',
  keepNote: 'Its validity can then be read without the card.',
  kept: 'It is in your wallet.',
}

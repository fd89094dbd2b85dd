// Certificates of the card, and whose card it is, in English.
import type { certificates as ja } from './certificates.ja.ts'

const count = (number: number, unit: string) => (number === 0 ? '' : `${number} ${unit}${number === 1 ? '' : 's'}`)

export const certificates: typeof ja = {
  lead: 'A certificate is how an authority says that the key in the card is yours. Looking at it uses up no try.',
  read: 'Read the certificates',
  names: {
    authentication: 'Certificate for logging in',
    signature: 'Certificate for signing',
    authenticationAuthority: 'Who issued the log-in certificate',
    signatureAuthority: 'Who issued the signing certificate',
  },
  officials: {
    authentication: 'User-authentication certificate (利用者証明用電子証明書)',
    signature: 'Signing certificate (署名用電子証明書)',
    authenticationAuthority: 'Certificate of the authority for user authentication',
    signatureAuthority: 'Certificate of the authority for digital signature',
  },
  what: {
    authentication: 'It holds neither name nor address. It shows that it is you who logs in, and nothing else.',
    signature:
      'For signatures that weigh as much as a registered seal. It holds your name, address, date of birth and sex.',
    authenticationAuthority: 'The authority that signed your certificate.',
    signatureAuthority: 'The authority that signed your certificate.',
  },
  verdicts: {
    valid: 'Valid',
    expired: 'Expired',
    notYet: 'Not valid yet',
    notOnList: 'Not on our list',
    invalid: 'Not valid',
  },
  verdictTexts: {
    valid: 'An authority on Tefuda’s list issued it, and nobody has altered it.',
    expired: 'It could be used until then. Your municipal office renews it.',
    notYet: 'The day from which it is valid has not come yet. Check the clock of this computer too.',
    notOnList:
      'Tefuda does not know the authority that issued it. That does not mean that the certificate is wrong, and you can log in with it.',
    invalid: 'Something in it breaks the rules. See “What was checked” below, and ask your municipal office.',
  },
  revocation: 'Revocation: not checked',
  revocationText: 'Whether it was revoked has not been checked: only accredited parties may ask.',
  until: (day) => `until ${day}`,
  ended: (day) => `ended on ${day}`,
  daysLeft: (days) => `${days} ${days === 1 ? 'day' : 'days'} left`,
  monthsLeft: (years, months) =>
    `${[count(years, 'year'), count(months, 'month')].filter((part) => part !== '').join(' ')} left`,
  renewFrom: (day) => `Can be renewed from ${day}`,
  renewNow: 'Can be renewed now (municipal office, free of charge)',
  ends: {
    title: 'How long it can be used',
    birthday:
      'Until the fifth birthday counted from its issue. From three months before, your municipal office renews it.',
    card: 'Where the card itself ends earlier, it ends with the card.',
    move: 'A move, a marriage or any other change of name or address ends this certificate; the municipal office issues a new one.',
    keeps: 'A move or a marriage that changes name or address leaves this certificate as it is.',
    stop: 'It also ends when the card is lost and stopped, and at its holder’s death.',
  },
  holder: {
    title: 'Who it names',
    name: 'Name',
    birthDate: 'Date of birth',
    sex: 'Sex',
    address: 'Address',
    sexes: { male: 'male', female: 'female', other: 'other', unknown: 'not stated' },
    substituted: 'Contains substitute characters (some look different from those in the register)',
    unreadable: 'Whom it names is written in a form that is not known, and is not shown.',
  },
  technical: 'Technical details',
  fields: {
    subject: 'Subject',
    issuer: 'Issuer',
    serial: 'Serial number',
    validFrom: 'Valid from',
    validUntil: 'Valid until',
    key: 'Kind of key',
    usage: 'What the key is for',
    policies: 'Policies',
    sha256: 'Fingerprint (SHA-256)',
  },
  usages: {
    digitalSignature: 'signing',
    nonRepudiation: 'signing that cannot be denied later',
    keyEncipherment: 'encrypting keys',
    keyCertSign: 'signing certificates',
    cRLSign: 'signing revocation lists',
    '1.3.6.1.5.5.7.3.2': 'logging in',
  },
  checked: (passed, all) => `What was checked: ${passed} of ${all} hold`,
  signingClosed:
    'It holds your name and address, so the signing PIN (6–16 characters) opens it. What was read is gone after ten minutes.',
  signingOpen: 'Read it with the PIN',
  signingNone: 'This card has no signing certificate (holder under 15, or not asked for).',
  signingLocked: 'The signing PIN is locked, so it cannot be read.',
  phoneClosed: 'A phone shows its log-in certificate only after the PIN.',
  keep: 'Keep in the drawer',
  keepLabel: (name) => `Keep in the drawer: ${name}`,
  keepNote: 'Kept certificates can be looked at without the card.',
  keepLocked: 'Open a drawer to keep certificates.',
  kept: 'It is in the drawer.',
  authorities: 'Who issued the certificates',
  remembered: {
    count: (cards) =>
      `Besides, ${cards} ${cards === 1 ? 'card is' : 'cards are'} remembered as yours because you said so.`,
    forget: 'Forget remembered cards',
    forgetTitle: 'Forget the cards that are remembered as yours?',
    forgetText: 'You are asked again whose card it is when one is next used. The keys of the drawer stay as they are.',
    forgotten: 'The remembered cards are forgotten.',
  },
  guard: {
    mineTitle: (name) => `Is this ${name}’s card?`,
    mineText: (name) =>
      `Tefuda remembers this card as ${name}’s and does not ask again. It keeps only a mark made from the card’s public key, which tells nothing about the card.`,
    renewedText:
      'This drawer knows another card. Say yes only if the card or its certificates were renewed or replaced.',
    mine: (name) => `Yes, it is ${name}’s card`,
    notMine: 'No',
    bound: 'Whose card it is, is remembered. Please try again.',
    switchTo: (name) => `Open ${name}’s drawer with this card`,
    switchNote: 'The drawer that is open now will be locked.',
    toFamily: 'To the family',
    phoneTitle: 'With a phone, first say whose it is',
    phoneText: (name) =>
      `A phone shows its certificate only after the PIN. If it is ${name}’s phone, press the button below. Tefuda compares after the PIN, before anything is signed.`,
    phoneMine: (name) => `Go on with ${name}’s phone`,
  },
}

import { withoutRuby } from '../../preload/text/ruby.ts'
import { weakPins } from '../../preload/text/weakPin.ts'
import { pinWords } from './pinWords.ts'
import type { Refusals, Sentences } from './sentences.ts'

const refusals: Refusals = {
  form: 'That cannot be it. Nothing was sent.',
  weak: 'That would be guessed too easily.',
  notTypedBack: 'That is another code.',
  shareOther: 'That is a share of somebody else’s drawer.',
  shareOld: 'That share is an old one: shares were made anew since, or recovery by the family was switched off.',
  shareSame: 'That is the share that was given already.',
  lastTry: 'One try is left; after a wrong one the card is locked. Are you sure of the PIN?',
}

export const en: Sentences = {
  pin: ({ pin, triesLeft, person, origin, purpose }) => {
    const whose = person === undefined ? '' : ` of ${person}`
    const present = purpose === 'changePin' ? 'Present ' : ''
    return `${present}${pinWords.en.asked[pin]}${whose}${origin === undefined ? '' : ` for ${origin}`}, ${triesLeft} tries left`
  },
  newPin: ({ pin }) => `New ${pinWords.en.asked[pin]}`,
  checkNumber: ({ triesLeft }) =>
    `照合番号B: birth date as YYMMDD of the era, year of expiry, security code; 14 digits, ${triesLeft} tries left`,
  passphrase: (person) => `Passphrase of ${person}`,
  newPassphrase: 'New passphrase',
  backupPassphrase: 'Passphrase of the backup',
  newBackupPassphrase: 'New passphrase for the backup',
  backupRecoveryCode: 'Recovery code of the day on which the backup was made',
  again: 'Once more',
  notSame: 'The two are not the same.',
  suggestion: (words) => `A passphrase drawn at random, if you like: ${words}`,
  recoveryCode: 'Recovery code',
  recoveryShow: (code) =>
    `Recovery code: ${code}\nWrite it down and keep it safe: it opens the drawer when card and passphrase are lost. It is shown only now.`,
  shareShow: ({ holder, share }) =>
    `${holder === undefined ? 'Share that stays with you on paper' : `Share for ${holder}, on paper`}:\n${share}\nWrite it down. It is shown only now.`,
  share: (place) => `${place === 1 ? 'First' : 'Second'} share, all four lines in one`,
  sure: 'Do you want that?',
  typeBack: 'Type it back',
  refused: (refused) =>
    refused.because === 'weakPin'
      ? withoutRuby(weakPins.en[refused.reason])
      : refused.because === 'shareLine'
        ? `A letter in line ${refused.line} is wrong.`
        : refusals[refused.because],
  remembered: 'The card is remembered as yours.',
  noTerminal:
    'a secret is needed and nobody can be asked: give --pin-stdin, --pin-fd N, --new-pin-fd N, --number-fd N, --passphrase-fd N or --recovery-fd N',
  steps: {
    askingPortal: 'Asking the portal …',
    searchingProcedures: 'Asking the portal …',
    refreshingBoard: 'Fetching how applications, notices and bills stand …',
    paying: 'Paying …',
    readingCard: 'Reading the card …',
    atPortal: 'Asking the portal …',
    placeOwnCard: 'Put in the card of whose drawer is open …',
    placeOtherCard: 'Take the card out and put in the other person’s card …',
    readingAttributes: 'Reading the attributes …',
    readingFace: 'Reading photo and face …',
    readingLicence: 'Reading the licence …',
    drawingPictures: 'Drawing the pictures …',
    changingPin: 'Changing the PIN …',
    openingDrawer: 'Opening the drawer …',
    fetchingCredential: 'Fetching the credential …',
    sendingAnswer: 'Sending the answer …',
    checkingStatus: 'Checking …',
    signing: 'Signing …',
    saving: 'Saving …',
    makingBackup: 'Encrypting and saving …',
    openingBackup: 'Opening the backup …',
    unpackingBackup: 'Reading and checking the backup …',
    tryingBackup: 'Opening it for a try …',
    restoringBackup: 'Making a drawer of it …',
    erasing: 'Erasing …',
    readingPapers: 'Reading …',
    fetchingRecords: 'Fetching from the portal …',
  },
  labels: {
    reader: 'Reader',
    empty: 'no card',
    atr: 'ATR',
    card: 'Card',
    tries: 'Tries left',
    authentication: 'authentication (利用者証明用)',
    signature: 'signature (署名用)',
    input: 'input helper (券面事項入力補助用)',
    locked: 'locked',
    absent: 'none',
    present: 'present',
    certificate: 'Certificate',
    signatureCertificate: 'Signing certificate',
    validUntil: 'valid until',
    expired: 'expired',
    clockBehind:
      'the computer’s clock was turned back: this drawer was open later than it says now; check date and time',
    unknownCard: 'a card of a kind that is not known',
    withoutPins: 'seems to have been issued without PINs (顔認証マイナンバーカード): it cannot log in',
    phone: 'a phone’s certificate',
    loggedIn: 'Logged in',
    until: 'until',
    issuer: 'Issuer',
    received: 'Received',
    attributes: 'Attributes',
    verifier: 'Who asks',
    purpose: 'For',
    option: 'Option',
    least: 'the least',
    valid: 'valid',
    invalid: 'not valid',
    recoveryCode: 'Recovery code',
    opensBy: 'opens by',
    byCard: 'card',
    byPassphrase: 'passphrase',
    byRecovery: 'recovery code',
    byMandate: 'who acts for them',
    byFamily: 'the family',
    remedy: 'What to do',
    fine: 'Everything is fine.',
  },
  acceptOffer: 'Accept it?',
  chooseOption: 'Which one? (number, or nothing to send nothing)',
  nothingSent: 'Nothing was sent. Choose with --choose NUMBER or --least.',
  sentTo: (verifier) => `Sent to ${verifier}:`,
  namePerson: (names) => `name the person with --person: ${names.join(', ')}`,
  nobody: 'nobody lives here yet: tefuda person add NAME',
  practiceBand: '[practice]',
}

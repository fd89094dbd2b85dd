// What a procedure and its pre-flight are told in, in English.
import type { ProcedureWords } from './procedureWords.ts'

export const en: ProcedureWords = {
  lifeEvents: {
    birth: 'A child is born',
    move: 'Moving',
    school: 'School and childcare',
    work: 'Work',
    care: 'Care',
    retirement: 'Retirement and pension',
    death: 'A death in the family',
    travel: 'Going abroad',
    tax: 'Taxes',
  },
  personKinds: {
    adult: 'Adults',
    child: 'Children',
    parent: 'Parents of children',
    elderly: 'Elderly people',
    household_head: 'Heads of household',
    employer: 'Companies',
  },
  marks: { ok: 'Ready', look: 'To look at', todo: 'Still to do', stops: 'Cannot be sent now' },
  verdicts: {
    ok: { title: 'Everything is ready', text: 'You can begin now and carry it through.' },
    look: {
      title: 'You can begin; there is something to look at',
      text: 'Read what is marked “To look at” first, so that it does not stop you on the way.',
    },
    todo: {
      title: 'You can begin; something is to be done before sending',
      text: 'What is marked “Still to do” is early enough if it is done before you send.',
    },
    stops: {
      title: 'As it is now, it cannot be sent',
      text: 'You can make a draft, but it cannot be sent before what is marked “Cannot be sent now” is mended.',
    },
  },
  standings: {
    self: 'The person concerned',
    legal: 'Guardian by law (法定代理人)',
    appointed: 'Appointed agent (任意代理人)',
    family: 'Family who hands it in (提出代行)',
    officer: 'Somebody in charge at a company',
  },
  fits: {
    yes: 'Can be sent from this drawer',
    portal: 'Whether this fits is checked by the portal',
    no: 'This drawer knows of nobody for whom this would hold',
  },
  standingPeople: (standing, names) =>
    standing === 'family'
      ? `Family in this wallet: ${names}`
      : `You act in this wallet for: ${names} (the portal wants its own registration of an agent too)`,
  owner: (owner) => `Checked as ${owner}’s own procedure`,
  acting: (actor, owner) => `${actor} is acting for ${owner}`,
  actingHow: (owner) =>
    `What is sent from here is sent by ${owner}’s own log-in and card. To apply as an agent whom the portal has registered, begin in your own drawer and choose there whom it concerns.`,
  mayApply: 'Who may send it:',
  session: {
    none: 'Nobody is logged in yet. Log in with the card or a phone.',
    enrolled: 'Nobody is logged in yet. This PC is enrolled and logs in without the card.',
    by: {
      card: 'Logged in with the card',
      pc: 'Logged in by this PC',
      phone: 'Logged in by phone',
    },
    ends: (time) => `It ends at ${time} unless it is used before.`,
  },
  uses: { authentication: 'Log-in (利用者証明用)', signature: 'Signature (署名用)' },
  pins: { authentication: 'PIN of 4 digits', signature: 'PIN of 6 to 16 capitals and digits' },
  purposes: (purposes) =>
    purposes.length === 0
      ? 'Not needed now: somebody is logged in, or this PC logs in without the card'
      : `Used ${[...purposes].map((one) => (one === 'logIn' ? 'to log in' : 'to send')).join(' and ')}`,
  card: {
    ready: (whose) => `${whose}’s card is in the reader`,
    noService: (whose) =>
      `The service that reads cards is not running. Have “PC check-up” mend it before ${whose}’s card is used`,
    noReader: (whose) => `Attach a card reader and put ${whose}’s card on it`,
    absent: (whose) => `Put ${whose}’s card on the reader`,
    reading: () => 'Looking at the card',
    unreadable: (whose) => `This card could not be read. Put ${whose}’s card on the reader again`,
    notMyNumber: (whose) => `This is no My Number Card. Put ${whose}’s on the reader`,
    withoutPins: () =>
      'This seems to be a card without PINs (顔認証マイナンバーカード). It can neither log in nor sign',
    otherPerson: (whose) => `This is somebody else’s card. Put ${whose}’s card there instead`,
    unfamiliar: (whose) =>
      `This drawer does not know the card yet. You are asked whether it is ${whose}’s when it is used`,
    unnamed: (whose) => `Whose it is shows only after its PIN. You are asked whether it is ${whose}’s when it is used`,
    unknown: (whose) => `${whose}’s card is used`,
  },
  onceCard: 'Tries left and dates show once the card is in the reader.',
  pin: {
    locked: 'Locked. Your municipal office unlocks it',
    left: (tries) => (tries === 1 ? '1 try left. A wrong one locks it' : `${tries} tries left (looking uses up none)`),
  },
  certificate: {
    valid: (day) => `Valid (until ${day})`,
    endsSoon: (day) => `Valid, but it ends on ${day}. Your municipal office renews it`,
    expired: (day) => `Ended on ${day}. Have it renewed at your municipal office`,
    notYet: () => 'Not valid yet. Check the date of this computer',
    notOnList: (day) => `It ends on ${day}. Tefuda does not know the authority that issued it, so more cannot be said`,
    invalid: () => 'It does not hold as a certificate. See “Card” for what was found',
    none: () => 'The card has none. Cards of children under 15 have none, nor cards for which none was asked',
    hidden: () => 'Until when it is valid shows only after its PIN',
    unknown: () => 'The certificate can be checked once the card is there',
  },
  fromDrawer: 'As the copy in the drawer says. A card that was issued anew has another.',
  accepted: 'The portal accepted it at the log-in that still lasts.',
  notRevoked: 'Whether it was revoked is checked by the portal when it is used.',
  required: 'Has to be attached',
  ifNeeded: 'Only if needed',
  papers: (titles, more) => `In the drawer: ${titles}${more === 0 ? '' : ` and ${more} more`}`,
  noPapers: 'Nothing in the drawer is of the right kind. A file of this PC can be chosen too.',
  held: (names) => `Can be presented instead of a file: ${names} (only the items that are needed)`,
  credentialToo: 'A credential could be presented instead of a file; the drawer has none yet.',
  effort: (minutes, taps) =>
    `The portal reckons with about ${minutes} minutes and ${taps === 0 ? 'no card for sending' : taps === 1 ? 'using the card once' : `using the card ${taps} times`}`,
  tapsNow: (taps) =>
    taps === 0
      ? 'As things stand, the card is not used any more from here.'
      : `As things stand, the card is used ${taps === 1 ? 'once' : `${taps} times`} from here.`,
}

// Acting for others, in English.
import { mandateWords } from '../../preload/text/mandateWords.ts'
import type { Text } from './ja.ts'

export const mandates: Text['mandates'] = {
  ...mandateWords.en,
  title: 'Acting for others',
  lead: 'Who may use this wallet in place of whom: look it up and decide it here.',
  basis: 'Basis',
  until: 'Until',
  untilDay: (day) => `until ${day}`,
  untilOfAge: (day) => `until ${day} (the day before the 18th birthday)`,
  may: 'May',
  mayAll: 'everything but what is the owner’s alone',
  consent: 'Who does this',
  consentText: (actor, principal) => `This will be recorded as done by ${actor} for ${principal}.`,
  held: 'People I may act for',
  heldNone: 'Nobody at present.',
  given: 'People who may act for me',
  givenFor: (name) => `People who may act for ${name}`,
  givenNone: 'Nobody at present.',
  act: (name) => `Open the drawer of ${name}`,
  actNote:
    'Your own drawer is locked and theirs is opened. To come back, press “Lock” and open yours with your own key.',
  acting: (actor, principal) => `${actor} is acting for ${principal}`,
  actingText:
    'What you do here stands in their ledger together with your name. That you opened it stands in your own ledger, too.',
  actingSign: 'To sign, use your own card: you sign as the agent. To log in, their card is used.',
  stop: 'Stop acting and lock',
  giveUp: 'Give it up',
  giveUpTitle: (name) => `Stop acting for ${name}?`,
  giveUpText:
    'Your key is removed and their drawer is encrypted anew. To act for them again you would have to be appointed again.',
  giveUpChild: 'Without another guardian or a card, the drawer then opens with the recovery code on paper only.',
  end: 'End',
  endNamed: (name) => `End the mandate of ${name}`,
  endTitle: (name) => `End the mandate of ${name}?`,
  endText: 'Their key is removed and the drawer is encrypted anew. What they did stays in the ledger.',
  handOver: 'Hand over to its owner',
  handOverTitle: (name) => `Hand the drawer over to ${name}`,
  handOverText: (name) =>
    `${name} is 18 now. From here on ${name} sits at the computer, chooses a key of their own and writes down a new recovery code. After that, guardians’ keys and the old recovery code no longer open the drawer.`,
  ownKey: 'The owner’s key',
  byCard: 'Their card',
  byPassphrase: 'Passphrase',
  byRecovery: 'Recovery code',
  done: {
    child: (name) => `The drawer of ${name} was made`,
    appointed: 'They may act from now on',
    ended: 'The mandate has ended',
    handedOver: 'Handed over. From now on only the owner can open it',
  },
  child: 'Make a drawer for a child',
  childLead:
    'You open the drawer of your child (under 18) with your own key, as guardian. From the 18th birthday on it is theirs alone.',
  childOpen: 'Make a drawer for a child…',
  childSteps: [
    'Give a name and the date of birth, which is kept inside the drawer only.',
    'The child’s recovery code is shown. Write it down and type it back once.',
  ],
  birthDate: 'Date of birth',
  birthMissing: 'Give the date of birth.',
  practiceChildren: 'Try it with a practice child',
  make: 'Make it',
  appoint: 'Appoint somebody',
  appointLead:
    'Choose somebody of this household who may act for you. You decide what they may do and until when, and can end it at any time.',
  appointOpen: 'Appoint somebody…',
  appointSteps:
    'Next, the person you chose opens their own drawer with their own card or passphrase. It is decided only with both of you present. If you both have cards only, and there is one reader, one of you adds a passphrase first.',
  appointAction: 'Appoint them',
  guardian: 'Add another guardian',
  guardianLead:
    'Another guardian can then open this child’s drawer from their own. They cannot remove other guardians.',
  guardianOpen: 'Add a guardian…',
  whom: 'Whom',
  whomMissing: 'Choose somebody.',
  whomNone: 'Nobody else lives in this wallet.',
  scope: 'They may',
  scopeNote:
    'They can always look at credentials and the ledger. Changing keys, making backups, removing credentials and erasing from the ledger are never theirs.',
  lastDay: 'Last day',
  lastDayNote: 'One year at most; to go on, appoint them again.',
  lastDayMissing: 'Give a last day.',
  how: (name) => `How ${name} opens their drawer`,
  honest:
    'This is an agreement within one user account of this computer. The agent’s drawer holds a key to yours. Somebody able to change the program might open it beyond what you allowed. Appoint only people you trust. Ending a mandate makes new keys, and from then on theirs opens nothing.',
  portal: 'Acting in this wallet and being an agent at the portal are two things',
  portalText: [
    'Who may act for whom in this wallet holds on this computer only. Whatever you decide about it, agents that are registered at the portal stay as they are.',
    'Suspending or re-issuing a card does not end an agent’s registration at Mynaportal. If you need them out, for example because of trouble at home, end it at Mynaportal itself.',
    'End it under “Agents at the portal”. Without this wallet: log in to Mynaportal with the owner’s card and end it in the list of the “代理人” (agents) menu. The agent can end it from their side, too.',
  ],
  reminders: {
    ends: (name, day, days) =>
      days === 0 ? `The mandate with ${name} ends today` : `The mandate with ${name} ends in ${days} days (${day})`,
    endsText: 'To go on, open the owner’s drawer and appoint them again.',
    fifteen: (name, day, days) => (days > 0 ? `${name} turns 15 on ${day}` : `${name} has turned 15`),
    fifteenText:
      'From 15 on one can have a certificate for signing; apply at the municipal office. The PINs are then the child’s alone, and guardians can no longer change them here.',
    ofAge: (name, day, days) => (days > 0 ? `${name} turns 18 on ${day} (in ${days} days)` : `${name} has turned 18`),
    ofAgeText:
      'From the 18th birthday on guardians can no longer act. The owner opens the drawer with a key of their own, or gets one by “Hand over to its owner”.',
    look: 'Go to “Acting for others”',
  },
  endedNow: 'Keys of mandates that have ended were removed',
  endedNowText: (name, why) => `${name} (${why})`,
  endedOfAge:
    'Congratulations on coming of age. This drawer is yours alone now. Guardians may know the recovery code of before: make a new one in Settings.',
  fromFamily: 'A guardian or agent opens their own drawer and, on “Acting for others”, this one.',
  past: 'Mandates that have ended',
  endedOn: (day, why) => `${day}: ${why}`,
}

import { backup } from './backup.en.ts'
import { board } from './board.en.ts'
import { calendar } from './calendar.en.ts'
import { card } from './card.en.ts'
import { cardData } from './cardData.en.ts'
import { certificates } from './certificates.en.ts'
import { credential } from './credential.en.ts'
import { doctor } from './doctor.en.ts'
import { documents } from './documents.en.ts'
import { drafts } from './drafts.en.ts'
import { familyApplications } from './familyApplications.en.ts'
import { guest } from './guest.en.ts'
import { home } from './home.en.ts'
import type { Text } from './ja.ts'
import { keys } from './keys.en.ts'
import { leaving } from './leaving.en.ts'
import { ledger } from './ledger.en.ts'
import { locks } from './locks.en.ts'
import { logIn } from './logIn.en.ts'
import { mandates } from './mandates.en.ts'
import { papers } from './papers.en.ts'
import { partners } from './partners.en.ts'
import { payments } from './payments.en.ts'
import { people } from './people.en.ts'
import { photos } from './photos.en.ts'
import { pinCare } from './pinCare.en.ts'
import { portalMandates } from './portalMandates.en.ts'
import { practiceCards } from './practiceCards.en.ts'
import { procedures } from './procedures.en.ts'
import { receive } from './receive.en.ts'
import { recovery } from './recovery.en.ts'
import { secret } from './secret.en.ts'
import { selfInfo } from './selfInfo.en.ts'
import { settings } from './settings.en.ts'
import { share } from './share.en.ts'
import { start } from './start.en.ts'

export const en: Text = {
  documents,
  drafts,
  procedures,
  leaving,
  ledger,
  locks,
  doctor,
  keys,
  recovery,
  mandates,
  calendar,
  board,
  familyApplications,
  payments,
  partners,
  portalMandates,
  selfInfo,
  pinCare,
  backup,
  cardData,
  certificates,
  papers,
  people,
  photos,
  guest,
  practiceCards,
  start,
  home,
  card,
  logIn,
  receive,
  share,
  credential,
  settings,
  secret,
  product: 'Tefuda',
  marks: { colon: ': ', dot: ' · ', comma: ', ', aside: (words) => ` (${words})` },
  shell: {
    skip: 'Skip to content',
    navigation: 'Menu',
    home: 'My wallet',
    logIn: 'Log in',
    ledger: 'Ledger',
    settings: 'Settings',
    family: 'Family',
    documents: 'Sign documents',
    doctor: 'PC check-up',
    lock: 'Lock',
    lockKey: 'Ctrl+L',
    drawerOf: (name) => `${name}’s drawer`,
    drawerOpen: 'open',
    nameless: 'Drawer of an unknown name',
    nobody: 'All drawers are locked',
    loading: 'Getting ready',
    cancel: 'Cancel',
    again: 'Try again',
    toHome: 'To my wallet',
    whatNow: 'What to do',
    loggedIn: 'Logged in',
  },
  band: {
    title: 'Practice',
    sentence: 'Every person, card and credential here is made up for practice.',
    showTools: 'Show practice tools',
    hideTools: 'Hide practice tools',
  },
  progress: {
    working: 'Working',
    asking: 'Waiting for you in the small window',
    steps: {
      refreshingBoard: 'Fetching how applications, notices and bills stand',
      paying: 'Paying',
      searchingProcedures: procedures.progress,
      askingPortal: 'Asking the portal for a login',
      changingPin: pinCare.changing,
      ...cardData.steps,
      ...backup.steps,
      ...leaving.steps,
      ...portalMandates.steps,
      readingCard: 'Reading the card. Please leave it in',
      checkingStatus: 'Asking the issuer whether it is still good',
      fetchingCredential: 'Receiving from the issuer and checking',
      sendingAnswer: 'Sending to the other side',
      signing: 'Signing with the card. Please leave it in',
      saving: 'Saving what was signed',
      verifying: 'Checking the signatures',
      examining: 'Looking at one thing after the other',
      readingPapers: papers.reading,
      fetchingRecords: papers.fetch.working,
      fixing: 'Mending it',
    },
  },
  colours: { blue: 'Blue', green: 'Green', orange: 'Orange', magenta: 'Magenta', purple: 'Purple', cyan: 'Cyan' },
  family: {
    title: 'The family’s drawers',
    lead: 'Choose your own drawer and open it. Opening one locks the others.',
    open: 'open',
    locked: 'locked',
    unlockCard: 'Open with card',
    unlockPassphrase: 'Open with passphrase',
    unlockRecovery: 'Open with recovery code',
    show: 'Look inside',
    cardHere: 'This person’s card is in the reader',
    cardOnly: 'Opens only with the card. Add a passphrase once it is open, and it can be read without the card too.',
    add: 'Add a family member',
    addNote: 'Each person gets a drawer of their own. Let them choose the key themselves.',
    waiting: 'A link has arrived. It continues once a drawer is open.',
    privateKeychain: 'This practice uses a keychain of its own. Its password lies in the practice folder.',
    ways: (name) => `Open ${name}’s drawer`,
  },
  practice: {
    title: 'Practice tools',
    people: 'People to practise with',
    pin: 'Login PIN',
    noPin: 'no PIN',
    readers: 'Card readers',
    readerName: (index) => `Reader ${index}`,
    empty: 'empty',
    into: (reader) => `Into reader ${reader}`,
    pullOutLabel: (reader) => `Pull out the card of reader ${reader}`,
    standLabel: (name) => `Go to ${name}`,
    pullOut: 'Pull out',
    realReaders: 'Cards are in the readers connected to this computer and cannot be moved from here.',
    portal: 'Practice portal',
    running: 'running',
    stopped: 'stopped',
    start: 'Start',
    stop: 'Stop',
    desks: 'Stand at a desk',
    desksNote: 'They will ask you to present something.',
    stand: 'Go',
    needOpen: 'Open a drawer first.',
  },
}

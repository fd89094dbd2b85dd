// Showing one credential to somebody at the screen, in English.
import type { guest as ja } from './guest.ja.ts'

export const guest: typeof ja = {
  open: 'Show on the screen',
  openNote: 'Shows the attributes that you choose in large type, and locks everything else.',
  title: 'Show on the screen',
  lead: 'For letting somebody, such as a clerk, look at this screen. The drawer is locked meanwhile, and nothing else can be seen.',
  choose: 'What is shown',
  chooseNote: 'Nothing is chosen at first. Choose what is needed and no more.',
  nothing: 'Choose at least one thing to show.',
  time: 'For how long',
  timeNote: 'It hides itself when the time is over.',
  times: { 30: '30 seconds', 60: '1 minute', 180: '3 minutes', 300: '5 minutes' },
  look: 'See what will be shown',
  lookTitle: 'This will be shown, and nothing else',
  lookText: (time) =>
    `“Begin” locks the drawer and fills the screen for ${time}. Afterwards nothing can be seen until the drawer is opened again. That it was shown is written into the ledger.`,
  begin: 'Begin',
  change: 'Choose again',
  back: 'Back to the credential',

  shownBy: (name) => `${name}’s credential`,
  issuer: 'Issuer',
  validUntil: 'Valid until',
  expired: 'expired',
  checked: (at) => `The issuer’s signature was verified on this PC on ${at}.`,
  unchecked: (at) => `The issuer’s signature was checked on ${at} and does not hold.`,
  states: {
    valid: (at) => `The issuer was asked on ${at}: not revoked.`,
    invalid: (at) => `The issuer was asked on ${at}: revoked.`,
    suspended: (at) => `The issuer was asked on ${at}: suspended.`,
    unknown: (at) => `The issuer was asked on ${at} and gave no clear answer.`,
    never: 'Whether it was revoked was not asked of the issuer.',
  },
  noProof:
    'What a screen shows proves nothing, because anybody can make a screen. Whoever has to be sure asks for a presentation, which sends signed data.',
  left: (seconds) => (seconds < 60 ? `${seconds} s left` : `${Math.floor(seconds / 60)} min ${seconds % 60} s left`),
  leftSpoken: (seconds) => `Hides in ${seconds} seconds`,
  hide: 'Hide',
  hideKey: 'Esc',
  windowTitle: (name) => `${name}’s credential is being shown`,
}

// Why a drawer was locked, and when it locks, in English.
import type { locks as ja } from './locks.ja.ts'

export const locks: typeof ja = {
  title: 'Locking by itself',
  reasons: {
    hand: (name) => `${name}’s drawer was locked`,
    idle: (name) => `Nobody was here for a while, so ${name}’s drawer was locked`,
    cardOut: (name) => `The card was taken out, so ${name}’s drawer was locked`,
    screenLock: (name) => `The computer’s screen was locked, so ${name}’s drawer was locked`,
    suspend: (name) => `The computer went to sleep, so ${name}’s drawer was locked`,
    userSwitch: (name) => `Somebody else uses the computer now, so ${name}’s drawer was locked`,
    sessionEnd: (name) => `The computer is being left, so ${name}’s drawer was locked`,
    windowClosed: (name) => `Tefuda’s window was put away for long, so ${name}’s drawer was locked`,
    guestShow: (name) => `${name}’s drawer was locked for as long as something is shown`,
    otherPerson: (name) => `Another person’s drawer is opened, so ${name}’s was locked`,
    drawerEnded: (name) => `Something unexpected happened, and ${name}’s drawer is locked`,
    realm: (name) => `${name}’s drawer was locked for the switch`,
  },
  nothingLost: 'Everything that was saved is there. What was half written is gone.',
  warning: 'The drawer locks soon',
  warningText: 'Nobody has touched anything for a while. Press a key or move the mouse, and it stays open.',
  warningSeconds: (seconds) => `${seconds} seconds left`,
  stay: 'Keep it open',
  idle: 'When nobody touches anything, it locks after',
  idleNote: 'Shorter is safer. Others use this computer too, so there is no “never”.',
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  usual: 'usual',
  always: 'It always locks at once',
  also: {
    hand: 'when you press “Lock”',
    cardOut: 'when the card that opened it is taken out',
    windowClosed: 'when Tefuda’s window is closed, or put away for more than a minute',
    screenLock: 'when the computer’s screen is locked',
    suspend: 'when the computer goes to sleep',
    userSwitch: 'when another user takes over the computer',
    sessionEnd: 'when you log out or shut down',
  },
  unnoticed: 'What this computer cannot notice',
  unnoticedNote:
    'This computer does not tell of it, so Tefuda cannot notice. Lock the drawer yourself before you leave your seat.',
  working: 'While something is being signed or restored, time does not count; it begins when that has ended.',
}

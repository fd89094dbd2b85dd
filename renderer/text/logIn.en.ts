// Logging in to the portal, in English.
import type { logIn as ja } from './logIn.ja.ts'

export const logIn: typeof ja = {
  title: 'Log in to the portal',
  lead: 'Your My Number Card shows that it is you.',
  which: 'The PIN you will be asked for',
  whichName: 'Login PIN (4 digits)',
  whichOfficial: 'Its official name is 利用者証明用電子証明書の暗証番号 (PIN of the user authentication certificate).',
  whatIfLocked: 'After three wrong PINs in a row it is locked until you go to your municipal office.',
  lastTry: 'Only one try is left. Go on only if you are sure of the PIN.',
  whereTyped: 'You type the PIN in a small window of its own. Tefuda keeps it nowhere.',
  button: 'Log in',
  done: 'You are logged in',
  as: (name, portal) => `You are logged in to “${portal}” as ${name}.`,
  until: (time) => `Valid until ${time}.`,
  logOut: 'Log out',
  proxyTitle: 'How a family member can act instead',
  proxySteps: [
    'A proxy is registered in the portal’s 代理人 menu with both people’s cards. For a card without PINs, ask your municipal office how.',
    'Afterwards the proxy logs in with their own card and PIN and acts for the other person.',
  ],
}

import type { practiceCards as japanese } from './practiceCards.ja.ts'

export const practiceCards: typeof japanese = {
  kinds: { myNumber: 'My Number Card', licence: 'driver’s licence', phone: 'phone' },
  which: (name) => `What ${name} holds out`,
  holds: (name, kind) => `${name}’s ${kind}`,
  insertLabel: (name, kind, reader) => `Into reader ${reader}: ${name}’s ${kind}`,
  numbers: 'PINs and check number B',
  numbersOf: (name) => `PINs and check number B of ${name}`,
  checkNumberB: 'Check number B',
  licenceWithoutPins: 'Licence PINs',
  notSet: 'not set',
}

import type { practiceCards as japanese } from './practiceCards.ja.ts'

export const practiceCards: typeof japanese = {
  kinds: { myNumber: 'My Number Card', licence: 'Driver’s licence', phone: 'Phone' },
  which: (name) => `What ${name} holds out`,
  holds: (name, kind) => `${name}: ${kind}`,
  insertLabel: (name, kind, reader) => `Into reader ${reader}: ${name}, ${kind}`,
  numbers: 'PINs and check number B',
  numbersOf: (name) => `PINs and check number B of ${name}`,
  checkNumberB: 'Check number B',
  licenceWithoutPins: 'Licence PINs',
  notSet: 'not set',
}

// Settings, in English.
import type { settings as ja } from './settings.ja.ts'

export const settings: typeof ja = {
  title: 'Settings',
  language: 'Language',
  theme: 'Appearance',
  themes: { system: 'As the computer is set', light: 'Light', dark: 'Dark' },
  furigana: 'Furigana',
  furiganaNote: 'Shows readings above kanji in Japanese text.',
  openersLocked: 'Open the drawer first to change its keys.',
  kinds: {
    card: 'My Number Card',
    passphrase: 'Passphrase',
    recovery: 'Recovery code (on paper)',
    mandate: 'Who acts for them',
    family: 'Recovery by the family',
  },
  realm: 'Practice and real',
  realmPractice: 'This is practice mode. It is kept entirely apart from the real wallet.',
  realmReal: 'This is the real wallet. In practice mode you can try everything with made-up people and cards.',
  toReal: 'Switch to the real wallet',
  toPractice: 'Switch to practice mode',
  restarts: 'Switching locks the drawer and restarts Tefuda.',
}

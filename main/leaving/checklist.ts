// What a person takes along to their new PC, on paper or as a file: what is in the backup, what is not, and the way there, in
// order. Nothing in it is secret, and nothing in it opens anything.
import type { BackupPreview } from '../../preload/shapes/backup.ts'
import { checklistWords } from './checklistWords.ts'

export interface Checklist {
  /** Of the backup. */
  readonly file: string
  readonly preview: BackupPreview
  readonly triedAt: string
  readonly at: string
}

export function checklistText({ file, preview, triedAt, at }: Checklist, language: 'ja' | 'en'): string {
  const words = checklistWords[language]
  const { person, madeAt, counts, ledgerEntries, withKey, withoutKey, openers, enrolled, by } = preview
  const day = (instant: string): string =>
    new Date(instant).toLocaleDateString(language === 'ja' ? 'ja-JP' : 'en-GB', {
      dateStyle: 'long',
      timeZone: 'Asia/Tokyo',
    })
  const box = (lines: readonly string[]): string[] => lines.map((line) => `[ ] ${line}`)
  return [
    words.title(person),
    words.made(day(at)),
    '',
    words.fileTitle,
    `  ${words.file(file, day(madeAt))}`,
    `  ${words.tried(day(triedAt))}`,
    `  ${words.holds({ ...counts, ledger: ledgerEntries })}`,
    '',
    words.takeTitle,
    ...box(words.take),
    '',
    words.thereTitle,
    ...box([
      ...words.there,
      ...(withKey > 0 ? [words.works(withKey)] : []),
      ...(withoutKey > 0 ? [words.reissue(withoutKey)] : []),
      ...(by === 'passphrase' ? [words.newCode] : []),
      ...openers.map((opener) => words.openers[opener]),
      ...(enrolled ? [words.enrolled] : []),
      words.cards,
    ]),
    '',
    words.staysTitle,
    ...words.stays.map((line) => `  ・ ${line}`),
    '',
    words.lastTitle,
    ...box(words.last),
    '',
    words.noSecret,
    '',
  ].join('\n')
}

import type { LeavingPerson } from '../../../preload/shapes/leaving.ts'
import { formatDate, type Language } from '../../text/dates.ts'
import type { Text } from '../../text/ja.ts'

/** Whether what is in the drawer would be lost with it. */
export const isSafe = ({ backup }: LeavingPerson): boolean => backup?.recent === true && backup.triedAt !== null

export function backupSentence({ backup }: LeavingPerson, text: Text, language: Language): string {
  const words = text.leaving.erase.backup
  if (backup === null) return words.none
  const day = formatDate(backup.madeAt, language)
  if (backup.triedAt === null) return words.untried(day)
  return backup.recent ? words.good(day) : words.old(day)
}

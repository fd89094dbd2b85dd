// `person` and `backup`: people, and their drawers in files.
import type { BackupKey } from '../../../preload/shapes/backup.ts'
import { type Person, personColour } from '../../../preload/shapes/people.ts'
import { no } from '../notUnderstood.ts'
import { none, one, type Values } from './values.ts'

export type PeopleCommand =
  | { readonly name: 'person list' }
  | { readonly name: 'person add'; readonly person: string; readonly colour?: Person['colour'] }
  /** `passphrase`: one is chosen for the backup, beside the recovery code. */
  | { readonly name: 'backup make'; readonly file: string; readonly passphrase: boolean }
  | { readonly name: 'backup show' | 'backup test'; readonly file: string; readonly by: BackupKey }
  | {
      readonly name: 'backup restore'
      readonly file: string
      readonly by: BackupKey
      /** Else the name in the backup. */
      readonly person?: string
      readonly colour?: Person['colour']
      readonly opener: 'card' | 'passphrase'
    }

/** @returns undefined for other commands. @throws NotUnderstood */
export function peopleCommand(name: string, rest: readonly string[], values: Values): PeopleCommand | undefined {
  switch (name) {
    case 'person list':
      none(name, rest)
      return { name }
    case 'person add':
      return { name, person: one(name, 'a name', rest), ...colourOf(values) }
    case 'backup make': {
      const passphrase = values['with-passphrase'] ?? values['backup-passphrase-fd'] !== undefined
      return { name, file: one(name, 'a new file', rest), passphrase }
    }
    case 'backup show':
    case 'backup test':
      return { name, file: one(name, 'a backup', rest), by: backupKeyOf(values) }
    case 'backup restore': {
      const { opener = values['passphrase-fd'] === undefined ? 'card' : 'passphrase', name: person } = values
      if (opener !== 'card' && opener !== 'passphrase') return no('--opener is card or passphrase')
      const file = one(name, 'a backup', rest)
      const named = person === undefined ? {} : { person }
      return { name, file, by: backupKeyOf(values), opener, ...named, ...colourOf(values) }
    }
    default:
      return undefined
  }
}

function colourOf(values: Values): { colour?: Person['colour'] } {
  const colour = personColour.optional().safeParse(values.colour)
  if (!colour.success) return no(`--colour is one of ${personColour.options.join(', ')}`)
  return colour.data === undefined ? {} : { colour: colour.data }
}

/** What opens a backup: what is given, else the recovery code. */
function backupKeyOf(values: Values): BackupKey {
  const { by = values['backup-passphrase-fd'] === undefined ? 'recovery' : 'passphrase' } = values
  return by === 'recovery' || by === 'passphrase' ? by : no('--by is recovery or passphrase for a backup')
}

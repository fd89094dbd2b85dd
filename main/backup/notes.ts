// What is remembered of a person's backups outside their drawer: when one was made, and when one was tried. It is asked
// before a PC is given away, when nobody is there to open every drawer.
import { wipe } from '../drawer/seal.ts'
import { WalletError } from '../failure.ts'
import { whileHolding } from '../household/fileLock.ts'
import { householdLock, knownSecret } from '../household/householdSecret.ts'
import { type HouseholdPerson, readPeople, writePeople } from '../household/people.ts'
import type { Ports } from '../ports.ts'

type BackupNote = NonNullable<HouseholdPerson['backup']>

export const noteBackupMade = (place: Pick<Ports, 'home' | 'keychain'>, drawerId: string, madeAt: string) =>
  note(place, drawerId, (before) => ({ ...before, madeAt }))

/** Only of a drawer of this household; and one that was tried later tells nothing about a newer one. */
export const noteBackupTried = (
  place: Pick<Ports, 'home' | 'keychain'>,
  drawerId: string,
  tried: { readonly at: string; readonly madeAt: string },
) =>
  note(place, drawerId, (before) => {
    const newer = before?.tried !== undefined && before.tried.madeAt > tried.madeAt
    const madeAt = before === undefined || before.madeAt < tried.madeAt ? tried.madeAt : before.madeAt
    return { madeAt, tried: newer && before.tried !== undefined ? before.tried : tried }
  })

/** A backup is made and tried all the same where keychain or list stand in the way: only nobody remembers. */
async function note(
  { home, keychain }: Pick<Ports, 'home' | 'keychain'>,
  drawerId: string,
  change: (before: BackupNote | undefined) => BackupNote,
): Promise<void> {
  try {
    const secret = await knownSecret(home, keychain)
    if (secret === undefined) return
    try {
      await whileHolding(householdLock(home), async () => {
        const people = await readPeople(home, secret)
        if (!people.some((person) => person.drawerId === drawerId)) return
        const changed = people.map((person) =>
          person.drawerId === drawerId ? { ...person, backup: change(person.backup) } : person,
        )
        await writePeople(home, secret, changed)
      })
    } finally {
      wipe(secret)
    }
  } catch (error) {
    if (!(error instanceof WalletError)) throw error
  }
}

// A drawer in a file, and going for good.
import { z } from 'zod'
import { backupKey, backupPreview, backupTest, chosenBackup } from '../shapes/backup.ts'
import { language } from '../shapes/common.ts'
import { leavingReport, leavingState } from '../shapes/leaving.ts'
import { person, personColour } from '../shapes/people.ts'
import { call, done, id, nothing, typed } from './call.ts'

export const backupCalls = {
  /**
   * Writes the open drawer into one encrypted file where the person says; null when they chose no place. The recovery code
   * opens it, and a passphrase too when one is asked for.
   */
  make: call(z.object({ passphrase: z.boolean() }), chosenBackup.nullable()),
  /** Lets the person choose a backup and says what it tells without a secret; null when they chose none. */
  choose: call(nothing, chosenBackup.nullable()),
  /** Asks for the secret and tells what the backup holds. It stays unlocked until another is, a lock, or ten minutes. */
  open: call(z.object({ id, by: backupKey }), backupPreview),
  /** Restores the unlocked backup into a temporary place, looks at all of it and removes it again. */
  test: call(z.object({ id }), backupTest),
  /** Makes a person and their drawer of the unlocked backup. Nothing that is there is replaced. */
  restore: call(
    z.object({
      id,
      name: z.string().trim().min(1).max(40),
      colour: personColour,
      opener: z.enum(['card', 'passphrase']),
      reader: id.optional(),
    }),
    person,
  ),
  /** Forgets what was unlocked. */
  close: call(nothing, done),
} as const

export const leavingCalls = {
  /** Who lives here and what should be known before somebody goes. */
  read: call(nothing, leavingState),
  /** What goes with a person to their new PC: about a backup of which a test restore found nothing wrong. No secret in it. */
  checklist: call(z.object({ id, language }), z.object({ text: z.string() })),
  saveChecklist: call(z.object({ id, language }), z.object({ savedAs: z.string() }).nullable()),
  /** Opens the drawer once more with a key of its owner, and erases the person. 'mandate': its guardian has just opened it. */
  erase: call(
    z.object({
      personId: id,
      typed,
      by: z.enum(['card', 'passphrase', 'recovery', 'mandate']),
      reader: id.optional(),
    }),
    leavingReport,
  ),
  /** Somebody says that nobody can open this drawer any more. Whoever opens it proves them wrong. */
  askRemoval: call(z.object({ personId: id, typed }), leavingState),
  withdrawRemoval: call(z.object({ personId: id }), leavingState),
  /** Erases without a key: a drawer that nothing can open, or one that nobody opened for seven days after it was asked for. */
  eraseUnopened: call(z.object({ personId: id, typed }), leavingReport),
  /** Takes everything away, of both realms. From then on every other work is refused. */
  dispose: call(z.object({ typed }), leavingReport),
  /** What was erased last, until somebody has seen it; the page that asked for it may have been renewed since. */
  report: call(nothing, leavingReport.nullable()),
  reportSeen: call(nothing, done),
  /** Saves the last report; null when the person chose no place. */
  saveReport: call(nothing, z.object({ savedAs: z.string() }).nullable()),
  /** Ends the program after that. */
  end: call(nothing, done),
} as const

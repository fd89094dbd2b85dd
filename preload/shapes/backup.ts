// A drawer in a file.
import { z } from 'zod'
import { personColour } from './people.ts'

/** What opens a backup. */
export const backupKey = z.enum(['recovery', 'passphrase'])
export type BackupKey = z.infer<typeof backupKey>

/** A backup file that was made or chosen, as far as it tells without a secret. */
export const chosenBackup = z.object({
  id: z.string(),
  /** Of the file. */
  name: z.string(),
  size: z.number(),
  keys: z.array(backupKey),
})
export type ChosenBackup = z.infer<typeof chosenBackup>

/** What an unlocked backup holds, and what it cannot bring back. */
export const backupPreview = z.object({
  id: z.string(),
  by: backupKey,
  person: z.string(),
  colour: personColour,
  madeAt: z.string(),
  counts: z.object({
    certificate: z.number(),
    insurance: z.number(),
    licence: z.number(),
    other: z.number(),
    papers: z.number(),
    applications: z.number(),
    drafts: z.number(),
  }),
  ledgerEntries: z.number(),
  /** Credentials whose key is in the backup, and those that have to be issued again because theirs is not. */
  withKey: z.number(),
  withoutKey: z.number(),
  /** Keys of the drawer that belong to the PC it was made on. */
  openers: z.array(z.enum(['card', 'passphrase'])),
  enrolled: z.boolean(),
  /** Whether somebody of that name, or that very drawer, is in this household; null: it cannot be told without the keychain. */
  sameName: z.boolean().nullable(),
  sameDrawer: z.boolean(),
})
export type BackupPreview = z.infer<typeof backupPreview>

/** What was looked at in a test restore; all true: it would work. */
export const backupTest = z.object({
  at: z.string(),
  checks: z.array(z.object({ what: z.enum(['whole', 'counts', 'keys', 'ledger']), ok: z.boolean() })),
})
export type BackupTest = z.infer<typeof backupTest>

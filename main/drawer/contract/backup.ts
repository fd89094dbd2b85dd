// An open drawer into a file, part by part.
import type { BackupContents, BackupProgress, MakeBackup } from '../../backup/backup.ts'

export interface BackupCalls {
  /** Begins a backup of the drawer as it is now; one at a time. @throws store.full, file.notWritten, file.exists */
  beginBackup(input: MakeBackup): Promise<BackupContents>
  /** Writes the next part of it. @throws store.full, file.notWritten, file.exists */
  writeBackup(): Promise<BackupProgress>
  /** Stops it and leaves nothing of it behind. */
  dropBackup(): Promise<void>
}

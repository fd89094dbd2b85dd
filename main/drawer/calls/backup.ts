import { type BackupWriting, beginBackup } from '../../backup/write.ts'
import { fail } from '../../failure.ts'
import type { BackupCalls } from '../contract/backup.ts'
import type { Inside } from './inside.ts'

export function backupCalls({ file, run }: Inside): BackupCalls {
  let writing: BackupWriting | undefined
  const drop = async (): Promise<void> => {
    const leaving = writing
    writing = undefined
    await leaving?.drop()
  }
  return {
    beginBackup: (input) =>
      run(async () => {
        await drop()
        writing = await beginBackup(file, input)
        return writing.contents
      }),
    writeBackup: () => run(() => writing?.next() ?? fail({ code: 'pending.gone' })),
    dropBackup: drop,
  }
}

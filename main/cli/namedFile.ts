// The files that a command names stand for the dialog in which they would be chosen.
import { access } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { fail } from '../failure.ts'
import type { Files } from '../ports.ts'

export const naming = (...files: readonly string[]): Files => ({
  choose: async () => files.map((file) => resolve(file)),
  saveAs: async () => fail({ code: 'app.refusedCall' }),
  showInFolder: () => fail({ code: 'app.refusedCall' }),
})

/** A new file. @throws file.exists, before anything is asked */
export const savingTo = async (file: string): Promise<Files> => {
  const path = resolve(file)
  const there = await access(path).then(
    () => true,
    () => false,
  )
  if (there) fail({ code: 'file.exists', name: basename(path) })
  return { ...naming(), saveAs: async () => path }
}

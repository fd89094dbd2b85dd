// The system's file dialogs in tests: the test says beforehand what the person picks.
import type { Files } from '../../main/ports.ts'

export interface SteeredFiles extends Files {
  /** What the person picks next; empty: they close the dialog. */
  picked: readonly string[]
  /** Where they save next; undefined: they close the dialog. */
  place: string | undefined
  /** Titles of the dialogs that were shown, and the names offered for saving. */
  readonly asked: string[]
  /** Paths that were shown in their folder. */
  readonly shown: string[]
}

export function steeredFiles(): SteeredFiles {
  const files: SteeredFiles = {
    picked: [],
    place: undefined,
    asked: [],
    shown: [],
    async choose({ title, several }) {
      files.asked.push(title)
      return several ? files.picked : files.picked.slice(0, 1)
    },
    async saveAs({ title, name }) {
      files.asked.push(`${title}: ${name}`)
      return files.place
    },
    showInFolder: (path) => void files.shown.push(path),
  }
  return files
}

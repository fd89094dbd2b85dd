// Files that the person names in the system's own dialogs, over the wallet's window.
import { basename } from 'node:path'
import { type BrowserWindow, dialog, shell } from 'electron'
import type { Files } from '../ports.ts'

/** @param window the dialogs belong to it; the rest of it waits until they are closed */
export function electronFiles(window: BrowserWindow): Files {
  return {
    async choose({ title, several }) {
      const properties: ('openFile' | 'multiSelections')[] = several ? ['openFile', 'multiSelections'] : ['openFile']
      const options = { title, properties }
      const { canceled, filePaths } = window.isDestroyed()
        ? await dialog.showOpenDialog(options)
        : await dialog.showOpenDialog(window, options)
      return canceled ? [] : filePaths
    },
    async saveAs({ title, name }) {
      const options = { title, defaultPath: basename(name) }
      const { canceled, filePath } = window.isDestroyed()
        ? await dialog.showSaveDialog(options)
        : await dialog.showSaveDialog(window, options)
      return canceled || filePath === '' ? undefined : filePath
    },
    showInFolder: (path) => shell.showItemInFolder(path),
  }
}

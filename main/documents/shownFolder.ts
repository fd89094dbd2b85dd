import { homedir } from 'node:os'
import { dirname, sep } from 'node:path'

/** The folder of a file as people know it: their own home is `~`. */
export const shownFolder = (path: string): string => {
  const folder = dirname(path)
  const home = homedir()
  return folder === home || folder.startsWith(home + sep) ? `~${folder.slice(home.length)}` : folder
}

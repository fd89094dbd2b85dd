import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Realm } from './ports.ts'

/**
 * The folder of everything Tefuda keeps on this PC for this OS account: `TEFUDA_HOME`, or the platform's place for
 * a program's data.
 */
export function tefudaHome(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const named = env['TEFUDA_HOME']
  if (named !== undefined && named !== '') return resolve(named)
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'tefuda')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'tefuda')
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'tefuda')
}

/** Drawers of the two realms never lie in one folder. */
export const realmHome = (home: string, realm: Realm): string => join(home, realm)

// Where the practice world lies, so that card, portal and wallet agree without talking to each other.
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder of the practice world: TEFUDA_PRACTICE, else practice-world in TEFUDA_HOME, else in the platform's folder
 * for application data.
 */
export function worldFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  const own = env['TEFUDA_PRACTICE']
  if (own) return own
  return join(env['TEFUDA_HOME'] || dataFolder(env, platform), 'practice-world')
}

function dataFolder(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  const home = env['HOME'] || homedir()
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'tefuda')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'tefuda')
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'tefuda')
}

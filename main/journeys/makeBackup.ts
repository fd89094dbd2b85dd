// The open drawer into one encrypted file.
import { rm } from 'node:fs/promises'
import { stagedBeside } from '../backup/target.ts'
import { throughout } from '../backup/throughout.ts'
import type { OpenPerson } from '../desk.ts'
import { fail } from '../failure.ts'
import { readHousehold } from '../household/household.ts'
import type { Ports } from '../ports.ts'
import type { Work } from '../work.ts'

export interface Wanted {
  /** Where the file shall lie, absolute. */
  readonly path: string
  /** The person has agreed to lose the file that lies there. */
  readonly replace: boolean
  readonly passphrase: boolean
}

/**
 * Writes the open drawer into one encrypted file. Cancelled or failed, nothing of it is left.
 *
 * @returns the instant that the backup carries
 * @throws passphrase.weak, file.exists, file.notWritten, store.full, app.cancelled
 */
export async function makeBackup(
  { ports, work }: { readonly ports: Ports; readonly work: Work },
  { drawer, name, personId }: OpenPerson,
  { path, replace, passphrase }: Wanted,
): Promise<string> {
  const { people } = await readHousehold(ports.home, ports.keychain)
  const colour = people.find(({ id }) => id === personId)?.colour ?? 'blue'
  const at = ports.now().toISOString()
  const staged = stagedBeside(path)
  const secret = passphrase ? { passphrase: await askNewPassphrase(ports, name, work.signal) } : {}
  try {
    work.step('makingBackup', 0)
    await drawer.beginBackup({ path, replace, staged, colour, at, ...secret })
    // From here on somebody may hold the file. It does not speak of itself.
    const entry = await drawer.record({ at, act: 'backup', outcome: 'started', party: '', items: [] })
    try {
      await throughout(work, 'makingBackup', () => drawer.writeBackup())
      await drawer.finish(entry, 'done')
      return at
    } catch (error) {
      await drawer.finish(entry, work.signal.aborted ? 'declined' : 'failed').catch(() => undefined)
      throw error
    }
  } catch (error) {
    await drawer.dropBackup().catch(() => undefined)
    // A lock may have ended the drawer's process in the middle.
    await rm(staged, { force: true }).catch(() => undefined)
    throw error
  } finally {
    secret.passphrase?.fill(0)
  }
}

async function askNewPassphrase(ports: Ports, person: string, signal: AbortSignal): Promise<Uint8Array> {
  const passphrase = await ports.askSecret({ kind: 'newPassphrase', person, backup: true }, signal)
  const { passphraseStrength } = await import('../drawer/passphrase.ts')
  if (passphraseStrength(new TextDecoder().decode(passphrase), [person]).strong) return passphrase
  passphrase.fill(0)
  return fail({ code: 'passphrase.weak' })
}

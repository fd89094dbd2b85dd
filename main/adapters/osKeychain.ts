import { WalletError } from '../failure.ts'
import type { Keychain } from '../ports.ts'
import { secretServiceState } from './secretService.ts'

const service = 'tefuda'

/**
 * Secrets in the operating system's credential store (Secret Service, macOS Keychain, Windows Credential Manager), over
 * keytar. Whatever goes wrong there is keychain.unavailable: locked, missing, refused, or no answer in time.
 *
 * On Linux the bus is asked first, by a process that can be ended: a keytar call that a dead bus never answers would keep
 * a thread for ever, and Node waits for its threads when it ends.
 *
 * @param timeoutMs a desktop's question to unlock may take longer; the person tries again then
 */
export function osKeychain({ timeoutMs = 5_000 }: { timeoutMs?: number } = {}): Keychain {
  const ask = async <T>(work: (keytar: Keytar) => Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the keychain did not answer in time')), timeoutMs)
    })
    try {
      return await Promise.race([requireAnswer().then(load).then(work), late])
    } catch (error) {
      throw new WalletError({ code: 'keychain.unavailable' }, error)
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    read: (name) =>
      ask(async (keytar) => {
        const text = await keytar.getPassword(service, name)
        if (text !== null) return new Uint8Array(Buffer.from(text, 'base64url'))
        // The person was asked to unlock it and did not: it may hold the secret all the same.
        if (await isLocked()) throw new Error('the secret service is locked')
        return undefined
      }),
    write: (name, secret) =>
      ask((keytar) => keytar.setPassword(service, name, Buffer.from(secret).toString('base64url'))),
    remove: (name) => ask(async (keytar) => void (await keytar.deletePassword(service, name))),
  }
}

const isLocked = async () => process.platform === 'linux' && (await secretServiceState()) === 'locked'

async function requireAnswer(): Promise<void> {
  if (process.platform !== 'linux') return
  const state = await secretServiceState()
  if (state === 'silent') throw new Error('no secret service answers')
  // Without a desktop nobody can be asked to unlock it, and libsecret then says "not there" of what is only locked.
  const desktop = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined
  if (state === 'locked' && !desktop) throw new Error('the secret service is locked')
}

type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>

/** Loaded when first used: where its system library is missing, loading fails, and that too is "unavailable". */
async function load(): Promise<Keytar> {
  const loaded: Keytar & { default?: Keytar } = await import('keytar')
  return loaded.default ?? loaded
}

import { WalletError } from '../failure.ts'
import type { Keychain } from '../ports.ts'

const service = 'tefuda'

/**
 * Secrets in the operating system's credential store (Secret Service, macOS Keychain, Windows Credential Manager), over
 * keytar. Whatever goes wrong there is keychain.unavailable: locked, missing, refused, or no answer in time. A call that
 * never answers keeps one thread of the pool; it holds no lock and no secret of ours.
 *
 * @param timeoutMs a hanging bus must not hang the wallet
 */
export function osKeychain({ timeoutMs = 5_000 }: { timeoutMs?: number } = {}): Keychain {
  const ask = async <T>(work: (keytar: Keytar) => Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the keychain did not answer in time')), timeoutMs)
    })
    try {
      return await Promise.race([load().then(work), late])
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
        return text === null ? undefined : new Uint8Array(Buffer.from(text, 'base64url'))
      }),
    write: (name, secret) =>
      ask((keytar) => keytar.setPassword(service, name, Buffer.from(secret).toString('base64url'))),
    remove: (name) => ask(async (keytar) => void (await keytar.deletePassword(service, name))),
  }
}

type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>

/** Loaded when first used: where its system library is missing, loading fails, and that too is "unavailable". */
async function load(): Promise<Keytar> {
  const loaded: Keytar & { default?: Keytar } = await import('keytar')
  return loaded.default ?? loaded
}

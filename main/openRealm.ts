// What a realm consists of, for the window and the command line alike: who is trusted, which keychain, which network.
import { mkdir } from 'node:fs/promises'
import type { World } from '../practice/world.ts'
import { openWorld } from '../practice/world.ts'
import type { Household } from '../preload/shapes/people.ts'
import { createHttpsFetch } from './adapters/httpsFetch.ts'
import { osKeychain } from './adapters/osKeychain.ts'
import { joinPrivateKeyring, practiceKeychain } from './adapters/privateKeyring.ts'
import type { Trust } from './certificates/trust.ts'
import { realmHome } from './home.ts'
import { takeUpDisposal } from './leaving/disposal.ts'
import { log } from './log.ts'
import type { PortalProfile } from './portal/profile.ts'
import type { Fetch, Keychain, Realm } from './ports.ts'
import { readRealPortal } from './realPortal.ts'
import { readRealTrust } from './realTrust.ts'

export interface OpenRealm {
  readonly trust: Trust
  readonly keychain: Keychain
  readonly keychainKind: Household['keychain']
  readonly fetch: Fetch
  /** The folder of this realm's drawers. */
  readonly home: string
  /** In practice only. */
  readonly world?: World
  /** In the real realm only. @throws portal.notConfigured */
  readonly portal?: () => PortalProfile
  /** Lets go of what was started for it. */
  end(): Promise<void>
}

/**
 * Opens one realm. Practice may start a private keyring where no secret service answers; a real home never does: there the
 * keychain is then unavailable, and the household says so.
 *
 * @param home TEFUDA_HOME
 * @param trustFolder resources/trust
 */
export async function openRealm(
  realm: Realm,
  home: string,
  worldFolder: string,
  trustFolder: string,
): Promise<OpenRealm> {
  const own = realmHome(home, realm)
  const takeUp = await takeUpDisposal(home)
  await mkdir(own, { recursive: true, mode: 0o700 })
  const keychain = osKeychain()
  if (realm === 'real') {
    await takeUp(keychain)
    const [trust, { profile: portal, servers: known }] = await Promise.all([
      readRealTrust(trustFolder),
      readRealPortal(trustFolder),
    ])
    const fetch = createHttpsFetch({ loopback: false, known, refusesPractice: true })
    return { trust, keychain, keychainKind: 'system', fetch, home: own, portal, end: async () => undefined }
  }
  const [world, kind] = await Promise.all([openWorld(worldFolder, () => new Date()), practiceKeychain(home)])
  const trust = world.trust()
  const fetch = createHttpsFetch({ loopback: true, ca: trust.tls })
  const keyring = kind === 'private' ? await joinPrivateKeyring(home).catch(() => undefined) : undefined
  if (kind === 'private' && keyring === undefined) log('no keyring', { realm })
  await takeUp(keychain)
  return {
    trust,
    keychain,
    keychainKind: kind === 'system' || keyring !== undefined ? kind : 'unavailable',
    fetch,
    home: own,
    world,
    end: async () => keyring?.end(),
  }
}

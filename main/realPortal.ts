// The portal of the real realm: resources/trust/portal.json, which whoever runs a portal fills in before it is shipped.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KnownServer } from './adapters/serverIdentity.ts'
import { fail, WalletError } from './failure.ts'
import { checkProfile } from './portal/checkProfile.ts'
import { type PortalProfile, transportOrigin } from './portal/profile.ts'

export interface RealPortal {
  /** @throws portal.notConfigured naming the slots that are empty */
  readonly profile: () => PortalProfile
  /** What its profile says of its TLS, for the network. */
  readonly servers: ReadonlyMap<string, KnownServer>
}

/** A portal that is not set up keeps nobody from what needs none. @param folder resources/trust */
export async function readRealPortal(folder: string): Promise<RealPortal> {
  const text = await readFile(join(folder, 'portal.json'), 'utf8').catch(() => '{}')
  try {
    const profile = checkProfile(parsed(text))
    if (profile.kind !== 'production') fail({ code: 'portal.notConfigured', missing: ['kind'] })
    const { anchors: ca, pins } = profile.tls
    const origins = new Set([profile.origin, transportOrigin(profile)])
    return { profile: () => profile, servers: new Map([...origins].map((origin) => [origin, { ca, pins }])) }
  } catch (error) {
    if (!(error instanceof WalletError)) throw error
    return { profile: () => fail(error.failure), servers: new Map() }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

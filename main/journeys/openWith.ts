// Opens a drawer with a key that is at hand, slows down who guesses at it, and tells the owner of wrong tries afterwards.
import type { Opener } from '../../preload/shapes/common.ts'
import type { Trust } from '../certificates/trust.ts'
import type { OpenPerson } from '../desk.ts'
import type { DrawerKey } from '../drawer/contract/door.ts'
import type { Drawer } from '../drawer/drawer.ts'
import type { DrawerProcess } from '../drawer/remote.ts'
import { remoteRoom } from '../drawer/remoteDrawer.ts'
import { type Attempt, beginTry, endTries, type Slowed, type WrongTry } from '../drawer/wrongTries.ts'
import { WalletError } from '../failure.ts'
import { drawerFolder } from '../household/householdSecret.ts'
import type { Ports } from '../ports.ts'

export interface Door {
  readonly personId: string
  readonly name: string
  readonly drawerId: string
  readonly by: Opener
}

/** Cards have counters of their own, and who acts for somebody types nothing. */
export const slowedKind = (by: Opener): Slowed | undefined =>
  by === 'passphrase' || by === 'recovery' || by === 'family' ? by : undefined

/**
 * In a process of its own. The caller wipes the key.
 *
 * @param process one that was started while the key was asked for; it is ended here when the drawer does not open
 * @throws drawer.wait before anything is tried; drawer.wrongKey with the wait that follows it; drawer.*
 */
export async function openWith(
  { ports, trust }: { readonly ports: Ports; readonly trust: Trust },
  { personId, name, drawerId, by }: Door,
  key: DrawerKey,
  process: DrawerProcess = ports.startDrawerProcess(),
): Promise<OpenPerson> {
  const folder = drawerFolder(ports.home, drawerId)
  const room = remoteRoom(process)
  const slowed = slowedKind(by)
  let attempt: Attempt | undefined
  try {
    attempt = slowed === undefined ? undefined : await beginTry(folder, slowed, ports)
    const at = ports.now().toISOString()
    const drawer = await room.open({ folder, realm: trust.realm, trust, key, at })
    await tellTries(drawer, await endTries(folder, attempt !== undefined), at)
    return { personId, name, by, since: at, drawer, room, onEnd: process.onExit }
  } catch (error) {
    await room.end()
    throw attempt === undefined ? error : await judged(error, attempt)
  }
}

async function judged(error: unknown, attempt: Attempt): Promise<unknown> {
  if (!(error instanceof WalletError) || error.failure.code !== 'drawer.wrongKey') {
    await attempt.untried()
    return error
  }
  const wait = await attempt.wrong()
  return wait > 0 ? new WalletError({ code: 'drawer.wrongKey', wait }, error) : error
}

/** Into the ledger, each at its time, and to the owner until they have read it. */
async function tellTries(
  drawer: Drawer,
  { wrong, tries }: { readonly wrong: number; readonly tries: readonly WrongTry[] },
  at: string,
): Promise<void> {
  if (wrong === 0) return
  const failed = { act: 'unlock', outcome: 'failed', failure: 'drawer.wrongKey', party: '', items: [] } as const
  try {
    for (const one of tries) await drawer.record({ ...failed, items: [], at: one.at })
    await drawer.addNotice({ kind: 'wrongTries', at, count: wrong })
  } catch (error) {
    // A full disk: the owner opens the drawer all the same.
    if (!(error instanceof WalletError)) throw error
  }
}

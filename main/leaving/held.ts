import type { Trust } from '../certificates/trust.ts'
import { remoteRoom } from '../drawer/remoteDrawer.ts'
import { WalletError } from '../failure.ts'
import { drawerFolder } from '../household/householdSecret.ts'
import type { Ports } from '../ports.ts'

/** Whether another process has it open: asked with a key that is for no slot. */
export async function isHeld(
  { startDrawerProcess }: Pick<Ports, 'startDrawerProcess'>,
  trust: Trust,
  home: string,
  drawerId: string,
): Promise<boolean> {
  const room = remoteRoom(startDrawerProcess())
  try {
    const nothing = new Uint8Array(32)
    // A way that is not there: nothing is tried, and no wrong try is counted.
    const key = { kind: 'mandate', key: nothing, householdSecret: nothing, slotId: 'nobody' } as const
    await room.open({ folder: drawerFolder(home, drawerId), realm: trust.realm, trust, key })
    return false
  } catch (error) {
    return error instanceof WalletError && error.failure.code === 'drawer.inUse'
  } finally {
    await room.end()
  }
}

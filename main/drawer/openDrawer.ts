// A drawer's file made or opened, with the calls of every area over it. Runs in the drawer's process (process.ts) and in tests.
import type { UnlockBackup } from '../backup/backup.ts'
import { unlockBackup } from '../backup/restore.ts'
import type { Trust } from '../certificates/trust.ts'
import { fail } from '../failure.ts'
import { actingIn, clearEnded, mandateOfSlot, type Opened } from '../mandates/atOpening.ts'
import { mandatesInside } from '../mandates/drawerMandates.ts'
import { guardedDrawer } from '../mandates/guardedDrawer.ts'
import { allow, type Need } from '../mandates/scope.ts'
import { backupCalls } from './calls/backup.ts'
import { credentialCalls } from './calls/credentials.ts'
import { doorCalls } from './calls/door.ts'
import { insideOf } from './calls/inside.ts'
import { keptCalls } from './calls/kept.ts'
import { ledgerCalls } from './calls/ledger.ts'
import { mandateCalls } from './calls/mandates.ts'
import { portalCalls } from './calls/portal.ts'
import { recoveryCalls } from './calls/recovery.ts'
import { sharingCalls } from './calls/sharing.ts'
import { storageFailure } from './database.ts'
import type { CreateDrawer, Drawer, DrawerRoom, OpenDrawer, UnlockedBackup } from './drawer.ts'
import { drawerClock } from './drawerClock.ts'
import { DrawerFile } from './drawerFile.ts'
import { wipe, wipeKey } from './seal.ts'

/**
 * Makes a drawer and leaves it open. The secrets in `input` are wiped.
 *
 * @throws store.full, file.unreadable
 */
export async function createDrawer(input: CreateDrawer): Promise<Drawer> {
  const { first, recovery, trust, realm } = input
  try {
    requireSameRealm(trust, realm)
    const file = await DrawerFile.create(input)
    const { child, at } = input
    return drawerOver(file, trust, { now: () => at, mandateId: child?.mandateId, byRecovery: false, endedNow: [] })
  } finally {
    wipeKey(first)
    wipe(recovery)
  }
}

/**
 * Opens a drawer. The secrets in `input` are wiped.
 *
 * @throws drawer.wrongKey, drawer.noSuchSlot, drawer.inUse, drawer.damaged, drawer.newer, drawer.otherRealm, file.unreadable
 */
export async function openDrawer(input: OpenDrawer): Promise<Drawer> {
  const { key, trust, realm } = input
  try {
    requireSameRealm(trust, realm)
    const file = await DrawerFile.open(input)
    return await drawerOpened(file, input)
  } finally {
    wipeKey(key)
  }
}

/** With an eye on who opened it: what has ended is cleared away for its owner, and an agent is asked at every call. */
async function drawerOpened(file: DrawerFile, { key, trust, at }: OpenDrawer): Promise<Drawer> {
  try {
    const clock = drawerClock(file, at)
    if (key.kind !== 'mandate') {
      const byRecovery = key.kind === 'recovery'
      const endedNow = await clearEnded(file, clock.now())
      return drawerOver(file, trust, { now: clock.now, mandateId: undefined, byRecovery, endedNow })
    }
    const mandate = mandateOfSlot(file, key.slotId, clock.now())
    file.actAs(mandate)
    const opened = { now: clock.now, mandateId: mandate.id, byRecovery: false, endedNow: [] }
    const ask = (need: Need) => allow(actingIn(file, opened), need, clock.now())
    return guardedDrawer(drawerOver(file, trust, opened), ask, clock.saw)
  } catch (error) {
    file.close()
    throw storageFailure(error)
  }
}

/** An unlocked backup, of which a drawer may be made. The secrets that it gets are wiped. */
async function openBackup(input: UnlockBackup): Promise<UnlockedBackup> {
  const { restore, ...backup } = await unlockBackup(input)
  return {
    ...backup,
    restore: async (wanted) => {
      try {
        requireSameRealm(wanted.trust, input.realm)
        const now = () => wanted.at
        const opened = { now, mandateId: undefined, byRecovery: false, endedNow: [] }
        return drawerOver(await restore(wanted), wanted.trust, opened)
      } finally {
        wipeKey(wanted.first)
        wipe(wanted.recovery)
      }
    },
  }
}

/** Opening in this very process. */
export const room: Omit<DrawerRoom, 'end'> = { create: createDrawer, open: openDrawer, unlockBackup: openBackup }

/** Anchors of one realm never judge in a drawer of the other. */
function requireSameRealm(trust: Trust, realm: string): void {
  if (trust.realm !== realm) fail({ code: 'drawer.otherRealm' })
}

function drawerOver(file: DrawerFile, trust: Trust, opened: Opened): Drawer {
  let closed = false
  const inside = insideOf(file, trust, () => closed)
  const mandates = mandatesInside(file, opened)
  const backup = backupCalls(inside)
  return {
    ...doorCalls(inside, { now: opened.now, endOfSlots: mandates.endOfSlots }),
    ...recoveryCalls(inside),
    ...credentialCalls(inside),
    ...sharingCalls(inside),
    ...portalCalls(inside),
    ...keptCalls(inside),
    ...ledgerCalls(inside),
    ...mandateCalls(inside, mandates),
    ...backup,
    close: async () => {
      if (closed) return
      closed = true
      await backup.dropBackup()
      file.close()
    },
  }
}

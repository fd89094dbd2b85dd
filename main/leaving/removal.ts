// A drawer that nobody can open must be removable, and nobody may remove another's by saying so. So it is asked for first,
// stands there for everybody to see, and whoever opens the drawer within seven days has proved that it is alive. This holds
// off haste and spite at the screen; who owns the OS account can delete the folder in any file manager.
import { fail } from '../failure.ts'
import type { Member, UnnamedDrawer } from '../household/household.ts'
import { dropRequest, type RemovalRequest, readRequest, writeRequest } from './marks.ts'

const patienceMs = 7 * 24 * 60 * 60 * 1000

type Drawer = Pick<Member | UnnamedDrawer, 'drawer' | 'drawerId'>

/** No key opens a drawer whose header cannot be read. A newer Tefuda may read what this one cannot. */
export const isUnopenable = ({ drawer }: Pick<Drawer, 'drawer'>): boolean =>
  'failure' in drawer && drawer.failure.code === 'drawer.damaged'

/** From when on it may be removed. */
export const possibleFrom = ({ askedAt }: RemovalRequest): string =>
  new Date(Date.parse(askedAt) + patienceMs).toISOString()

/** Asked again, the days count from the first time. */
export async function askRemoval(home: string, drawerId: string, now: Date): Promise<void> {
  const before = await readRequest(home, drawerId)
  if (before !== undefined && before.withdrawnAt === undefined) return
  await writeRequest(home, drawerId, { askedAt: now.toISOString() })
}

/** Taken back by whoever asked, or seen by its owner. */
export const dropRemoval = dropRequest

/** Somebody opened it. The request stays to be seen by them, and counts no more. */
export async function provedAlive(home: string, drawerId: string, now: Date): Promise<void> {
  const before = await readRequest(home, drawerId)
  if (before === undefined || before.withdrawnAt !== undefined) return
  await writeRequest(home, drawerId, { ...before, withdrawnAt: now.toISOString() })
}

/** @throws leaving.notAsked, leaving.tooEarly */
export async function mayRemove(home: string, drawer: Drawer, now: Date): Promise<void> {
  if (isUnopenable(drawer)) return
  const request = await readRequest(home, drawer.drawerId)
  if (request === undefined || request.withdrawnAt !== undefined) return fail({ code: 'leaving.notAsked' })
  const until = possibleFrom(request)
  // A clock that was set back makes it later, never earlier.
  if (now.toISOString() < until) fail({ code: 'leaving.tooEarly', until })
}

// The drawer's process killed (SIGKILL) while entries are written, ended and erased: the chain holds afterwards and goes on
// from every head that was kept before, what was acknowledged is there, what was acknowledged as erased is gone.
import { setTimeout as after } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { NewLedgerEntry } from '../../main/drawer/contract/ledger.ts'
import type { Drawer } from '../../main/drawer/drawer.ts'
import { remoteRoom } from '../../main/drawer/remoteDrawer.ts'
import { at, codeOf, temporaryFolder, testDrawer } from '../support/drawers.ts'
import { drawerProcess } from '../support/processes.ts'

/** More in the long run. */
const kills = Math.ceil(Number(process.env['TEFUDA_KILLS'] ?? 36) / 3)

interface Known {
  /** Acknowledged, and not asked to be erased. */
  readonly there: Set<string>
  readonly erased: Set<string>
  readonly heads: string[]
}

test(`killed ${kills} times while the ledger is written and erased from`, {
  timeout: 60_000 + kills * 4_000,
}, async () => {
  const home = temporaryFolder()
  const testing = testDrawer(home.path)
  const known: Known = { there: new Set(), erased: new Set(), heads: [] }
  const first = remoteRoom(drawerProcess())
  await first.create(testing.create)
  await first.end()
  let interrupted = 0
  for (let round = 0; round < kills; round++) {
    const room = remoteRoom(drawerProcess())
    const drawer = await room.open(testing.open())
    await check(drawer, known)
    const ended = codeOf(writing(drawer, known))
    await after(5 + Math.random() * 120)
    await room.end()
    if ((await ended) === 'drawer.processEnded') interrupted++
  }
  const last = remoteRoom(drawerProcess())
  await check(await last.open(testing.open()), known)
  await last.end()
  expect(interrupted).toBe(kills)
  expect(known.heads.length).toBeGreaterThan(0)
  home.remove()
})

/** Without an end: it is killed. */
async function writing(drawer: Drawer, known: Known): Promise<never> {
  for (;;) {
    const entry: NewLedgerEntry = { at, act: 'share', outcome: 'started', party: 'A party '.repeat(200), items: [] }
    const id = await drawer.record(entry)
    known.there.add(id)
    await drawer.finish(id, 'done')
    const head = await drawer.ledgerHead(at)
    if (head !== undefined) known.heads.push(head)
    const [oldest] = known.there
    if (oldest === undefined || known.there.size < 3) continue
    known.there.delete(oldest)
    await drawer.eraseLedgerEntry(oldest, at)
    known.erased.add(oldest)
  }
}

async function check(drawer: Drawer, { there, erased, heads }: Known): Promise<void> {
  const report = await drawer.verifyLedger(null, {})
  expect(report).toMatchObject({ sound: true, findings: [] })
  for (const head of heads.slice(-20)) expect((await drawer.compareLedger(head)).state).toMatch(/^(same|extends)$/)
  const ids = new Set((await drawer.ledger()).map(({ id }) => id))
  for (const id of there) expect(ids.has(id)).toBe(true)
  for (const id of erased) expect(ids.has(id)).toBe(false)
}

// Keeps the ledger's signed head in the keychain, outside the drawer: what the ledger is compared with the next time.
//
// Order of events: a row is on the disk first, its head in the keychain a moment later. Whatever stops the program in
// between leaves the kept head behind by the rows since, which is no alarm: the ledger goes on from it. A head is kept only
// where the ledger goes on from the one that is kept already; otherwise that one stays until its owner begins anew.
import { createHash, randomUUID } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import type { Drawer } from '../drawer/drawer.ts'
import { WalletError } from '../failure.ts'
import { logBug } from '../log.ts'
import type { Ports } from '../ports.ts'

/** Acts that follow one another at once are kept together. */
const coalesceMs = 250
/** How long a drawer that is being closed waits for a keychain that has not yet said what it keeps. */
const patienceMs = 700

export interface HeadKeeper {
  /** The same drawer; each row that is written in it is followed by keeping the head. */
  keep(drawer: Drawer): Drawer
  /** The kept head, as text; null where none is kept. What is still to be kept of an open drawer is kept first. @throws keychain.unavailable */
  read(drawer: Drawer): Promise<string | null>
  /** Resolves when nothing is on its way to the keychain any more. */
  settled(): Promise<void>
}

/** One for each drawer of each home: no name and no path stands in the keychain. */
export async function headName(home: string, drawerId: string): Promise<string> {
  const place = await realpath(home)
  const hash = createHash('sha256').update(`tefuda/ledger-head/1\0${place}\0${drawerId}`).digest('base64url')
  return `ledger-${hash.slice(0, 22)}`
}

/** For a drawer that is taken away. @throws keychain.unavailable */
export async function forgetHead(
  { home, keychain }: Pick<Ports, 'home' | 'keychain'>,
  drawerId: string,
): Promise<void> {
  await keychain.remove(await headName(home, drawerId))
}

export function createHeadKeeper(ports: Pick<Ports, 'home' | 'keychain' | 'now'>): HeadKeeper {
  const { home, keychain, now } = ports
  const kept = new WeakMap<Drawer, () => Promise<void>>()
  const flushes = new Set<Promise<void>>()
  /** One write after the other, so that no older head comes last. */
  let writes: Promise<void> = Promise.resolve()

  const nameOf = async (drawer: Drawer) => headName(home, (await drawer.header()).drawerId)
  const readKept = async (name: string): Promise<string | null> => {
    const bytes = await keychain.read(name)
    return bytes === undefined ? null : Buffer.from(bytes).toString('utf8')
  }
  const write = (name: string, head: string): Promise<void> => {
    const written = writes.then(() => keychain.write(name, new Uint8Array(Buffer.from(head, 'utf8'))))
    writes = written.catch(() => undefined)
    return written
  }

  function keep(drawer: Drawer): Drawer {
    /** `apart`: the ledger does not go on from what is kept. */
    let standing: 'unknown' | 'follows' | 'apart' = 'unknown'
    let behind = false
    let name: string | undefined
    let timer: NodeJS.Timeout | undefined
    let running: Promise<void> | undefined

    async function learn(): Promise<void> {
      name ??= await nameOf(drawer)
      if (standing !== 'unknown') return
      const head = await readKept(name)
      const { state } = head === null ? { state: 'none' as const } : await drawer.compareLedger(head)
      standing = state === 'none' || state === 'same' || state === 'extends' ? 'follows' : 'apart'
      // Rows that the last run could not keep any more, or a ledger of which nothing was kept so far.
      if (state !== 'same') behind = true
    }
    async function catchUp(): Promise<void> {
      await learn()
      while (behind && standing === 'follows' && name !== undefined) {
        behind = false
        const head = await drawer.ledgerHead(now().toISOString())
        if (head !== undefined) await write(name, head).catch(fallBehind)
      }
    }
    function fallBehind(error: unknown): never {
      behind = true
      throw error
    }
    function flush(): Promise<void> {
      clearTimeout(timer)
      timer = undefined
      if (running !== undefined) return running
      // A keychain that does not answer, or a drawer that has gone: the next row, or the next opening, makes up for it.
      const flushing = catchUp().catch(expected)
      running = flushing
      flushes.add(flushing)
      void flushing.finally(() => {
        running = undefined
        flushes.delete(flushing)
      })
      return flushing
    }
    function wrote(): void {
      behind = true
      timer ??= setTimeout(flush, coalesceMs)
    }
    const followed =
      <I extends unknown[], O>(act: (...input: I) => Promise<O>) =>
      async (...input: I): Promise<O> => {
        const result = await act(...input)
        wrote()
        return result
      }

    const followedDrawer: Drawer = {
      ...drawer,
      record: followed(drawer.record),
      finish: followed(drawer.finish),
      remove: followed(drawer.remove),
      eraseLedgerEntry: followed(drawer.eraseLedgerEntry),
      giveMandate: followed(drawer.giveMandate),
      endMandate: followed(drawer.endMandate),
      holdMandate: followed(drawer.holdMandate),
      dropHeldMandate: followed(drawer.dropHeldMandate),
      beginActing: followed(drawer.beginActing),
      async beginLedgerAnew(before, at) {
        await drawer.beginLedgerAnew(before, at)
        standing = 'follows'
        behind = true
        await flush()
      },
      async close() {
        clearTimeout(timer)
        // Only as long as a keychain takes that answers; locking never waits for one that does not.
        await within(patienceMs, running ?? learn().catch(expected))
        const head = behind && standing === 'follows' ? await lastHead() : undefined
        // On its way while the drawer closes; the end of the program waits for it.
        if (head !== undefined && name !== undefined) void write(name, head).catch(expected)
        await drawer.close()
      },
    }
    const lastHead = () => drawer.ledgerHead(now().toISOString()).catch(expected)
    kept.set(followedDrawer, flush)
    void flush()
    return followedDrawer
  }

  return {
    keep,
    async read(drawer) {
      await kept.get(drawer)?.()
      return readKept(await nameOf(drawer))
    },
    async settled() {
      await Promise.all(flushes)
      await writes
    },
  }
}

/** Nobody waits for what happens here: a bug is logged, and the head is behind. */
function expected(error: unknown): undefined {
  if (!(error instanceof WalletError)) logBug(randomUUID(), error)
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}

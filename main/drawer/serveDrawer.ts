// Answers the messages of main in the drawer's process: one drawer, opened once, for the life of the process.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { WalletError } from '../failure.ts'
import { logBug } from '../log.ts'
import type { Drawer, DrawerRoom, UnlockedBackup } from './drawer.ts'
import type { DrawerAnswer } from './remoteDrawer.ts'

const drawerMethods = [
  'header',
  'rename',
  'addSlot',
  'removeSlot',
  'changeSlots',
  'keys',
  'notices',
  'addNotice',
  'acknowledge',
  'shareHolders',
  'setShareHolders',
  'shareKey',
  'takeShares',
  'keptShares',
  'keptShare',
  'dropShares',
  'createKey',
  'dropKey',
  'signJwt',
  'list',
  'page',
  'endings',
  'show',
  'accept',
  'keepCertificate',
  'remove',
  'birthdays',
  'statusReference',
  'recordStatus',
  'match',
  'present',
  'useNonce',
  'beginSession',
  'saveToken',
  'token',
  'clearToken',
  'prove',
  'beginEnrolment',
  'finishEnrolment',
  'enrolment',
  'signEnrolled',
  'dropEnrolment',
  'keepCopies',
  'copies',
  'dropCopy',
  'saveDraft',
  'drafts',
  'draft',
  'dropDraft',
  'keepPaper',
  'papers',
  'paper',
  'removePaper',
  'dropAttachment',
  'record',
  'finish',
  'ledger',
  'ledgerRows',
  'ledgerHead',
  'compareLedger',
  'verifyLedger',
  'eraseLedgerEntry',
  'beginLedgerAnew',
  'standing',
  'mayAct',
  'mandates',
  'giveMandate',
  'endMandate',
  'holdMandate',
  'dropHeldMandate',
  'beginActing',
  'handOver',
  'beginBackup',
  'writeBackup',
  'dropBackup',
  'close',
] as const satisfies readonly (keyof Drawer)[]

/** Before a drawer is open: one that is made, one that is there, or one that comes out of a backup. */
const openings = ['create', 'open', 'restoreBackup'] as const
const backupMethods = ['unlockBackup', 'unpackBackup', 'unpackMore', 'testBackup'] as const

const request = z.object({
  id: z.int().nonnegative(),
  method: z.enum([...drawerMethods, ...openings, ...backupMethods]),
  input: z.array(z.unknown()).max(8),
})
type Request = z.infer<typeof request>

/** More than any call needs: credentials with portraits, many at once. */
const mostBytes = 32 * 1024 * 1024

/**
 * Serves one drawer over messages. Main is trusted and its calls are typed; what is bounded here is size, and what is
 * hidden is how this process fails inside.
 */
export function serveDrawer(room: Omit<DrawerRoom, 'end'>, answer: (message: DrawerAnswer) => void) {
  let drawer: Promise<Drawer> | undefined
  let backup: UnlockedBackup | undefined
  const unlocked = (): UnlockedBackup => {
    if (backup === undefined) throw new WalletError({ code: 'pending.gone' })
    return backup
  }

  const run = async ({ method, input }: Request): Promise<unknown> => {
    // As main's compiler checked it; every secret in it is wiped by the room.
    const [first] = input
    if (method === 'create' || method === 'open' || method === 'restoreBackup') {
      if (drawer !== undefined) throw new Error('this process has opened its drawer already')
      const opening =
        method === 'restoreBackup'
          ? unlocked().restore(first as never)
          : method === 'create'
            ? room.create(first as never)
            : room.open(first as never)
      drawer = opening
      await opening.catch((error: unknown) => {
        drawer = undefined
        throw error
      })
      return undefined
    }
    switch (method) {
      case 'unlockBackup':
        backup = await room.unlockBackup(first as never)
        return backup.contents
      case 'unpackBackup':
        return unlocked().unpack(first as never)
      case 'unpackMore':
        return unlocked().more()
      case 'testBackup':
        return unlocked().test()
    }
    if (drawer === undefined) throw new WalletError({ code: 'drawer.locked' })
    const open = await drawer
    const work: (...input: never[]) => Promise<unknown> = open[method]
    const value = await work(...(input as never[]))
    if (method === 'close') drawer = undefined
    return value
  }

  return async (message: unknown): Promise<void> => {
    const parsed = request.safeParse(message)
    if (!parsed.success) return
    const { id } = parsed.data
    try {
      if (sizeOf(parsed.data.input) > mostBytes) throw new Error('a call that is too large')
      answer({ id, ok: true, value: await run(parsed.data) })
    } catch (error) {
      answer({ id, ok: false, failure: failureOf(error) })
    }
  }
}

function failureOf(error: unknown) {
  if (error instanceof WalletError) return error.failure
  const incident = randomUUID()
  logBug(incident, error)
  return { code: 'app.unexpected', incident } as const
}

/** Roughly how much a message holds; stops counting once it is too much. */
function sizeOf(value: unknown): number {
  let size = 0
  const pending: unknown[] = [value]
  while (pending.length > 0 && size <= mostBytes) {
    const next = pending.pop()
    size += 8
    if (typeof next === 'string') size += next.length
    else if (next instanceof Uint8Array) size += next.length
    else if (typeof next === 'object' && next !== null) pending.push(...Object.values(next))
  }
  return size
}

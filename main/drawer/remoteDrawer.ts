// The drawer as main sees it: calls become messages to its process, answers come back.
import { z } from 'zod'
import type { BackupContents, UnlockBackup } from '../backup/backup.ts'
import { type Failure, WalletError } from '../failure.ts'
import type { CreateDrawer, Drawer, DrawerRoom, OpenDrawer, RestoreBackup, UnlockedBackup } from './drawer.ts'
import type { DrawerProcess } from './remote.ts'

/** What the drawer's process says to a call. */
export type DrawerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly failure: Failure }

/** Values and failures are this program's own, from its own process; only the envelope is checked. */
const drawerAnswer = z.union([
  z.object({ id: z.int(), ok: z.literal(true), value: z.unknown() }),
  z.object({
    id: z.int(),
    ok: z.literal(false),
    failure: z.custom<Failure>((value) => typeof value === 'object' && value !== null && 'code' in value),
  }),
])

/**
 * The room of a started process: every call is a message there and an answer back. When the process ends, what is pending
 * and every later call fails with drawer.processEnded.
 */
export function remoteRoom(process: DrawerProcess): DrawerRoom {
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: WalletError) => void }>()
  let nextId = 0
  let ended = false
  const gone = () => new WalletError({ code: 'drawer.processEnded' })

  process.onMessage((message) => {
    const parsed = drawerAnswer.safeParse(message)
    if (!parsed.success) return
    const waiting = pending.get(parsed.data.id)
    pending.delete(parsed.data.id)
    if (parsed.data.ok) waiting?.resolve(parsed.data.value)
    else waiting?.reject(new WalletError(parsed.data.failure))
  })
  process.onExit(() => {
    ended = true
    for (const { reject } of pending.values()) reject(gone())
    pending.clear()
  })

  const call = <M extends Method>(method: M, ...input: Input<M>): Promise<Output<M>> => {
    if (ended) return Promise.reject(gone())
    return new Promise((resolve, reject) => {
      const id = nextId++
      // The answer has the type of the method that was asked.
      pending.set(id, { resolve: resolve as (value: unknown) => void, reject })
      try {
        process.post({ id, method, input })
      } catch (error) {
        pending.delete(id)
        reject(ended ? gone() : error)
      }
    })
  }

  return {
    create: async (input) => {
      await call('create', input)
      return remoteDrawer(call)
    },
    open: async (input) => {
      await call('open', input)
      return remoteDrawer(call)
    },
    unlockBackup: async (input) => ({
      contents: await call('unlockBackup', input),
      unpack: (folder) => call('unpackBackup', folder),
      more: () => call('unpackMore'),
      test: () => call('testBackup'),
      restore: async (wanted) => {
        await call('restoreBackup', wanted)
        return remoteDrawer(call)
      },
    }),
    end: () => process.kill(),
  }
}

interface Opening {
  create(input: CreateDrawer): Promise<void>
  open(input: OpenDrawer): Promise<void>
  unlockBackup(input: UnlockBackup): Promise<BackupContents>
  unpackBackup: UnlockedBackup['unpack']
  unpackMore: UnlockedBackup['more']
  testBackup: UnlockedBackup['test']
  restoreBackup(input: RestoreBackup): Promise<void>
}
type Methods = Opening & Drawer
type Method = keyof Methods
type Input<M extends Method> = Parameters<Methods[M]>
type Output<M extends Method> = Awaited<ReturnType<Methods[M]>>
type Call = <M extends Method>(method: M, ...input: Input<M>) => Promise<Output<M>>

/** Written out, so that the compiler finds the method that was forgotten. */
const remoteDrawer = (call: Call): Drawer => ({
  header: () => call('header'),
  rename: (personName) => call('rename', personName),
  addSlot: (slot, at) => call('addSlot', slot, at),
  removeSlot: (id) => call('removeSlot', id),
  changeSlots: (change, at) => call('changeSlots', change, at),
  keys: () => call('keys'),
  notices: () => call('notices'),
  addNotice: (notice) => call('addNotice', notice),
  acknowledge: (id) => call('acknowledge', id),
  shareHolders: () => call('shareHolders'),
  setShareHolders: (slotId, holders) => call('setShareHolders', slotId, holders),
  shareKey: () => call('shareKey'),
  takeShares: (sealed, at) => call('takeShares', sealed, at),
  keptShares: () => call('keptShares'),
  keptShare: (slotId) => call('keptShare', slotId),
  dropShares: (slotIds) => call('dropShares', slotIds),
  createKey: () => call('createKey'),
  dropKey: (keyId) => call('dropKey', keyId),
  signJwt: (keyId, header, payload) => call('signJwt', keyId, header, payload),
  list: (at) => call('list', at),
  page: (wanted) => call('page', wanted),
  endings: () => call('endings'),
  show: (id, at) => call('show', id, at),
  accept: (incoming, at) => call('accept', incoming, at),
  keepCertificate: (chain, name, at) => call('keepCertificate', chain, name, at),
  remove: (id, at) => call('remove', id, at),
  birthdays: () => call('birthdays'),
  statusReference: (id) => call('statusReference', id),
  recordStatus: (id, answer) => call('recordStatus', id, answer),
  match: (query, at) => call('match', query, at),
  present: (query, choice, binding, at) => call('present', query, choice, binding, at),
  useNonce: (clientId, nonce, at) => call('useNonce', clientId, nonce, at),
  beginSession: () => call('beginSession'),
  saveToken: (token) => call('saveToken', token),
  token: () => call('token'),
  clearToken: () => call('clearToken'),
  prove: (claims) => call('prove', claims),
  beginEnrolment: (origin, secret) => call('beginEnrolment', origin, secret),
  finishEnrolment: (enrolment) => call('finishEnrolment', enrolment),
  enrolment: (origin) => call('enrolment', origin),
  signEnrolled: (origin, secret, header, payload) => call('signEnrolled', origin, secret, header, payload),
  dropEnrolment: (origin) => call('dropEnrolment', origin),
  keepCopies: (copies) => call('keepCopies', copies),
  copies: (kind) => call('copies', kind),
  dropCopy: (portal, kind, id) => call('dropCopy', portal, kind, id),
  saveDraft: (draft) => call('saveDraft', draft),
  drafts: () => call('drafts'),
  draft: (id) => call('draft', id),
  dropDraft: (id) => call('dropDraft', id),
  keepPaper: (paper, bytes) => call('keepPaper', paper, bytes),
  papers: () => call('papers'),
  paper: (id) => call('paper', id),
  removePaper: (id, at) => call('removePaper', id, at),
  dropAttachment: (id) => call('dropAttachment', id),
  record: (entry) => call('record', entry),
  finish: (id, outcome, failure) => call('finish', id, outcome, failure),
  ledger: () => call('ledger'),
  ledgerRows: () => call('ledgerRows'),
  ledgerHead: (at) => call('ledgerHead', at),
  compareLedger: (kept) => call('compareLedger', kept),
  verifyLedger: (kept, given) => call('verifyLedger', kept, given),
  eraseLedgerEntry: (id, at) => call('eraseLedgerEntry', id, at),
  beginLedgerAnew: (kept, at) => call('beginLedgerAnew', kept, at),
  standing: (at) => call('standing', at),
  mayAct: (act, at) => call('mayAct', act, at),
  mandates: (at) => call('mandates', at),
  giveMandate: (input) => call('giveMandate', input),
  endMandate: (id, at) => call('endMandate', id, at),
  holdMandate: (given, at) => call('holdMandate', given, at),
  dropHeldMandate: (id, why, at) => call('dropHeldMandate', id, why, at),
  beginActing: (id, at) => call('beginActing', id, at),
  handOver: (own, recovery, at) => call('handOver', own, recovery, at),
  beginBackup: (input) => call('beginBackup', input),
  writeBackup: () => call('writeBackup'),
  dropBackup: () => call('dropBackup'),
  close: () => call('close'),
})

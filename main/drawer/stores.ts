// Everything that lies in a drawer's file, by what it is about.
import { compact } from './compact.ts'
import type { Sql } from './database.ts'
import { type About, aboutStore } from './store/about.ts'
import { credentialStore } from './store/credentials.ts'
import { deviceKeyStore } from './store/deviceKeys.ts'
import { draftStore } from './store/drafts.ts'
import { enrolmentStore } from './store/enrolments.ts'
import { ledgerStore, type Stamp } from './store/ledger.ts'
import { mandateStore, type StoredMandate, seenTimeStore } from './store/mandates.ts'
import { nonceStore } from './store/nonces.ts'
import { noticeStore } from './store/notices.ts'
import { paperStore } from './store/papers.ts'
import { portalCopyStore } from './store/portalCopies.ts'
import { shareStore } from './store/shares.ts'
import { stagedFileStore } from './store/stagedFiles.ts'

/** @param acting the mandate of who works in the drawer now; undefined: its owner does */
export const openStores = (sql: Sql, acting: () => StoredMandate | undefined) => ({
  about: aboutStore(sql),
  credentials: credentialStore(sql),
  deviceKeys: deviceKeyStore(sql),
  ledger: ledgerStore(sql, () => stampOf(aboutStore(sql).read(), acting())),
  mandates: mandateStore(sql),
  nonces: nonceStore(sql),
  notices: noticeStore(sql),
  seenTime: seenTimeStore(sql),
  shares: shareStore(sql),
  staged: stagedFileStore(sql),
  enrolments: enrolmentStore(sql),
  portalCopies: portalCopyStore(sql),
  drafts: draftStore(sql),
  papers: paperStore(sql),
  /** Several stores' changes, whole or not at all. */
  together: <T>(work: () => T): T => sql.transaction(work)(),
  compact: () => compact(sql),
})
export type Stores = ReturnType<typeof openStores>

/** Whose hand it is: the owner's own, or that of who acts for them. */
function stampOf(about: About | undefined, acting: StoredMandate | undefined): Stamp | undefined {
  if (about === undefined) return undefined
  const principal = { name: about.personName }
  if (acting === undefined) return { actor: { ...principal, basis: 'self' }, principal }
  const { id: mandateId, basis, agent } = acting
  return { actor: { name: agent.name, basis, mandateId }, principal }
}

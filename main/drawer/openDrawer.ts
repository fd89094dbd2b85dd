// The drawer itself: what can be done with one that is open. Runs in the drawer's process (process.ts) and in tests.

import type { UnlockBackup } from '../backup/backup.ts'
import { unlockBackup } from '../backup/restore.ts'
import { type BackupWriting, beginBackup } from '../backup/write.ts'
import type { Trust } from '../certificates/trust.ts'
import { decodeChain, encodeChain } from '../credentials/chainBytes.ts'
import type { CredentialId, StoredCredential } from '../credentials/credential.ts'
import { showAttributes } from '../credentials/show.ts'
import { verifyCredential } from '../credentials/verify.ts'
import { fail } from '../failure.ts'
import { actingIn, clearEnded, mandateCalls, mandateOfSlot, type Opened } from '../mandates/drawerMandates.ts'
import { guardedDrawer } from '../mandates/guardedDrawer.ts'
import { allow, type Need } from '../mandates/scope.ts'
import { buildAnswer } from '../presentation/answer.ts'
import { toCandidate } from '../presentation/candidate.ts'
import type { DcqlQuery } from '../presentation/dcql.ts'
import { checkChoice, matchCandidates } from '../presentation/match.ts'
import { toShareOption } from '../presentation/option.ts'
import { isBehind } from '../turnedBack.ts'
import { birthdaysOf } from './birthdays.ts'
import { cardOf, detailOf } from './credentialCard.ts'
import { storageFailure } from './database.ts'
import type { ChangedSlot, CreateDrawer, Drawer, DrawerKey, DrawerRoom, OpenDrawer, UnlockedBackup } from './drawer.ts'
import { drawerClock } from './drawerClock.ts'
import { DrawerFile } from './drawerFile.ts'
import { shownHeader } from './header.ts'
import { keptCertificate } from './keptCertificate.ts'
import { portalSession } from './portalSession.ts'
import { sameBytes, wipe } from './seal.ts'
import { compactJws } from './signCompact.ts'
import { searchWords } from './store/searchText.ts'
import { newCredentialId, requireSound, verifyIncoming } from './takeIn.ts'

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

function wipeKey(key: DrawerKey | ChangedSlot): void {
  for (const secret of Object.values(key)) if (secret instanceof Uint8Array) wipe(secret)
}

function drawerOver(file: DrawerFile, trust: Trust, opened: Opened): Drawer {
  const mandates = mandateCalls(file, opened)
  let closed = false
  let backup: BackupWriting | undefined
  const session = portalSession()
  const dropBackup = async (): Promise<void> => {
    const leaving = backup
    backup = undefined
    await leaving?.drop()
  }
  /** Each call: refused once closed, and SQLite's errors as failures. `file.stores` is asked for anew after every await. */
  const run = async <T>(work: () => T | Promise<T>): Promise<T> => {
    if (closed) fail({ code: 'drawer.locked' })
    try {
      return await work()
    } catch (error) {
      throw storageFailure(error)
    }
  }
  const wiping = async <T>(secret: Uint8Array, work: () => T): Promise<T> => {
    try {
      return await run(work)
    } finally {
      wipe(secret)
    }
  }
  const header = () => shownHeader(file.header)
  const holderJwk = ({ keyId }: StoredCredential) =>
    keyId === undefined ? {} : { holderJwk: file.stores.deviceKeys.open(keyId).publicJwk }
  const options = (query: DcqlQuery, at: string) => {
    const candidates = file.stores.credentials.all().flatMap((credential) => toCandidate(credential) ?? [])
    return matchCandidates(query, candidates, new Date(at))
  }

  return {
    header: () => run(header),

    rename: (personName) => run(() => file.stores.about.rename(personName)),
    addSlot: (slot, at) =>
      run(async () => {
        try {
          await file.addSlot(slot, at)
        } finally {
          wipeKey(slot)
        }
        return header()
      }),
    removeSlot: (id) =>
      run(() => {
        const ended = mandates.endOfSlots([id], opened.now())
        file.removeSlot(id)
        ended()
        return header()
      }),
    changeSlots: (change, at) =>
      run(async () => {
        try {
          const ended = mandates.endOfSlots(change.remove, at)
          await file.changeSlots(change, at)
          ended()
        } finally {
          for (const slot of change.add) wipeKey(slot)
        }
        return header()
      }),
    keys: () => run(() => file.keys()),

    notices: () => run(() => file.stores.notices.all()),
    addNotice: (notice) => run(() => file.stores.notices.add(notice)),
    acknowledge: (id) => run(() => file.stores.notices.remove(id)),

    shareHolders: () => run(() => file.shareHolders()),
    setShareHolders: (slotId, holders) =>
      run(() => file.stores.together(() => file.stores.shares.setHolders(slotId, holders))),
    shareKey: () => run(() => file.stores.shares.publicKey()),
    takeShares: (sealed, at) => run(() => file.stores.together(() => file.stores.shares.take(sealed, at))),
    keptShares: () => run(() => file.stores.shares.kept()),
    keptShare: (slotId) => run(() => file.stores.shares.share(slotId) ?? fail({ code: 'recovery.noShare' })),
    dropShares: (slotIds) => run(() => file.stores.together(() => file.stores.shares.drop(slotIds))),

    createKey: () => run(() => file.stores.deviceKeys.create()),
    dropKey: (keyId) => run(() => file.stores.deviceKeys.remove(keyId)),
    signJwt: (keyId, header, payload) =>
      run(() => compactJws(header, payload, file.stores.deviceKeys.open(keyId).sign)),

    list: (at) => run(() => file.stores.credentials.all().map((credential) => cardOf(credential, at))),
    page: ({ text, from, most, at }) =>
      run(() => {
        const { credentials, found, all } = file.stores.credentials.page(searchWords(text), from, most)
        const seen = file.stores.seenTime.read()
        return {
          cards: credentials.map((credential) => cardOf(credential, at)),
          found,
          all,
          ...(seen !== undefined && isBehind(at, seen) ? { clockBehind: seen } : {}),
        }
      }),
    endings: () => run(() => file.stores.credentials.endings()),
    show: (id, at) =>
      run(async () => {
        const { credential, labels } = file.stores.credentials.one(id)
        const { format, raw } = credential
        const again = await verifyCredential({
          format,
          raw,
          trust,
          at,
          as: 'atIssue',
          labels,
          ...holderJwk(credential),
        })
        return detailOf(credential, again, at, await keptCertificate(credential, trust, new Date(at)))
      }),
    accept: (incoming, at) =>
      run(async () => {
        const publicJwkOf = (keyId: string) => file.stores.deviceKeys.open(keyId).publicJwk
        const verified = await verifyIncoming(incoming, publicJwkOf, trust, at)
        file.stores.credentials.add(verified)
        return verified.map(({ id }) => cardOf(file.stores.credentials.one(id).credential, at))
      }),
    keepCertificate: (chain, name, at) =>
      run(async () => {
        const raw = encodeChain(chain)
        const leaf = chain[0] ?? new Uint8Array()
        const certificates = file.stores.credentials.all().filter(({ format }) => format === 'x509')
        const kept = certificates.find((credential) =>
          sameBytes(decodeChain(credential.raw)[0] ?? new Uint8Array(), leaf),
        )
        if (kept !== undefined) return cardOf(kept, at)
        // One that has ended, or whose authority is on no list of ours, is kept and shown as what it is.
        const verified = await verifyCredential({ format: 'x509', raw, trust, at, as: 'atIssue' })
        requireSound(verified)
        const id = newCredentialId()
        file.stores.credentials.add([{ id, raw, kind: 'certificate', name, labels: [], verified, at }])
        return cardOf(file.stores.credentials.one(id).credential, at)
      }),
    remove: (id, at) => run(() => remove(file, id, at)),
    birthdays: () => run(() => birthdaysOf(file.stores.credentials.all())),
    statusReference: (id) => run(() => file.stores.credentials.one(id).credential.status),
    recordStatus: (id, answer) => run(() => file.stores.credentials.setStatus(id, answer)),

    match: (query, at) =>
      run(() => {
        const { options: allowed, missing } = options(query, at)
        const show = { card: (credential: StoredCredential) => cardOf(credential, at), attributes: shownAttributes }
        return { options: allowed.map((option) => toShareOption(option, show)), missing }
      }),
    present: (query, choice, binding, at) =>
      run(async () => {
        const parts = checkChoice(options(query, at).options, choice)
        const sign = (keyId: string, bytes: Uint8Array) => file.stores.deviceKeys.open(keyId).sign(bytes)
        return buildAnswer({ parts, binding, at: new Date(at), sign })
      }),
    useNonce: (clientId, nonce, at) => run(() => file.stores.nonces.use(clientId, nonce, at)),

    beginSession: () => run(() => session.begin()),
    saveToken: (token) => run(() => session.save(token)),
    token: () => run(() => session.read()),
    clearToken: () => run(() => session.clear()),
    prove: (claims) => run(() => session.prove(claims)),
    beginEnrolment: (origin, secret) => wiping(secret, () => file.stores.enrolments.begin(origin, secret)),
    finishEnrolment: (enrolment) => run(() => file.stores.enrolments.finish(enrolment)),
    enrolment: (origin) => run(() => file.stores.enrolments.read(origin)),
    signEnrolled: (origin, secret, header, payload) =>
      wiping(secret, () => file.stores.enrolments.sign(origin, secret, header, payload)),
    dropEnrolment: (origin) => run(() => file.stores.enrolments.remove(origin)),

    keepCopies: (copies) => run(() => file.stores.portalCopies.keep(copies)),
    copies: (kind) => run(() => file.stores.portalCopies.ofKind(kind)),
    dropCopy: (portal, kind, id) => run(() => file.stores.portalCopies.remove(portal, kind, id)),
    saveDraft: (draft) => run(() => file.stores.drafts.save(draft)),
    drafts: () => run(() => file.stores.drafts.all()),
    draft: (id) => run(() => file.stores.drafts.one(id)),
    dropDraft: (id) => run(() => file.stores.drafts.remove(id)),
    keepPaper: (paper, bytes) => run(() => file.stores.papers.keep(paper, bytes)),
    papers: () => run(() => file.stores.papers.all()),
    paper: (id) => run(() => file.stores.papers.one(id)),
    removePaper: (id, at) => run(() => removePaper(file, id, at)),
    dropAttachment: (id) =>
      run(() => {
        if (file.stores.papers.one(id).paper.kind === 'attachment') file.stores.papers.remove(id)
      }),

    record: (entry) => run(() => file.stores.ledger.record(entry)),
    finish: (id, outcome, failure) => run(() => file.stores.ledger.finish(id, outcome, failure)),
    ledger: () => run(() => file.stores.ledger.entries()),
    ledgerRows: () => run(() => file.stores.ledger.rows()),
    ledgerHead: (at) => run(() => file.stores.ledger.signedHead(at)),
    compareLedger: (kept) => run(() => file.stores.ledger.compare(kept)),
    verifyLedger: (kept, given) => run(() => file.stores.ledger.verify(kept, given)),
    eraseLedgerEntry: (id, at) =>
      run(() => {
        file.stores.ledger.erase(id, at)
        file.forgetEarlier()
      }),
    beginLedgerAnew: (kept, at) => run(() => file.stores.ledger.beginAnew(kept, at)),

    standing: (at) => run(() => mandates.standing(at)),
    mayAct: (act, at) => run(() => mandates.mayAct(act, at)),
    mandates: (at) => run(() => mandates.mandates(at)),
    giveMandate: (input) => run(() => mandates.giveMandate(input)).finally(() => wipe(input.householdSecret)),
    endMandate: (id, at) => run(() => mandates.endMandate(id, at)),
    holdMandate: (given, at) => run(() => mandates.holdMandate(given, at)).finally(() => wipe(given.key)),
    dropHeldMandate: (id, why, at) => run(() => mandates.dropHeldMandate(id, why, at)),
    beginActing: (id, at) => run(() => mandates.beginActing(id, at)),
    handOver: (own, recovery, at) =>
      run(() => mandates.handOver(own, recovery, at)).finally(() => {
        wipeKey(own)
        wipe(recovery)
      }),

    beginBackup: (input) =>
      run(async () => {
        await dropBackup()
        backup = await beginBackup(file, input)
        return backup.contents
      }),
    writeBackup: () => run(() => backup?.next() ?? fail({ code: 'pending.gone' })),
    dropBackup,

    close: async () => {
      if (closed) return
      closed = true
      await dropBackup()
      file.close()
    },
  }
}

const shownAttributes = (attributes: Parameters<typeof showAttributes>[0]['attributes']) =>
  showAttributes({ attributes })

/** A credential, its key and the ledger's word about it: together, so that none is left alone. */
function remove(file: DrawerFile, id: CredentialId, at: string): void {
  const { credentials, deviceKeys, ledger, together, compact } = file.stores
  together(() => {
    const { credential } = credentials.one(id)
    credentials.remove(id)
    if (credential.keyId !== undefined) deviceKeys.remove(credential.keyId)
    const items = [{ credential: credential.display.name, attributes: [] }]
    ledger.record({ at, act: 'remove', outcome: 'done', party: credential.issuer.name, items })
  })
  file.forgetEarlier()
  compact()
}

/** A paper and the ledger's word about it: together. */
function removePaper(file: DrawerFile, id: string, at: string): void {
  const { papers, ledger, together, compact } = file.stores
  together(() => {
    const { name, source } = papers.one(id).paper
    papers.remove(id)
    ledger.record({
      at,
      act: 'remove',
      outcome: 'done',
      party: source.name,
      items: [{ credential: name, attributes: [] }],
    })
  })
  file.forgetEarlier()
  compact()
}

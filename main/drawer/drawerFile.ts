// One drawer on disk: its folder, its header and its encrypted file, held for as long as it is open.
import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import type { Key } from '../../preload/shapes/keys.ts'
import type { ShareHolder } from '../../preload/shapes/recovery.ts'
import { type Counted, countedIn } from '../backup/contents.ts'
import { fail } from '../failure.ts'
import { beginChild } from '../mandates/atOpening.ts'
import type { NewSlot, SlotChange } from './contract/door.ts'
import { beginEncrypted, checkWhole, cutSurplus, openEncrypted, type Sql, storageFailure } from './database.ts'
import type { CreateDrawer, OpenDrawer } from './drawer.ts'
import { fileKeyOf, newDrawerKey, publicKeysOf, signedHeader } from './drawerKey.ts'
import { bringUpToDate, dropEarlier, sweepEarlier } from './earlier.ts'
import {
  databaseFile,
  dropGeneration,
  holdFolder,
  makeDatabaseFile,
  makeFolder,
  stageHeader,
  sweep,
  switchHeader,
  syncFolder,
} from './folder.ts'
import { headerFile, headerHolds, mostSlots, readStoredHeader, type StoredHeader } from './header.ts'
import { type MadeSlot, makeSlot, type SlotOwner, unwrapDrawerKey } from './keySlots.ts'
import { migrate } from './migrations.ts'
import { nextGeneration, writeSnapshot } from './rekey.ts'
import { wipe } from './seal.ts'
import type { About } from './store/about.ts'
import type { StoredMandate } from './store/mandates.ts'
import { openStores, type Stores } from './stores.ts'

const firstGeneration = 1

interface DrawerToOpen extends Pick<OpenDrawer, 'folder' | 'realm'> {
  readonly key: OpenDrawer['key'] | { readonly kind: 'made'; readonly drawerKey: Uint8Array }
}

export class DrawerFile {
  readonly #folder: string
  readonly #release: () => void
  #sql: Sql
  #fileKey: Uint8Array
  #header: StoredHeader
  #stores: Stores
  #openedWith: string | undefined
  #closed = false
  #acting: StoredMandate | undefined

  private constructor(folder: string, release: () => void, sql: Sql, fileKey: Uint8Array, header: StoredHeader) {
    this.#folder = folder
    this.#release = release
    this.#sql = sql
    this.#fileKey = fileKey
    this.#header = header
    this.#stores = openStores(sql, () => this.#acting)
  }

  /** As they are now: a re-key replaces them, so ask again after every `await`. */
  get stores(): Stores {
    return this.#stores
  }

  get header(): StoredHeader {
    return this.#header
  }

  /**
   * A new drawer with its first slot and its recovery slot. Until the header is there, nothing is: a killed creation
   * leaves a folder without a header.
   *
   * @throws store.full, file.unreadable
   */
  static async create(input: CreateDrawer): Promise<DrawerFile> {
    const { folder, drawerId, realm, personName, first, recovery, at, child } = input
    const owner: SlotOwner = { drawerId, realm }
    const made = [
      await makeSlot(first, randomUUID(), owner, at),
      await makeSlot({ kind: 'recovery', code: recovery }, randomUUID(), owner, at),
    ]
    const about: About = { drawerId, realm, personName, generation: firstGeneration }
    let release: (() => void) | undefined
    let sql: Sql | undefined
    const drawerKey = newDrawerKey()
    try {
      makeFolder(folder)
      release = holdFolder(folder)
      if (existsSync(headerFile(folder))) throw new Error('there is a drawer in this folder already')
      const { header, text } = signedHeader(made, drawerKey, firstGeneration, owner)
      const fileKey = fileKeyOf(drawerKey)
      sql = beginEncrypted(makeDatabaseFile(folder, firstGeneration), fileKey)
      migrate(sql)
      const file = new DrawerFile(folder, release, sql, fileKey, header)
      file.stores.together(() => {
        file.stores.about.write(about, at)
        file.stores.about.writePublicKeys(publicKeysOf(made))
        if (child !== undefined) beginChild(file, child, made[0]?.slot.id ?? '', at)
      })
      stageHeader(folder, text)
      switchHeader(folder)
      syncFolder(folder)
      return file
    } catch (error) {
      sql?.close()
      release?.()
      if (release !== undefined && !existsSync(headerFile(folder))) rmSync(folder, { recursive: true, force: true })
      throw storageFailure(error)
    } finally {
      wipe(drawerKey)
    }
  }

  /**
   * Opens a drawer. Nothing is written before everything that can be checked has been: the header by the drawer key, every
   * page of the file, and that the two belong together.
   *
   * @throws drawer.inUse, drawer.damaged, drawer.newer, drawer.otherRealm, drawer.wrongKey, drawer.noSuchSlot,
   * drawer.notUpdated, file.unreadable
   */
  static async open({ folder, realm, key }: DrawerToOpen): Promise<DrawerFile> {
    const release = holdFolder(folder)
    let sql: Sql | undefined
    let drawerKey: Uint8Array | undefined
    try {
      const header = await readStoredHeader(folder)
      if (header.realm !== realm) fail({ code: 'drawer.otherRealm' })
      // A drawer that was restored just now is opened by the key that it was made with.
      const unwrapped = key.kind === 'made' ? { drawerKey: key.drawerKey.slice() } : await unwrapDrawerKey(header, key)
      drawerKey = unwrapped.drawerKey
      if (!headerHolds(header, drawerKey)) fail({ code: 'drawer.damaged' })
      const path = databaseFile(folder, header.generation)
      if (!existsSync(path)) fail({ code: 'drawer.damaged' })
      const fileKey = fileKeyOf(drawerKey)
      sql = openEncrypted(path, fileKey)
      checkWhole(sql, path)
      cutSurplus(sql, path)
      bringUpToDate(sql, folder, header.generation)
      const file = new DrawerFile(folder, release, sql, fileKey, header)
      file.#checkBelongs()
      file.stores.deviceKeys.removeUnbound()
      file.stores.papers.removeUnattached()
      sweep(folder, header.generation)
      sweepEarlier(folder)
      file.stores.staged.sweep()
      if ('slotId' in unwrapped) file.#openedWith = unwrapped.slotId
      return file
    } catch (error) {
      sql?.close()
      release()
      throw storageFailure(error)
    } finally {
      wipe(drawerKey)
    }
  }

  /** From now on everything here is done by who holds this mandate. */
  actAs(mandate: StoredMandate): void {
    this.#acting = mandate
  }

  #checkBelongs(): void {
    const about = this.#stores.about.read()
    const { drawerId, realm, generation, slots } = this.#header
    const belongs = about?.drawerId === drawerId && about.realm === realm && about.generation === generation
    const keys = this.#stores.about.publicKeys()
    if (!belongs || keys.size !== slots.length || !slots.every(({ id }) => keys.has(id)))
      fail({ code: 'drawer.damaged' })
  }

  /**
   * Writes down in one change that it was opened.
   *
   * @param at when its key was used, as main says
   * @param newest the newest time that this drawer has seen, where it is a newer one
   */
  noteOpening(at: string | undefined, newest: string | undefined): void {
    const { about, seenTime, together } = this.#stores
    const slotId = this.#openedWith
    together(() => {
      if (slotId !== undefined && at !== undefined) about.setUsed(slotId, at)
      if (newest !== undefined) seenTime.write(newest)
    })
  }

  /** What was deleted must not stay in copies of before. */
  forgetEarlier(): void {
    dropEarlier(this.#folder)
  }

  /** What a backup tells of the drawer as it is now. */
  counted(): Counted {
    return countedIn(this.#sql)
  }

  /** Those slots for which a key can be wrapped now and opened with the recovery code. */
  recoverySlots(): MadeSlot[] {
    return this.#slots().filter(({ slot }) => slot.kind === 'recovery')
  }

  /** A copy of the drawer as it is now under another key; see rekey.ts. @returns where it lies */
  snapshot(key: Uint8Array): string {
    return writeSnapshot(this.#folder, { header: this.#header, fileKey: this.#fileKey }, key)
  }

  /** Another way to open it; the drawer is re-keyed. */
  addSlot(slot: NewSlot, at: string): Promise<void> {
    return this.changeSlots({ remove: [], add: [slot] }, at)
  }

  /** Slots that go and slots that come, in one re-key. @throws drawer.noSuchSlot, drawer.lastSlot, drawer.slotsFull */
  async changeSlots({ remove, add }: SlotChange, at: string): Promise<void> {
    const made: MadeSlot[] = []
    for (const secret of add) {
      const id = secret.kind === 'family' ? secret.slotId : randomUUID()
      made.push(await makeSlot(secret, id, this.#header, at))
    }
    // Making a slot takes its time, and somebody may have locked meanwhile.
    if (this.#closed) fail({ code: 'drawer.locked' })
    const present = this.#slots()
    if (!remove.every((id) => present.some(({ slot }) => slot.id === id))) fail({ code: 'drawer.noSuchSlot' })
    const slots = [...present.filter(({ slot }) => !remove.includes(slot.id)), ...made]
    // One code stands on paper; a second one would stay useful after the first was replaced.
    if (slots.filter(({ slot }) => slot.kind === 'recovery').length !== 1) fail({ code: 'drawer.lastSlot' })
    if (slots.length > mostSlots) fail({ code: 'drawer.slotsFull' })
    this.#rekey(slots)
    for (const [index, secret] of add.entries()) {
      const id = made[index]?.slot.id
      if (secret.kind === 'card' && secret.medium !== undefined && id !== undefined)
        this.#stores.about.setMedium(id, secret.medium)
    }
  }

  /** The slots with what is known of them here alone. */
  keys(): Key[] {
    const notes = this.#stores.about.slotNotes()
    return this.#header.slots.map(({ id, kind, createdAt }) => {
      const { medium, usedAt } = notes.get(id) ?? { medium: null, usedAt: null }
      return {
        id,
        kind,
        createdAt,
        ...(medium === null ? {} : { medium }),
        ...(usedAt === null ? {} : { usedAt }),
        ...(id === this.#openedWith ? { opened: true } : {}),
      }
    })
  }

  /** Who has the shares of the family slot; empty without one. */
  shareHolders(): ShareHolder[] {
    const family = this.#header.slots.find(({ kind }) => kind === 'family')
    return family === undefined ? [] : this.#stores.shares.holders(family.id)
  }

  /** @throws drawer.noSuchSlot, drawer.lastSlot */
  removeSlot(id: string): void {
    const slot = this.#header.slots.find((one) => one.id === id) ?? fail({ code: 'drawer.noSuchSlot' })
    if (slot.kind === 'recovery') fail({ code: 'drawer.lastSlot' })
    this.#rekey(this.#slots().filter((made) => made.slot.id !== id))
  }

  #slots(): MadeSlot[] {
    const keys = this.#stores.about.publicKeys()
    return this.#header.slots.map(({ ephemeral: _, drawerKey: __, ...slot }) => {
      const publicKey = keys.get(slot.id) ?? fail({ code: 'drawer.damaged' })
      return { slot, publicKey }
    })
  }

  #rekey(slots: readonly MadeSlot[]): void {
    const next = nextGeneration(this.#folder, { header: this.#header, fileKey: this.#fileKey }, slots)
    this.#sql.close()
    wipe(this.#fileKey)
    this.#sql = next.sql
    this.#fileKey = next.fileKey
    this.#header = next.header
    this.#stores = openStores(next.sql, () => this.#acting)
    syncFolder(this.#folder)
    dropGeneration(this.#folder, next.header.generation - 1)
    dropEarlier(this.#folder)
  }

  close(): void {
    this.#closed = true
    wipe(this.#fileKey)
    this.#sql.close()
    this.#release()
  }
}

// Recovery by the family: who has the shares of this drawer, and the shares of others that its person keeps.
import { createECDH } from 'node:crypto'
import type { ShareHolder } from '../../../preload/shapes/recovery.ts'
import { type HeldShare, openShare, type SealedShare } from '../../recovery/sealedShare.ts'
import type { KeptShare } from '../contract/recovery.ts'
import type { Sql } from '../database.ts'
import { joined, wipe } from '../seal.ts'

/** One household has eight people and more in few homes only; whoever seals more is refused. */
const mostKept = 32

export function shareStore(sql: Sql) {
  const holders = sql.prepare<[string], ShareHolder>(
    'SELECT name, way FROM share_holder WHERE slot_id = ? ORDER BY place',
  )
  const clearHolders = sql.prepare('DELETE FROM share_holder')
  const addHolder = sql.prepare('INSERT INTO share_holder (place, slot_id, name, way) VALUES (?, ?, ?, ?)')
  const readKey = sql.prepare<[], { scalar: Uint8Array }>('SELECT scalar FROM share_key WHERE one = 1')
  const writeKey = sql.prepare('INSERT INTO share_key (one, scalar) VALUES (1, ?)')
  const kept = sql.prepare<[], KeptShare>(
    'SELECT slot_id AS slotId, drawer_id AS drawerId, person, kept_at AS keptAt FROM kept_share ORDER BY kept_at, slot_id',
  )
  const share = sql.prepare<[string], { share: Uint8Array }>('SELECT share FROM kept_share WHERE slot_id = ?')
  const keep = sql.prepare(
    'INSERT INTO kept_share (slot_id, drawer_id, person, share, kept_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (slot_id) DO NOTHING',
  )
  const drop = sql.prepare('DELETE FROM kept_share WHERE slot_id = ?')
  /** Somebody has one share of a drawer, of its last making. */
  const dropOlder = sql.prepare('DELETE FROM kept_share WHERE drawer_id = ? AND slot_id <> ?')

  /** The key pair that others seal for. */
  function pair(): ReturnType<typeof createECDH> {
    const ecdh = createECDH('prime256v1')
    const found = readKey.get()
    if (found !== undefined) {
      ecdh.setPrivateKey(found.scalar)
      wipe(found.scalar)
      return ecdh
    }
    ecdh.generateKeys()
    const privateKey = ecdh.getPrivateKey()
    const scalar = joined(new Uint8Array(32 - privateKey.length), privateKey)
    writeKey.run(scalar)
    wipe(privateKey, scalar)
    return ecdh
  }

  return {
    /** Of the family slot with that id; none when it was made elsewhere, such as before a restore. */
    holders: (slotId: string): ShareHolder[] => holders.all(slotId),
    setHolders: (slotId: string, list: readonly ShareHolder[]): void => {
      clearHolders.run()
      for (const [place, { name, way }] of list.entries()) addHolder.run(place, slotId, name, way)
    },
    /** The uncompressed point, 65 bytes. */
    publicKey: (): Uint8Array => new Uint8Array(pair().getPublicKey()),
    /** Keeps those that were sealed for this drawer; others are left. */
    take: (sealed: readonly SealedShare[], at: string): void => {
      const ecdh = pair()
      for (const one of sealed) {
        const opened: HeldShare | undefined = openShare(one, ecdh)
        if (opened === undefined) continue
        if (kept.all().length < mostKept) {
          keep.run(one.slotId, one.drawerId, opened.person, Buffer.from(opened.share), at)
          dropOlder.run(one.drawerId, one.slotId)
        }
        wipe(opened.share)
      }
    },
    kept: (): KeptShare[] => kept.all(),
    share: (slotId: string): Uint8Array | undefined => {
      const found = share.get(slotId)
      return found === undefined ? undefined : new Uint8Array(found.share)
    },
    drop: (slotIds: readonly string[]): void => {
      for (const slotId of slotIds) drop.run(slotId)
    },
  }
}

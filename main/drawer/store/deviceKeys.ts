// The keys that credentials are bound to: P-256, made here, used here, never outside the drawer.
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import type { KeyId } from '../../credentials/credential.ts'
import { fail } from '../../failure.ts'
import type { Sql } from '../database.ts'

export interface DeviceKey {
  readonly publicJwk: Record<string, unknown>
  /** ECDSA over SHA-256, as r and s of 32 bytes each (RFC 7518 3.4). */
  readonly sign: (bytes: Uint8Array) => Uint8Array
}

export function deviceKeyStore(sql: Sql) {
  const insert = sql.prepare('INSERT INTO device_key (id, pkcs8) VALUES (?, ?)')
  const select = sql.prepare<[string], { pkcs8: Buffer }>('SELECT pkcs8 FROM device_key WHERE id = ?')
  const unbound = 'NOT EXISTS (SELECT 1 FROM credential WHERE credential.key_id = device_key.id)'
  const remove = sql.prepare(`DELETE FROM device_key WHERE id = ? AND ${unbound}`)
  const removeUnbound = sql.prepare(`DELETE FROM device_key WHERE ${unbound}`)

  const use = (id: string): KeyObject => {
    const row = select.get(id)
    if (row === undefined) return fail({ code: 'credential.notFound' })
    const key = createPrivateKey({ key: row.pkcs8, format: 'der', type: 'pkcs8' })
    row.pkcs8.fill(0)
    return key
  }

  return {
    create: (): { keyId: KeyId; publicJwk: Record<string, unknown> } => {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
      const keyId = randomUUID() as KeyId
      insert.run(keyId, pkcs8)
      pkcs8.fill(0)
      return { keyId, publicJwk: { ...publicKey.export({ format: 'jwk' }) } }
    },
    /** @throws credential.notFound */
    open: (id: string): DeviceKey => {
      const key = use(id)
      const { kty, crv, x, y } = key.export({ format: 'jwk' })
      return {
        publicJwk: { kty, crv, x, y },
        sign: (bytes) => sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }),
      }
    },
    /** Removes a key unless a credential is bound to it. */
    remove: (id: string): void => void remove.run(id),
    /** What interrupted receiving left. */
    removeUnbound: (): number => removeUnbound.run().changes,
  }
}

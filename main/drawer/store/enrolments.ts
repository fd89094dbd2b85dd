// The keys by which this PC logs in to portals: in the drawer, and sealed once more by a secret that only this PC's keychain
// has (household/pcSecret.ts). One for each portal.
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { z } from 'zod'
import { fail } from '../../failure.ts'
import { canonicalBytes } from '../canonical.ts'
import type { Enrolment, PublicP256 } from '../contract/portal.ts'
import type { Sql } from '../database.ts'
import { derive, seal, unseal, wipe } from '../seal.ts'
import { publicP256, signCompact } from '../signCompact.ts'

const enrolment = z.object({
  origin: z.string(),
  deviceId: z.string(),
  name: z.string(),
  enrolledAt: z.string(),
  endsAt: z.string(),
})

const sealingKey = (secret: Uint8Array) => derive(secret, new Uint8Array(), 'tefuda/pc-enrolment/1')
const use = (origin: string) => canonicalBytes({ use: 'tefuda/pc-enrolment/1', origin })

export function enrolmentStore(sql: Sql) {
  const begin = sql.prepare(
    `INSERT INTO enrolment (origin, sealed_key) VALUES (?, ?)
     ON CONFLICT (origin) DO UPDATE SET sealed_key = excluded.sealed_key, content = NULL`,
  )
  const finish = sql.prepare('UPDATE enrolment SET content = ? WHERE origin = ?')
  const select = sql.prepare<[string], { content: string | null }>('SELECT content FROM enrolment WHERE origin = ?')
  const selectKey = sql.prepare<[string], { sealedKey: Buffer }>(
    'SELECT sealed_key AS sealedKey FROM enrolment WHERE origin = ?',
  )
  const remove = sql.prepare('DELETE FROM enrolment WHERE origin = ?')

  return {
    /** A new key for that portal, in place of any before. It enrols nothing until it is finished. */
    begin(origin: string, secret: Uint8Array): PublicP256 {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
      const key = sealingKey(secret)
      begin.run(origin, seal(key, pkcs8, use(origin)))
      wipe(pkcs8, key)
      return publicP256(privateKey)
    },
    /** @throws enrolment.none */
    finish(made: Enrolment): void {
      const { changes } = finish.run(JSON.stringify(enrolment.parse(made)), made.origin)
      if (changes !== 1) fail({ code: 'enrolment.none' })
    },
    /** Undefined where there is none, or one that was begun and never finished. */
    read(origin: string): Enrolment | undefined {
      const content = select.get(origin)?.content
      return content == null ? undefined : enrolment.parse(JSON.parse(content))
    },
    /** @throws enrolment.none, enrolment.otherPc when the secret is another one */
    sign(origin: string, secret: Uint8Array, header: object, payload: object): string {
      const { sealedKey } = selectKey.get(origin) ?? fail({ code: 'enrolment.none' })
      const key = sealingKey(secret)
      const pkcs8 = unseal(key, sealedKey, use(origin))
      wipe(key)
      if (pkcs8 === undefined) return fail({ code: 'enrolment.otherPc' })
      const privateKey = createPrivateKey({ key: Buffer.from(pkcs8.buffer), format: 'der', type: 'pkcs8' })
      wipe(pkcs8)
      return signCompact({ ...header, alg: 'ES256' }, payload, privateKey)
    },
    remove: (origin: string): void => void remove.run(origin),
  }
}

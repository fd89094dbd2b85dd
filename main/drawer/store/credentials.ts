import { z } from 'zod'
import type { Bilingual } from '../../../preload/shapes/common.ts'
import type {
  CredentialId,
  CredentialKind,
  KeyId,
  StatusAnswer,
  StoredCredential,
  VerifiedCredential,
} from '../../credentials/credential.ts'
import { fail } from '../../failure.ts'
import type { Sql } from '../database.ts'
import { sha256 } from '../seal.ts'

/** Labels of attributes from the issuer's metadata, kept because verifying again does not bring them back. */
export type Labels = readonly { readonly path: readonly (string | number)[]; readonly label: Bilingual }[]

/** A credential that was verified, on its way into the drawer. */
export interface NewCredential {
  readonly id: CredentialId
  readonly raw: Uint8Array
  readonly keyId?: KeyId
  readonly kind: CredentialKind
  readonly name: Bilingual
  readonly labels: Labels
  readonly verified: VerifiedCredential
  readonly at: string
}

interface Row {
  readonly id: string
  readonly raw: Uint8Array
  readonly keyId: string | null
  readonly kind: string
  readonly name: string
  readonly labels: string
  readonly verified: string
  readonly receivedAt: string
  readonly verifiedAt: string
  readonly lastStatus: string | null
}

const bilingual = z.object({ ja: z.string(), en: z.string() })
const kinds = z.enum(['insurance', 'licence', 'certificate', 'other'])
const columns = `id, raw, key_id AS keyId, kind, name, labels, verified, received_at AS receivedAt, verified_at AS verifiedAt,
  last_status AS lastStatus`

export function credentialStore(sql: Sql) {
  const insert = sql.prepare(`
    INSERT INTO credential (id, position, format, raw, raw_sha256, key_id, kind, name, labels, verified, received_at, verified_at)
    VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM credential), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const all = sql.prepare<[], Row>(`SELECT ${columns} FROM credential ORDER BY position`)
  const one = sql.prepare<[string], Row>(`SELECT ${columns} FROM credential WHERE id = ?`)
  const same = sql.prepare<[Uint8Array], Row>(`SELECT ${columns} FROM credential WHERE raw_sha256 = ?`)
  const remove = sql.prepare('DELETE FROM credential WHERE id = ?')
  const setStatus = sql.prepare('UPDATE credential SET last_status = ? WHERE id = ?')

  return {
    /** Adds all or none. */
    add: (credentials: readonly NewCredential[]): void =>
      sql.transaction(() => {
        for (const { id, raw, keyId, kind, name, labels, verified, at } of credentials) {
          const { format } = verified
          const bytes = Buffer.from(raw)
          insert.run(
            id,
            format,
            bytes,
            sha256(raw),
            keyId ?? null,
            kind,
            JSON.stringify(name),
            JSON.stringify(labels),
            JSON.stringify(verified),
            at,
            at,
          )
        }
      })(),
    all: (): StoredCredential[] => all.all().map(stored),
    /** @throws credential.notFound */
    one: (id: CredentialId): { credential: StoredCredential; labels: Labels } => {
      const row = one.get(id) ?? fail({ code: 'credential.notFound' })
      return { credential: stored(row), labels: JSON.parse(row.labels) as Labels }
    },
    /** The credential with exactly these bytes. */
    same: (raw: Uint8Array): StoredCredential | undefined => {
      const row = same.get(sha256(raw))
      return row === undefined ? undefined : stored(row)
    },
    /** @throws credential.notFound */
    remove: (id: CredentialId): void => {
      if (remove.run(id).changes === 0) fail({ code: 'credential.notFound' })
    },
    /** @throws credential.notFound */
    setStatus: (id: CredentialId, answer: StatusAnswer): void => {
      if (setStatus.run(JSON.stringify(answer), id).changes === 0) fail({ code: 'credential.notFound' })
    },
  }
}

/** The rows are this program's own, read from an authenticated file: their JSON is what `add` wrote. */
function stored(row: Row): StoredCredential {
  const verified = JSON.parse(row.verified) as VerifiedCredential
  return {
    ...verified,
    id: row.id as CredentialId,
    raw: new Uint8Array(row.raw),
    ...(row.keyId === null ? {} : { keyId: row.keyId as KeyId }),
    display: { name: bilingual.parse(JSON.parse(row.name)), kind: kinds.parse(row.kind) },
    receivedAt: row.receivedAt,
    verifiedAt: row.verifiedAt,
    ...(row.lastStatus === null ? {} : { lastStatus: JSON.parse(row.lastStatus) as StatusAnswer }),
  }
}

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
import { dayInJapan } from '../../credentials/dateText.ts'
import { fail } from '../../failure.ts'
import type { Sql } from '../database.ts'
import { sha256 } from '../seal.ts'
import { searchText } from './searchText.ts'

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

/** `found` of `all` hold what was searched for. */
export interface CredentialPage {
  readonly credentials: readonly StoredCredential[]
  readonly found: number
  readonly all: number
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
  const count = sql.prepare('SELECT count(*) FROM credential').pluck()
  const addText = sql.prepare(`
    INSERT INTO credential_text (position, credential_id, text) SELECT position, id, ? FROM credential WHERE id = ?`)
  const slice = sql.prepare<[number, number], Row>(
    `SELECT ${columns} FROM credential ORDER BY position LIMIT ? OFFSET ?`,
  )
  const endings = sql.prepare<[], { kind: string; name: string; validUntil: string; attested: unknown }>(`
    SELECT DISTINCT kind, name, json_extract(verified, '$.validUntil') AS validUntil, (
      SELECT json_extract(attribute.value, '$.value') FROM json_each(verified, '$.attributes') AS attribute
      WHERE json_extract(attribute.value, '$.path[#-1]') =
        CASE kind WHEN 'licence' THEN 'expiry_date' WHEN 'insurance' THEN 'valid_until' END LIMIT 1) AS attested
    FROM credential
    WHERE json_extract(verified, '$.validUntil') IS NOT NULL AND coalesce(json_extract(last_status, '$.state'), '') <> 'invalid'`)
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
          addText.run(searchText(name, verified, labels), id)
        }
      })(),
    all: (): StoredCredential[] => all.all().map(stored),
    /**
     * Some of them, in the order of the list. Only these are read.
     * @param words each must stand in it (`searchWords`); none: all are found
     */
    page: (words: readonly string[], from: number, most: number): CredentialPage => {
      const everything = Number(count.get())
      if (words.length === 0)
        return { credentials: slice.all(most, from).map(stored), found: everything, all: everything }
      const holds = words.map(() => 'instr(text, ?) > 0').join(' AND ')
      const ids = sql
        .prepare<string[], string>(`SELECT credential_id FROM credential_text WHERE ${holds} ORDER BY position`)
        .pluck()
        .all(...words)
      const credentials = ids.slice(from, from + most).flatMap((id) => one.get(id) ?? [])
      return { credentials: credentials.map(stored), found: ids.length, all: everything }
    },
    /** Those that end and were not revoked, with the last day of what a licence or an insurance attests; nothing else is read. */
    endings: (): { kind: CredentialKind; name: Bilingual; validUntil: string; attestedUntil?: string }[] =>
      endings.all().map(({ kind, name, validUntil, attested }) => {
        const day = dayInJapan(String(attested))
        return {
          kind: kinds.parse(kind),
          name: bilingual.parse(JSON.parse(name)),
          validUntil: String(validUntil),
          ...(day === undefined ? {} : { attestedUntil: day }),
        }
      }),
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

/** For a file whose credentials came before there was a search: the columns as they are stored. */
export function storedSearchText(name: unknown, labels: unknown, verified: unknown): string {
  const read = (column: unknown) => JSON.parse(String(column))
  return searchText(bilingual.parse(read(name)), read(verified) as VerifiedCredential, read(labels) as Labels)
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

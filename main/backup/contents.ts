// The first thing inside a backup: what it holds. Read alone for the preview, and compared with the database after a restore.
import { z } from 'zod'
import { personColour } from '../../preload/shapes/people.ts'
import { canonicalBytes } from '../drawer/canonical.ts'
import type { Sql } from '../drawer/database.ts'
import type { StoredHeader } from '../drawer/header.ts'
import { toBase64Url } from '../drawer/seal.ts'
import { fail } from '../failure.ts'
import type { BackupContents } from './backup.ts'

const version = 1
export const mostContentsBytes = 64 * 1024
const count = z.int().min(0)

const contents = z.object({
  version: z.literal(version),
  madeAt: z.iso.datetime(),
  drawerId: z.uuid(),
  realm: z.enum(['practice', 'real']),
  personName: z.string().max(200),
  colour: personColour,
  schema: z.int().min(1),
  openers: z.array(z.enum(['card', 'passphrase'])).max(16),
  counts: z.object({
    certificate: count,
    insurance: count,
    licence: count,
    other: count,
    // A backup of before has none of these.
    papers: count.default(0),
    applications: count.default(0),
    drafts: count.default(0),
  }),
  withKey: count,
  withoutKey: count,
  enrolled: z.boolean(),
  ledger: z.object({ entries: count, rows: count, head: z.string().max(64) }),
  bytes: z.int().min(1),
})

/** What the database holds that is told before a restore and looked for after it. */
export type Counted = Pick<BackupContents, 'schema' | 'counts' | 'withKey' | 'withoutKey' | 'enrolled' | 'ledger'>

export function countedIn(sql: Sql): Counted {
  const number = (query: string): number => Number(sql.prepare(query).pluck().get())
  const kinds = new Map(
    sql
      .prepare<[], { kind: string; count: number }>('SELECT kind, count(*) AS count FROM credential GROUP BY kind')
      .all()
      .map(({ kind, count }) => [kind, count]),
  )
  const of = (kind: string): number => kinds.get(kind) ?? 0
  const hasPortalTables = number("SELECT count(*) FROM sqlite_schema WHERE name = 'portal_copy'") > 0
  const ofPortal = (query: string): number => (hasPortalTables ? number(query) : 0)
  const head = sql.prepare<[], { hash: Buffer }>('SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1').get()
  return {
    schema: Number(sql.pragma('user_version', { simple: true })),
    counts: {
      certificate: of('certificate'),
      insurance: of('insurance'),
      licence: of('licence'),
      other: of('other'),
      papers: ofPortal("SELECT count(*) FROM paper WHERE kind <> 'attachment'"),
      applications: ofPortal("SELECT count(*) FROM portal_copy WHERE kind = 'application'"),
      drafts: ofPortal('SELECT count(*) FROM draft'),
    },
    withKey: number(
      'SELECT count(*) FROM credential WHERE EXISTS (SELECT 1 FROM device_key WHERE device_key.id = credential.key_id)',
    ),
    // A certificate is kept for looking at; everything else is presented with a key.
    withoutKey: number(
      "SELECT count(*) FROM credential WHERE format <> 'x509' AND NOT EXISTS (SELECT 1 FROM device_key WHERE device_key.id = credential.key_id)",
    ),
    enrolled: number('SELECT count(*) FROM enrolment WHERE content IS NOT NULL') > 0,
    ledger: {
      entries: number('SELECT count(DISTINCT entry_id) FROM ledger'),
      rows: number('SELECT count(*) FROM ledger'),
      head: head === undefined ? '' : toBase64Url(head.hash),
    },
  }
}

/** The kinds of keys that belong to the PC on which the drawer lies. */
export const everydayOpeners = ({ slots }: StoredHeader): BackupContents['openers'] => [
  ...new Set(slots.flatMap(({ kind }) => (kind === 'card' || kind === 'passphrase' ? [kind] : []))),
]

export const contentsBytes = (told: BackupContents): Uint8Array =>
  canonicalBytes({ ...contents.parse({ ...told, version }) })

/** @throws backup.damaged, backup.newer */
export function parseContents(bytes: Uint8Array): BackupContents {
  const value = parsedJson(bytes)
  const parsed = contents.safeParse(value)
  if (parsed.success) {
    const { version: _, ...told } = parsed.data
    return told
  }
  const newer = z.looseObject({ version: z.int().gt(version) }).safeParse(value).success
  return fail({ code: newer ? 'backup.newer' : 'backup.damaged' })
}

function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}

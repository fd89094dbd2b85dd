// Who may have which credential, what was issued to whom, and in which state it is.
import type { PortalContext } from '../context.ts'
import type { CredentialKindId } from './kinds.ts'

export type CredentialState = 'valid' | 'invalid' | 'suspended'

export interface Issued {
  readonly id: string
  readonly person: string
  readonly credential: CredentialKindId
  readonly statusIndex: number
  readonly state: CredentialState
  readonly event: string | null
}

/** By what the world says of the person: insured, or holding a licence. */
export function isEntitled({ world }: PortalContext, personId: string, credential: CredentialKindId): boolean {
  const person = world.person(personId)
  return credential === 'licence' ? person?.licence !== undefined : person?.insurance !== undefined
}

/** How long a wallet may take to say what became of a credential before it counts as lost on the way. */
const silenceMs = 10 * 60_000

/** Whether a credential of that kind is out there: not withdrawn, and the wallet said that it keeps it, or may still say so. */
export function holdsValid({ database, now }: PortalContext, person: string, credential: CredentialKindId): boolean {
  const found = database
    .prepare(
      `SELECT 1 FROM issued WHERE person = ? AND credential = ? AND state = 'valid'
       AND (event = 'credential_accepted' OR (event IS NULL AND issued_at > ?))`,
    )
    .pluck()
    .get(person, credential, now().getTime() - silenceMs)
  return found !== undefined
}

export function registerIssued(
  { database, now }: PortalContext,
  issued: { id: string; person: string; credential: CredentialKindId; statusIndex: number; notification: string },
): void {
  database
    .prepare(
      `INSERT INTO issued (id, person, credential, status_index, state, issued_at, notification)
       VALUES (?, ?, ?, ?, 'valid', ?, ?)`,
    )
    .run(issued.id, issued.person, issued.credential, issued.statusIndex, now().getTime(), issued.notification)
}

export function listIssued({ database }: PortalContext, person?: string): Issued[] {
  const columns = 'id, person, credential, status_index AS statusIndex, state, event'
  return person === undefined
    ? database.prepare<[], Issued>(`SELECT ${columns} FROM issued ORDER BY issued_at`).all()
    : database
        .prepare<[string], Issued>(`SELECT ${columns} FROM issued WHERE person = ? ORDER BY issued_at`)
        .all(person)
}

/** @returns how many credentials have that state now */
export function setState(
  { database }: PortalContext,
  which: { id: string } | { person: string; credential: CredentialKindId },
  state: CredentialState,
): number {
  const result =
    'id' in which
      ? database.prepare('UPDATE issued SET state = ? WHERE id = ?').run(state, which.id)
      : database
          .prepare('UPDATE issued SET state = ? WHERE person = ? AND credential = ?')
          .run(state, which.person, which.credential)
  return result.changes
}

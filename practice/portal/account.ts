// Accounts: one for each person, found by the certificate of the card.
import { X509Certificate } from 'node:crypto'
import type { PracticePerson } from '../person.ts'
import { openWorld } from '../world.ts'
import type { PortalContext } from './context.ts'
import { recordHistory } from './history.ts'
import { newId, sha256 } from './secrets.ts'

/**
 * Whose certificate it is, as the practice CA knows: serials are its own. A renewal may have happened in another process,
 * so an unknown one is looked up on disk too.
 */
export async function personOfCertificate(
  { world, now }: PortalContext,
  certificate: Uint8Array,
): Promise<PracticePerson | undefined> {
  const known = holder(world.people, certificate)
  if (known !== undefined) return known
  return holder((await openWorld(world.folder, now)).people, certificate)
}

/** Binds the account to that certificate; opens the account at the first log-in. */
export function linkAccount(context: PortalContext, person: PracticePerson, certificate: Uint8Array): void {
  const { database, now } = context
  const fingerprint = sha256(certificate)
  const linked = database
    .prepare<[string], string>('SELECT certificate_sha256 FROM accounts WHERE person = ?')
    .pluck()
    .get(person.id)
  if (linked === fingerprint) return
  database
    .prepare(
      `INSERT INTO accounts (person, subject, certificate_sha256, linked_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (person) DO UPDATE SET certificate_sha256 = excluded.certificate_sha256, linked_at = excluded.linked_at`,
    )
    .run(person.id, newId(), fingerprint, now().getTime())
  recordHistory(context, person.id, linked === undefined ? 'account_opened' : 'account_relinked')
}

/** Pairwise: made for this account at this portal, and tells nothing about the certificate. */
export function subjectOf({ database }: PortalContext, person: string): string | undefined {
  return database.prepare<[string], string>('SELECT subject FROM accounts WHERE person = ?').pluck().get(person)
}

/** Serial in upper-case hex, as node:crypto writes it. */
export function serialOf(certificate: Uint8Array): string {
  return new X509Certificate(certificate).serialNumber
}

function holder(people: readonly PracticePerson[], certificate: Uint8Array): PracticePerson | undefined {
  const wanted = Buffer.from(certificate)
  return people.find(({ authentication, phoneKeys }) =>
    [authentication, phoneKeys?.authentication].some((key) => key !== undefined && wanted.equals(key.certificate)),
  )
}

// Reads a certificate from the card; one that was read before is recognised by its beginning and not read again.
import type { CertificateRole } from '../../preload/shapes/certificates.ts'
import { fail } from '../failure.ts'
import type { Exchange } from './channel.ts'
import type { FileAccess } from './fileAccess.ts'
import { isEmpty, objectLength, readOn, readStart } from './files.ts'

/**
 * Certificates that cards gave before. Found by the first bytes that the card in the reader gives now: they hold issuer
 * and serial number (RFC 5280 4.1), so another card's certificate is never taken for this one's.
 */
export interface CertificateMemory {
  recall(start: Uint8Array): Uint8Array | undefined
  keep(certificate: Uint8Array): void
  /** What the last card took, as a first guess for the next. */
  readonly access: FileAccess
}

/** Version, serial number, algorithm and the issuer's name lie within them. */
const tellingBytes = 200
/** A household's cards, four certificates each, with room for renewed ones. */
const most = 64

/** A memory for the life of the program. Holds public certificates only. */
export function rememberCertificates(): CertificateMemory {
  const known: Uint8Array[] = []
  const recall = (start: Uint8Array): Uint8Array | undefined =>
    start.length < tellingBytes ? undefined : known.find((one) => startsWith(one, start) || startsWith(start, one))
  return {
    access: { shortIds: true },
    recall,
    keep(certificate) {
      if (certificate.length < tellingBytes || recall(certificate) !== undefined) return
      known.push(certificate)
      if (known.length > most) known.shift()
    },
  }
}

export type CertificateOnCard = { kind: 'certificate'; der: Uint8Array } | { kind: 'absent' } | { kind: 'pinNeeded' }

/** Where the certificates lie in 公的個人認証AP (two sources for each). */
export const certificateFiles: Readonly<Record<CertificateRole, number>> = {
  signature: 0x0001,
  signatureAuthority: 0x0002,
  authentication: 0x000a,
  authenticationAuthority: 0x000b,
}

/** The certificates of those roles that are there and open, in that order. 公的個人認証AP is selected. */
export async function readCertificates(
  exchange: Exchange,
  access: FileAccess,
  memory: CertificateMemory,
  roles: readonly CertificateRole[],
): Promise<{ role: CertificateRole; der: Uint8Array }[]> {
  const found: { role: CertificateRole; der: Uint8Array }[] = []
  for (const role of roles) {
    const read = await readCertificate(exchange, access, certificateFiles[role], memory)
    if (read.kind === 'certificate') found.push({ role, der: read.der })
  }
  return found
}

/**
 * The certificate in that file of the selected application. A phone's token opens it only after the PIN: `pinNeeded`.
 * @throws card.certificateUnreadable when something else lies there
 */
export async function readCertificate(
  exchange: Exchange,
  access: FileAccess,
  file: number,
  memory?: CertificateMemory,
): Promise<CertificateOnCard> {
  const step = 'read certificate'
  const start = await readStart(exchange, access, file, step)
  if (start.kind !== 'bytes') return start
  if (isEmpty(start.bytes)) return { kind: 'absent' }
  const known = memory?.recall(start.bytes)
  if (known !== undefined) return { kind: 'certificate', der: known }
  const length = objectLength(start.bytes)
  if (start.bytes[0] !== 0x30 || length === undefined) return fail({ code: 'card.certificateUnreadable' })
  const der = await readOn(exchange, file, start.bytes, length, step)
  memory?.keep(der)
  return { kind: 'certificate', der }
}

const startsWith = (whole: Uint8Array, start: Uint8Array): boolean =>
  whole.length >= start.length && start.every((byte, index) => byte === whole[index])

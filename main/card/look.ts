// What a card tells about itself without any PIN.
import type { CardInReader, CertificateFacts } from '../../preload/shapes.ts'
import { readCertificate as certificateFacts } from '../certificates/certificate.ts'
import { fail } from '../failure.ts'
import type { Transmit } from '../ports.ts'
import { files, leaveClean, selectApplication } from './applications.ts'
import { type CertificateMemory, readCertificate } from './certificateFile.ts'
import { openChannel } from './channel.ts'
import type { FileAccess } from './fileAccess.ts'
import { pins, triesLeft } from './pin.ts'
import { type Medium, readAvailability, readTokenInformation } from './tokenInformation.ts'
import { looksWithoutPins, readInputTries } from './withoutPins.ts'

export interface Look {
  /** As shown; whose it is, is not known here (`personId` null). */
  readonly card: Extract<CardInReader, { kind: 'myNumber' | 'unknown' }>
  readonly medium: Medium
  /** The authentication certificate (DER), where it is there and open. */
  readonly certificate: Uint8Array | undefined
}

export interface LookOptions {
  readonly now: () => Date
  readonly memory?: CertificateMemory
}

/**
 * Looks at the card without spending a try: what it is, tries left, its authentication certificate. Must have the card
 * alone. @throws card.garbled, card.certificateUnreadable, and what the reader throws
 */
export async function lookAtCard(transmit: Transmit, { now, memory }: LookOptions): Promise<Look> {
  const exchange = openChannel(transmit)
  const access: FileAccess = { shortIds: memory?.access.shortIds ?? true }
  if (!(await selectApplication(exchange, 'jpki')))
    return { card: { kind: 'unknown' }, medium: 'unknown', certificate: undefined }
  const { label, medium } = await readTokenInformation(exchange, access)
  const { hasSignature } = await readAvailability(exchange, access)
  const found = await readCertificate(exchange, access, files.authenticationCertificate, memory)
  const certificate = found.kind === 'certificate' ? found.der : undefined
  const authentication = await triesLeft(exchange, access, pins.authentication)
  const signature = await triesLeft(exchange, access, pins.signature)
  const input = await readInputTries(exchange, access)
  await leaveClean(exchange)
  if (memory !== undefined) memory.access.shortIds = access.shortIds
  const tries = { authentication, signature, input }
  return {
    medium,
    certificate,
    card: {
      kind: 'myNumber',
      label,
      triesLeft: { authentication: authentication ?? null, signature: signature ?? null, input: input ?? null },
      withoutPins: looksWithoutPins(tries, hasSignature),
      authentication: certificate === undefined ? null : factsOf(certificate, now()),
      hasSignatureCertificate: hasSignature,
      personId: null,
    },
  }
}

function factsOf(certificate: Uint8Array, now: Date): CertificateFacts {
  const { subject, issuer, serial, validFrom, validUntil, sha256 } = readFacts(certificate)
  return { subject, issuer, serial, validFrom, validUntil, sha256, expired: now > new Date(validUntil) }
}

function readFacts(certificate: Uint8Array) {
  try {
    return certificateFacts(certificate)
  } catch (error) {
    return fail({ code: 'card.certificateUnreadable' }, error)
  }
}

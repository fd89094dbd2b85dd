// The card's authentication key (利用者証明用), opened once by one PIN entry for everything that is to be signed in one go.
import type { KeyObject } from 'node:crypto'
import { openCertificate } from '../certificates/certificate.ts'
import { fail, WalletError } from '../failure.ts'
import { files, leaveClean } from './applications.ts'
import { type CertificateMemory, readCertificate } from './certificateFile.ts'
import type { Exchange } from './channel.ts'
import type { FileAccess } from './fileAccess.ts'
import { pins, type TypedPin, verifyPin } from './pin.ts'
import { signMessage } from './sign.ts'
import { signSlot } from './slotSignature.ts'
import { issuedWithoutPins } from './withoutPins.ts'

export interface AuthenticationOptions {
  readonly typed: TypedPin
  /** The certificate (DER) that this card was just seen to have; `undefined` on a phone, which shows it after the PIN. */
  readonly certificate: Uint8Array | undefined
  readonly memory: CertificateMemory
  /** Told a certificate that the PIN has opened, before anything is signed; throws to stop. */
  readonly opened?: (certificate: Uint8Array) => Promise<void>
}

/** The opened key. Every signature was checked against the certificate before it is handed out. */
export interface AuthenticationKey {
  /** DER. */
  readonly certificate: Uint8Array
  /** RSASSA-PKCS1-v1_5 with SHA-256 over the message; the hash and its DigestInfo are made here. */
  sign(message: Uint8Array): Promise<Uint8Array>
  /** The signature that opens a drawer's slot; see slotSignature.ts. */
  signSlot(salt: Uint8Array, twice: boolean): Promise<Uint8Array>
}

/**
 * Opens the authentication key with one PIN entry, lends it to `work`, and leaves the card with nothing verified. The card
 * is held alone, was compared (`confirmSameCard`), and has 公的個人認証AP selected.
 *
 * @throws card.unknown, card.certificateUnreadable, card.withoutPins, and what `verifyPin` and `opened` throw
 */
export async function withAuthenticationKey<T>(
  exchange: Exchange,
  access: FileAccess,
  { typed, certificate: seen, memory, opened }: AuthenticationOptions,
  work: (key: AuthenticationKey) => Promise<T>,
): Promise<T> {
  try {
    if (seen !== undefined) publicKeyOf(seen)
    await prove(exchange, access, typed)
    const certificate = seen ?? (await openedCertificate(exchange, access, memory))
    const key = publicKeyOf(certificate)
    if (seen === undefined) await opened?.(certificate)
    return await work({
      certificate,
      sign: (message) => signMessage(exchange, access, { message, key: files.authenticationKey, certified: key }),
      signSlot: (salt, twice) => signSlot(exchange, access, key, salt, twice),
    })
  } finally {
    typed.bytes.fill(0)
    memory.access.shortIds = access.shortIds
    await leaveClean(exchange)
  }
}

async function openedCertificate(
  exchange: Exchange,
  access: FileAccess,
  memory: CertificateMemory,
): Promise<Uint8Array> {
  const found = await readCertificate(exchange, access, files.authenticationCertificate, memory)
  if (found.kind === 'absent') return fail({ code: 'card.noCertificate' })
  return found.kind === 'certificate'
    ? found.der
    : fail({ code: 'card.garbled', step: 'read certificate (still closed)' })
}

/** A card issued without PINs answers as if its PIN were locked; the person is told the right one of the two. */
async function prove(exchange: Exchange, access: FileAccess, typed: TypedPin): Promise<void> {
  try {
    await verifyPin(exchange, access, pins.authentication, typed)
  } catch (error) {
    if (isLocked(error) && (await issuedWithoutPins(exchange, access))) return fail({ code: 'card.withoutPins' }, error)
    throw error
  }
}

const isLocked = (error: unknown): boolean =>
  error instanceof WalletError && (error.failure.code === 'card.pinLocked' || error.failure.code === 'card.withoutPins')

/** @throws card.certificateUnreadable; card.unknown for a key that no card of today has (the next one will be elliptic) */
function publicKeyOf(certificate: Uint8Array): KeyObject {
  const { publicKey } = readCard(certificate)
  if (publicKey === undefined || publicKey.asymmetricKeyType !== 'rsa') return fail({ code: 'card.unknown' })
  return publicKey
}

function readCard(certificate: Uint8Array) {
  try {
    return openCertificate(certificate)
  } catch (error) {
    return fail({ code: 'card.certificateUnreadable' }, error)
  }
}

// The card's signing key (署名用), opened once by one PIN entry for every document that is to be signed in one go.
import type { KeyObject } from 'node:crypto'
import { openCertificate } from '../certificates/certificate.ts'
import { issuedBy } from '../certificates/chainRules.ts'
import { fail, WalletError } from '../failure.ts'
import { files, leaveClean } from './applications.ts'
import { type CertificateMemory, readCertificate } from './certificateFile.ts'
import type { Exchange } from './channel.ts'
import type { FileAccess } from './fileAccess.ts'
import { pins, type TypedPin, verifyPin } from './pin.ts'
import { signMessage } from './sign.ts'

export interface SignatureOptions {
  readonly typed: TypedPin
  /** Certificates that anybody may read: the authority's is found here. */
  readonly memory: CertificateMemory
  /** Signing certificates that were read before. They hold personal attributes, so that this memory lasts no longer than one person's turn. */
  readonly ownMemory: CertificateMemory
  /** Told the signing certificate (DER), before anything is signed; throws to stop. */
  readonly opened?: (certificate: Uint8Array) => void | Promise<void>
}

/** The opened key. Every signature was checked against the certificate before it is handed out. */
export interface SignatureKey {
  /** DER. */
  readonly certificate: Uint8Array
  /** DER of the authority's certificate, where the card holds a readable one. */
  readonly chain: readonly Uint8Array[]
  /** RSASSA-PKCS1-v1_5 with SHA-256 over the message; the hash and its DigestInfo are made here. */
  sign(message: Uint8Array): Promise<Uint8Array>
}

/**
 * Opens the signing key with one PIN entry, lends it to `work`, and leaves the card with nothing verified. The card is held
 * alone, was compared (`confirmSameCard`), and has 公的個人認証AP selected.
 *
 * @throws card.noCertificate for a holder who has none (children under 15); card.certificateUnreadable; card.unknown for a
 * key that no card of today has; what `verifyPin` and `opened` throw
 */
export async function withSignatureKey<T>(
  exchange: Exchange,
  access: FileAccess,
  { typed, memory, ownMemory, opened }: SignatureOptions,
  work: (key: SignatureKey) => Promise<T>,
): Promise<T> {
  try {
    // Open to everybody, so that it is read before the PIN is proved.
    const authority = await readAuthority(exchange, access, memory)
    await verifyPin(exchange, access, pins.signature, typed)
    const certificate = await ownCertificate(exchange, access, ownMemory)
    const key = publicKeyOf(certificate)
    await opened?.(certificate)
    return await work({
      certificate,
      chain: authority !== undefined && certifies(authority, certificate) ? [authority] : [],
      sign: (message) => signMessage(exchange, access, { message, key: files.signatureKey, certified: key }),
    })
  } finally {
    typed.bytes.fill(0)
    memory.access.shortIds = access.shortIds
    await leaveClean(exchange)
  }
}

/** A copy that is missing or unreadable keeps nobody from signing: verifiers know the authority themselves. */
async function readAuthority(
  exchange: Exchange,
  access: FileAccess,
  memory: CertificateMemory,
): Promise<Uint8Array | undefined> {
  try {
    const found = await readCertificate(exchange, access, files.signatureAuthority, memory)
    return found.kind === 'certificate' ? found.der : undefined
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'card.certificateUnreadable') return undefined
    throw error
  }
}

function certifies(authority: Uint8Array, certificate: Uint8Array): boolean {
  try {
    return issuedBy(openCertificate(certificate), openCertificate(authority))
  } catch (error) {
    if (error instanceof WalletError) return false
    throw error
  }
}

async function ownCertificate(exchange: Exchange, access: FileAccess, memory: CertificateMemory): Promise<Uint8Array> {
  const found = await readCertificate(exchange, access, files.signatureCertificate, memory)
  if (found.kind === 'absent') return fail({ code: 'card.noCertificate' })
  return found.kind === 'certificate'
    ? found.der
    : fail({ code: 'card.garbled', step: 'read certificate (still closed)' })
}

function publicKeyOf(certificate: Uint8Array): KeyObject {
  try {
    const { publicKey } = openCertificate(certificate)
    // The next card will have an elliptic key, and nobody knows yet how it is asked to sign.
    return publicKey?.asymmetricKeyType === 'rsa' ? publicKey : fail({ code: 'card.unknown' })
  } catch (error) {
    return fail({ code: 'card.certificateUnreadable' }, error)
  }
}

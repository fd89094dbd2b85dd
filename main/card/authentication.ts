// The card's authentication key (利用者証明用), opened once by one PIN entry for everything that is to be signed in one go.
import { type KeyObject, verify } from 'node:crypto'
import { openCertificate } from '../certificates/certificate.ts'
import { fail, WalletError } from '../failure.ts'
import type { Transmit } from '../ports.ts'
import { files, leaveClean, selectApplication } from './applications.ts'
import { type CertificateMemory, readCertificate } from './certificateFile.ts'
import { type Exchange, openChannel } from './channel.ts'
import type { FileAccess } from './fileAccess.ts'
import { pins, type VerifyOptions, verifyPin } from './pin.ts'
import { signMessage } from './sign.ts'
import { signSlot } from './slotSignature.ts'
import { issuedWithoutPins } from './withoutPins.ts'

export interface AuthenticationOptions extends VerifyOptions {
  /** Certificates that were read before; without it the certificate is read anew. */
  readonly memory?: CertificateMemory
  /**
   * Looks at the card's certificate (whose is it, is it still valid) and throws to stop. Before the PIN is asked; on a
   * phone's token, which shows its certificate only after the PIN, before anything is signed.
   */
  readonly check?: (certificate: Uint8Array) => void | Promise<void>
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
 * Opens the authentication key with one PIN entry, lends it to `work`, and leaves the card with nothing verified.
 * Must have the card alone (CardReaders.withCard).
 *
 * @throws card.unknown, card.noCertificate, card.certificateUnreadable, card.withoutPins, and what `verifyPin` throws
 */
export async function withAuthenticationKey<T>(
  transmit: Transmit,
  options: AuthenticationOptions,
  work: (key: AuthenticationKey) => Promise<T>,
): Promise<T> {
  const exchange = openChannel(transmit)
  const access: FileAccess = { shortIds: options.memory?.access.shortIds ?? true }
  if (!(await selectApplication(exchange, 'jpki'))) return fail({ code: 'card.unknown' })
  try {
    const early = await holderCertificate(exchange, access, options)
    await prove(exchange, access, options)
    const certificate = early ?? (await holderCertificate(exchange, access, options))
    if (certificate === undefined) return fail({ code: 'card.garbled', step: 'read certificate (still closed)' })
    const key = publicKeyOf(certificate)
    return await work({
      certificate,
      sign: async (message) => {
        const signature = await signMessage(exchange, access, message)
        if (!verify('sha256', message, key, signature)) return fail({ code: 'card.garbled', step: 'sign (mismatch)' })
        return signature
      },
      signSlot: (salt, twice) => signSlot(exchange, access, key, salt, twice),
    })
  } finally {
    if (options.memory !== undefined) options.memory.access.shortIds = access.shortIds
    await leaveClean(exchange)
  }
}

/** Signs one message: all a log-in needs of the card. @throws as withAuthenticationKey */
export function authenticate(
  transmit: Transmit,
  options: AuthenticationOptions & { readonly message: Uint8Array },
): Promise<{ certificate: Uint8Array; signature: Uint8Array }> {
  return withAuthenticationKey(transmit, options, async ({ certificate, sign }) => {
    return { certificate, signature: await sign(options.message) }
  })
}

/** Read and looked at; `undefined` while the card wants its PIN first. */
async function holderCertificate(
  exchange: Exchange,
  access: FileAccess,
  { memory, check }: AuthenticationOptions,
): Promise<Uint8Array | undefined> {
  const found = await readCertificate(exchange, access, files.authenticationCertificate, memory)
  if (found.kind === 'pinNeeded') return undefined
  if (found.kind === 'absent') return fail({ code: 'card.noCertificate' })
  publicKeyOf(found.der)
  await check?.(found.der)
  return found.der
}

/** A card issued without PINs answers as if its PIN were locked; the person is told the right one of the two. */
async function prove(exchange: Exchange, access: FileAccess, options: VerifyOptions): Promise<void> {
  try {
    await verifyPin(exchange, access, pins.authentication, options)
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

// The card's private key signs two kinds of bytes only: a DigestInfo made here from a message, and the message of a drawer's
// key slot, which is none. So no log-in and no page can ever obtain the signature that opens a drawer.
import { createHash, type KeyObject, verify } from 'node:crypto'
import { cardSlotMessage } from '../drawer/cardSlot.ts'
import { fail } from '../failure.ts'
import { nameStatus, ok, unexpected } from './apdu.ts'
import { files } from './applications.ts'
import type { Exchange } from './channel.ts'
import { atFile, type FileAccess } from './fileAccess.ts'

/** SEQUENCE { SEQUENCE { OID sha256, NULL }, OCTET STRING of 32 bytes } up to the hash (RFC 8017 9.2, note 1). */
const sha256DigestInfo = Buffer.from('3031300D060960864801650304020105000420', 'hex')

/**
 * RSASSA-PKCS1-v1_5 with SHA-256 over the message, by the key in that file. Its PIN was verified before.
 *
 * @param certified the public key of its certificate: the signature is checked by it before it is handed out
 * @throws card.garbled
 */
export async function signMessage(
  exchange: Exchange,
  access: FileAccess,
  { message, key, certified }: { readonly message: Uint8Array; readonly key: number; readonly certified: KeyObject },
): Promise<Uint8Array> {
  const hash = createHash('sha256').update(message).digest()
  const input = new Uint8Array(Buffer.concat([sha256DigestInfo, hash]))
  const signature = await computeSignature(exchange, access, key, input)
  if (!verify('sha256', message, certified, signature)) return fail({ code: 'card.garbled', step: 'sign (mismatch)' })
  return signature
}

/** The signature over a drawer slot's message, padded by the card as it is (PKCS#1 v1.5, type 1), without a hash. */
export function signSlotSalt(exchange: Exchange, access: FileAccess, salt: Uint8Array): Promise<Uint8Array> {
  const message = cardSlotMessage(salt)
  // 245 bytes fit into PKCS#1 padding of 2048 bits. A message that begins as a SEQUENCE could be a DigestInfo.
  if (message.length < 1 || message.length > 245 || message[0] === 0x30) throw new Error('not the message of a slot')
  return computeSignature(exchange, access, files.authenticationKey, message)
}

async function computeSignature(
  exchange: Exchange,
  access: FileAccess,
  key: number,
  input: Uint8Array,
): Promise<Uint8Array> {
  const step = 'sign'
  const answer = await atFile(exchange, access, key, (shortId) => {
    return { step, cla: 0x80, ins: 0x2a, p1: 0x00, p2: 0x80 | (shortId ?? 0), data: input, le: 256 }
  })
  if (answer === undefined) return fail({ code: 'card.garbled', step: `${step} (no key)` })
  if (answer.status === ok && answer.data.length > 0) return answer.data
  // The verified state went away in between: another program reset the card.
  if (nameStatus(answer.status) === 'pinNeeded') return fail({ code: 'card.garbled', step: `${step} (not verified)` })
  return unexpected(step, answer)
}

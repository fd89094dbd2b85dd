// What the JPKI application says about itself without any PIN.
import type { Medium } from '../../preload/shapes/card.ts'
import { files } from './applications.ts'
import type { Exchange } from './channel.ts'
import type { FileAccess } from './fileAccess.ts'
import { readStart } from './files.ts'

/** What carries the certificates, by the label of EF 0006. */
const media = new Map<string, Medium>([
  ['JPKIAPICCTOKEN2', 'myNumberCard'],
  // 住民基本台帳カード, the card before this one: its authentication key does not exist.
  ['JPKIAPICCTOKEN', 'residentCard'],
  ['JPKIAPGPSETOKEN', 'android'],
  // One source.
  ['JPKIAPIOSTOKEN', 'iphone'],
])

/** @returns label without its padding; printable ASCII only, so that it can be shown */
export async function readTokenInformation(
  exchange: Exchange,
  access: FileAccess,
): Promise<{ label: string; medium: Medium }> {
  const start = await readStart(exchange, access, files.tokenInformation, 'read token information', 32)
  const bytes = start.kind === 'bytes' ? start.bytes.subarray(0, 32) : new Uint8Array()
  const label = Buffer.from(bytes.filter((byte) => byte >= 0x20 && byte < 0x7f))
    .toString('latin1')
    .trimEnd()
  return { label, medium: media.get(label) ?? 'unknown' }
}

/** EF 0008: 8F in the first byte when the signing certificate is there, in the second for authentication (one source). */
export async function readAvailability(exchange: Exchange, access: FileAccess): Promise<{ hasSignature: boolean }> {
  const start = await readStart(exchange, access, files.availability, 'read availability', 3)
  return { hasSignature: start.kind === 'bytes' && start.bytes[0] === 0x8f }
}

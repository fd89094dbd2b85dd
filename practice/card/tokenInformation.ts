// EF 0006 of the JPKI application: a PKCS#11 CK_TOKEN_INFO, big-endian, exactly 160 bytes.
import { ascii, joined } from './tlv.ts'

/** What carries the certificates; the label tells. */
export type TokenKind = 'card' | 'android' | 'iphone' | 'residentCard'

export function isPhone(kind: TokenKind): kind is 'android' | 'iphone' {
  return kind === 'android' || kind === 'iphone'
}

const labels: Readonly<Record<TokenKind, string>> = {
  card: 'JPKIAPICCTOKEN2',
  android: 'JPKIAPGPSETOKEN',
  iphone: 'JPKIAPIOSTOKEN',
  residentCard: 'JPKIAPICCTOKEN',
}

/** Field values as on J-LIS's test card; the layout behind the label is known from one source. */
export function tokenInformation(kind: TokenKind): Uint8Array {
  return joined(
    ascii(labels[kind].padEnd(32)),
    ascii('1'.padStart(32, '0')),
    ascii('E16R01NJ'.padEnd(16)),
    ascii('0000000020500003'),
    ...[0x40d, 1, 0, 1, 0, 16, 6].map(number32),
    new Uint8Array(16).fill(0xff),
    ascii('0301'),
    ascii('9'.repeat(16)),
  )
}

function number32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

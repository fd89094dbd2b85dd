// Who a TLS server is, beyond its name: the keys that a profile pins, and no authority of practice.
import { createHash, X509Certificate } from 'node:crypto'
import { checkServerIdentity, type DetailedPeerCertificate, type PeerCertificate } from 'node:tls'
import { WalletError } from '../failure.ts'
import { isPracticeName } from '../portal/checkProfile.ts'

export interface KnownServer {
  /** PEM of the only authorities that are believed there; empty: those of every other server. */
  readonly ca: readonly string[]
  /** One of these keys is in its chain: SHA-256 of the SPKI, base64 (RFC 7469 2.4). Empty: any. */
  readonly pins: readonly string[]
}

/** For node:tls: undefined where the server is who it should be. */
export function identityCheck(
  pins: readonly string[],
  refusesPractice: boolean,
): (host: string, certificate: PeerCertificate) => Error | undefined {
  return (host, certificate) => {
    const wrongName = checkServerIdentity(host, certificate)
    if (wrongName !== undefined) return wrongName
    if (pins.length === 0 && !refusesPractice) return undefined
    const chain = chainOf(certificate)
    const pinned = pins.length === 0 || chain.some((one) => pins.includes(spkiHash(one)))
    const practice = refusesPractice && chain.some(({ subject, issuer }) => [subject, issuer].some(isPracticeName))
    return pinned && !practice ? undefined : new WalletError({ code: 'portal.untrusted' })
  }
}

/** Leaf first, as it was verified: the last one is the anchor. */
function chainOf(leaf: PeerCertificate): X509Certificate[] {
  const chain: X509Certificate[] = []
  let next: PeerCertificate | DetailedPeerCertificate | undefined = leaf
  while (next !== undefined && chain.length < 12) {
    const certificate = new X509Certificate(next.raw)
    if (chain.some(({ fingerprint256 }) => fingerprint256 === certificate.fingerprint256)) break
    chain.push(certificate)
    next = 'issuerCertificate' in next ? next.issuerCertificate : undefined
  }
  return chain
}

export const spkiHash = ({ publicKey }: X509Certificate): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')

// Does the key that signed the request belong to the client id in it? (OpenID4VP 1.0 section 5.9)
import { createHash } from 'node:crypto'
import type { ReadCertificate } from '../certificates/certificate.ts'
import { fail } from '../failure.ts'

/**
 * Takes `x509_hash` and `x509_san_dns`, the prefixes whose key stands in a certificate. Others are refused: without a
 * prefix a client would have to be registered with the wallet, and the wallet registers nobody.
 *
 * @param responseUri must lie at the host of an `x509_san_dns` client
 * @throws request.invalid
 */
export function checkClientId(clientId: string, leaf: ReadCertificate, responseUri: URL): void {
  const colon = clientId.indexOf(':')
  const prefix = colon < 0 ? '' : clientId.slice(0, colon)
  const rest = clientId.slice(colon + 1)
  switch (prefix) {
    case 'x509_hash':
      if (rest !== createHash('sha256').update(leaf.der).digest('base64url'))
        invalid('client_id is not the hash of the certificate')
      return
    case 'x509_san_dns':
      if (!leaf.facts.subjectAltName.some((name) => name.kind === 'dns' && name.value === rest)) {
        invalid('client_id is not a name in the certificate')
      }
      if (responseUri.hostname !== rest) invalid('response_uri lies at another host than client_id')
      return
    default:
      invalid(`client_id prefix ${/^[a-z0-9_]{1,40}$/.test(prefix) ? prefix : 'unknown'} is not supported`)
  }
}

function invalid(detail: string): never {
  fail({ code: 'request.invalid', detail })
}

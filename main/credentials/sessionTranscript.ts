// The bytes that tie an mdoc presentation to one OpenID4VP request (OpenID4VP 1.0 B.2.6.1, ISO/IEC 18013-5 9.1.3).
import { createHash } from 'node:crypto'
import { EncodedCbor, embed, encodeCbor } from './encodeCbor.ts'

/** The parts of the request that the presentation is bound to. */
export interface OpenId4VpSession {
  /** With its prefix. */
  readonly clientId: string
  readonly nonce: string
  /** `response_uri`, or `redirect_uri` where that is used. */
  readonly responseUri: string
  /** SHA-256 thumbprint (RFC 7638) of the key that the answer is encrypted to, 32 bytes; absent when it is not encrypted. */
  readonly encryptionJwkThumbprint?: Uint8Array
}

/** SessionTranscript as CBOR. */
export function sessionTranscript(session: OpenId4VpSession): Uint8Array {
  const info = encodeCbor([
    session.clientId,
    session.nonce,
    session.encryptionJwkThumbprint ?? null,
    session.responseUri,
  ])
  const hash = new Uint8Array(createHash('sha256').update(info).digest())
  return encodeCbor([null, null, ['OpenID4VPHandover', hash]])
}

/** DeviceAuthenticationBytes: what the device key signs (ISO/IEC 18013-5 9.1.3.4). */
export function deviceAuthenticationBytes(
  transcript: Uint8Array,
  docType: string,
  deviceNameSpaces: Uint8Array,
): Uint8Array {
  return embed(['DeviceAuthentication', new EncodedCbor(transcript), docType, new EncodedCbor(deviceNameSpaces)]).bytes
}

// What answers when no application is selected: the level that GlobalPlatform calls the issuer security domain.
import type { PracticePerson } from '../person.ts'
import type { CardDataKeys } from '../world.ts'
import type { Application } from './application.ts'
import { cvCertificateBody, keyId } from './cvCertificate.ts'
import { ascii, tlv } from './tlv.ts'

/** GET DATA answers here who issued the card, when it ends, and the contact ATR without its first byte. */
export function issuerSecurityDomain(person: PracticePerson, keys: CardDataKeys, contactAtr: Uint8Array): Application {
  return {
    title: 'Issuer Security Domain',
    aid: Uint8Array.of(0xa0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00),
    // Selectable, never readable.
    files: new Map([[0x1e, { kind: 'unknown' }]]),
    pins: [],
    dataObjects: new Map([
      // 16 bytes of what form is not known: a key number's.
      [0x0042, keyId('9900020', '001')],
      [0x0045, ascii(`PRACTICE${person.card.serial}`)],
      [0x0066, recognitionData],
      [0x00f0, ascii(person.municipality.code)],
      [0x00f2, ascii(person.card.expiresOn.replaceAll('-', ''))],
      [0x00f7, keyId('9900020', '001', 0xa8)],
      // The content of a CV certificate: over 256 bytes, so it is asked for with an extended length.
      [0x00f8, cvCertificateBody('9900020', keys)],
      // 7F21, the next certificate, is absent on some cards, here too.
      [0x5f51, contactAtr.subarray(1)],
    ]),
  }
}

/** GlobalPlatform Card Specification H.2: the object identifier of GlobalPlatform, version 2.1.1; the rest is left out. */
const recognitionData = tlv(
  0x66,
  tlv(
    0x73,
    tlv(0x06, Buffer.from('2a864886fc6b01', 'hex')),
    tlv(0x60, tlv(0x06, Buffer.from('2a864886fc6b02020101', 'hex'))),
  ),
)

// What answers when no application is selected: the level that GlobalPlatform calls the issuer security domain.
import type { PracticePerson } from '../person.ts'
import type { Application } from './application.ts'
import { ascii } from './tlv.ts'

/** GET DATA answers municipality and end of the card here, and the contact ATR without its first byte. */
export function issuerSecurityDomain(person: PracticePerson, contactAtr: Uint8Array): Application {
  return {
    title: 'Issuer Security Domain',
    aid: Uint8Array.of(0xa0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00),
    // Selectable, never readable.
    files: new Map([[0x1e, { kind: 'unknown' }]]),
    pins: [],
    dataObjects: new Map([
      [0x00f0, ascii(person.municipality.code)],
      [0x00f2, ascii(person.card.expiresOn.replaceAll('-', ''))],
      [0x5f51, contactAtr.subarray(1)],
    ]),
  }
}

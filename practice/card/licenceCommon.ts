// What both forms of a driver's licence share: the card of its own and マイナ免許証.
import { sign } from 'node:crypto'
import type { CardDataKeys } from '../world.ts'
import { ascii, joined, tlv } from './tlv.ts'

/** DPIN: what opens a licence whose holder set no PIN. */
export const defaultLicencePin = '****'

/** 16 bytes: A0 00 00 hh ll nn and ten zeros. */
export function licenceAid(provider: number, number: number): Uint8Array {
  return joined(Uint8Array.of(0xa0, 0x00, 0x00, provider >> 8, provider & 0xff, number), new Uint8Array(10))
}

/**
 * Signature (RSA, PKCS #1) in B1, then serial number, issuer, subject and key identifier of its certificate, which is not
 * on the card. A GUESS: which bytes are signed (here the licence card's EF01, EF02 and the photo's file, or マイナ免許証's
 * WEF02, whole), the hash (SHA-256), and the tags behind B1.
 */
export function licenceSignature(signed: Uint8Array, keys: CardDataKeys): Uint8Array {
  return joined(
    tlv(0xb1, sign('sha256', signed, keys.licence)),
    tlv(0xb2, Uint8Array.of(0x70, 0, 0, 1)),
    tlv(0xb3, ascii('C=JP,O=Tefuda practice (not real),CN=Practice Police')),
    tlv(0xb4, ascii('C=JP,O=Tefuda practice (not real),CN=Practice Licences')),
    tlv(0xb5, new Uint8Array(20)),
  )
}

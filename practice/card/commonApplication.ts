// 共通カードAP and 住基AP: who the card is for the municipality, behind two PIN objects that people know as one PIN
// (住民基本台帳用).
import type { PracticePerson } from '../person.ts'
import type { CardDataKeys } from '../world.ts'
import { type Application, type CardFile, cardDataAid, fourDigits, keyFile, type PinRule } from './application.ts'
import { keyId } from './cvCertificate.ts'
import { ascii, joined } from './tlv.ts'

/** 共通カードAP: serial number, municipality and end of the card for everybody to read, and a key that proves the card. */
export function commonApplication(person: PracticePerson, keys: CardDataKeys): Application {
  const { serial, expiresOn } = person.card
  const digits = ascii(`${serial}${person.municipality.code}${expiresOn.replaceAll('-', '')}`)
  return {
    title: '共通カードAP',
    aid: cardDataAid(0x0100),
    files: new Map<number, CardFile>([
      [0x01, { kind: 'records', records: [simpleTlv(0x01, digits)], access: 'free' }],
      [0x02, { kind: 'records', records: [keyRecord('9900010')], access: 'free' }],
      [0x19, keyFile(() => keys.common, 'free', 'internalAuthenticate')],
      ...pinObject(person),
      [0x1e, { kind: 'unknown' }],
    ]),
    pins: [residentPin(person)],
  }
}

/** 住基AP: 住民票コード is said to be inside; where is not known, so it is not here. */
export function residentApplication(person: PracticePerson): Application {
  return {
    title: '住基AP',
    aid: cardDataAid(0x0401),
    files: new Map<number, CardFile>([
      [0x02, { kind: 'records', records: [keyRecord('9900011')], access: 'free' }],
      ...pinObject(person),
    ]),
    pins: [residentPin(person)],
  }
}

/** Missing on a card issued without PINs (a guess). */
function pinObject(person: PracticePerson): (readonly [number, CardFile])[] {
  return person.card.kind === 'withoutPins' ? [] : [[0x1c, { kind: 'pin', name: 'resident' }]]
}

function residentPin(person: PracticePerson): PinRule {
  return { name: 'resident', value: person.pins.resident, tries: 3, change: { by: 'changeKey', form: fourDigits } }
}

/** That the key number stands in a TLV of its own (tag 02) is a guess. */
function keyRecord(number: string): Uint8Array {
  return simpleTlv(0x02, keyId(number, '001'))
}

/** TLV of JICSAP, not BER: one byte of tag, one of length or FF and two. */
export function simpleTlv(tag: number, value: Uint8Array): Uint8Array {
  const length = value.length < 0xff ? [value.length] : [0xff, value.length >> 8, value.length & 0xff]
  return joined(Uint8Array.from([tag, ...length]), value)
}

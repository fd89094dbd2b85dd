// 券面事項入力補助AP: the four attributes as text, the number, and who vouches for them.
import { createHash, type KeyObject, sign } from 'node:crypto'
import type { PracticePerson } from '../person.ts'
import type { CardDataKeys } from '../world.ts'
import {
  type Application,
  type CardFile,
  cardDataAid,
  emptyFile,
  fourDigits,
  keyFile,
  transparent,
} from './application.ts'
import { checkNumberB } from './checkNumbers.ts'
import { cvCertificate, keyId, publicKey } from './cvCertificate.ts'
import { ascii, filled, joined, tlv, wideTlv, withFiller } from './tlv.ts'

/** The four-digit PIN opens all; 照合番号A (the number) and B (birth, end and code of the card) open parts. */
export function inputHelperApplication(person: PracticePerson, keys: CardDataKeys): Application {
  const any = ['input', 'checkNumberA', 'checkNumberB']
  const number = numberFile(person.card.individualNumber)
  const attributes = attributesFile(person)
  const unknown: CardFile = { kind: 'unknown' }
  return {
    title: '券面事項入力補助AP',
    aid: cardDataAid(0x0408),
    files: new Map<number, CardFile>([
      [0x01, transparent(number, ['input', 'checkNumberA'])],
      [0x02, transparent(withFiller(attributes, 64), ['input', 'checkNumberB'])],
      [0x03, transparent(() => integrityFile(number, attributes, keys.signer), any)],
      [0x04, transparent(() => cvCertificate('9900033', keys), 'free')],
      [0x05, transparent(basicInformation(), 'free')],
      [0x06, transparent(() => filled(tlv(0xa1, publicKey(keys.session)), 320), any)],
      [0x07, transparent(() => internalKeyFile(keys), any)],
      [0x08, emptyFile],
      [0x10, unknown],
      // Missing on a card issued without PINs (a guess).
      ...(person.card.kind === 'withoutPins' ? [] : [[0x11, { kind: 'pin', name: 'input' }] as const]),
      [0x12, { kind: 'pin', name: 'alwaysBlocked' }],
      [0x13, keyFile(() => keys.internal, 'free')],
      [0x14, { kind: 'pin', name: 'checkNumberA' }],
      [0x15, { kind: 'pin', name: 'checkNumberB' }],
      [0x1c, unknown],
      [0x1e, unknown],
    ]),
    pins: [
      {
        name: 'input',
        value: person.pins.input,
        tries: 3,
        change: { by: 'changeReferenceData', form: fourDigits },
      },
      { name: 'alwaysBlocked', value: undefined, tries: 0 },
      { name: 'checkNumberA', value: person.card.individualNumber, tries: 10 },
      { name: 'checkNumberB', value: checkNumberB(person), tries: 10 },
    ],
    // 照合番号A is not enough.
    sessionKey: {
      get key() {
        return keys.session
      },
      access: ['input'],
    },
  }
}

/** EF 0001, always 17 bytes. */
export function numberFile(individualNumber: string): Uint8Array {
  return filled(tlv(0xff10, ascii(individualNumber)), 17)
}

/** EF 0002 without its filler: offsets from the start of the file, then name, address, birth date and sex. */
export function attributesFile(person: Pick<PracticePerson, 'name' | 'address' | 'birthDate' | 'sex'>): Uint8Array {
  const objects = [
    tlv(0xdf22, Buffer.from(person.name.kanji)),
    tlv(0xdf23, Buffer.from(person.address)),
    tlv(0xdf24, ascii(person.birthDate.replaceAll('-', ''))),
    tlv(0xdf25, ascii(person.sex)),
  ]
  const length = 11 + objects.reduce((sum, object) => sum + object.length, 0)
  let offset = tlv(0xff20, new Uint8Array(length)).length - length + 11
  const offsets = Buffer.alloc(8)
  for (const [index, object] of objects.entries()) {
    offsets.writeUInt16BE(offset, index * 2)
    offset += object.length
  }
  return tlv(0xff20, tlv(0xdf21, offsets), ...objects)
}

/** EF 0003: hashes of the two text files, signed by the key that EF 0004 certifies (one source). */
function integrityFile(number: Uint8Array, attributes: Uint8Array, signer: KeyObject): Uint8Array {
  const hashes = integrityHashes(number, attributes)
  return tlv(0xff30, hashes, tlv(0xdf33, sign('sha256', hashes, signer)))
}

/** DF31 over the number's 17 bytes, DF32 over everything behind the offsets. */
export function integrityHashes(number: Uint8Array, attributes: Uint8Array): Uint8Array {
  const header = attributes.length - contentLength(attributes)
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
  return joined(tlv(0xdf31, sha256(number)), tlv(0xdf32, sha256(attributes.subarray(header + 11))))
}

function contentLength(file: Uint8Array): number {
  const [, , first = 0, second = 0, third = 0] = file
  if (first < 0x80) return first
  return first === 0x81 ? second : second * 256 + third
}

function basicInformation(): Uint8Array {
  return wideTlv(
    0xff40,
    tlv(0xdf41, Uint8Array.of(0x01, 0x03, 0x0e, 0x01)),
    tlv(0xdf42, keyId('9900034', '001')),
    wideTlv(0xdf43, filled(new Uint8Array(32), 128)),
  )
}

function internalKeyFile(keys: CardDataKeys): Uint8Array {
  const certified = tlv(0xdf51, publicKey(keys.internal))
  return tlv(0xff50, certified, tlv(0xdf52, sign('sha256', certified, keys.signer)))
}

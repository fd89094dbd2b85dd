// 券面事項確認AP: the face of the card as pictures, each record signed by the practice authority. Which bytes the signatures
// of EF 0001 and EF 0005 cover is inferred; that of EF 0002 is known from one source.
import { constants, createHash, privateEncrypt, sign } from 'node:crypto'
import { portraitCodestream, portraitSize, textPicture } from '../cardPictures.ts'
import type { PracticePerson } from '../person.ts'
import type { CardDataKeys } from '../world.ts'
import { type Application, type CardFile, cardDataAid, emptyFile, keyFile, transparent } from './application.ts'
import { checkNumberB, eraBirthDate } from './checkNumbers.ts'
import { cvCertificate, keyId, publicKey } from './cvCertificate.ts'
import { greyJp2File } from './jp2File.ts'
import { ascii, joined, tlv, wideTlv, withFiller } from './tlv.ts'

/** Here 0012 is 照合番号B and 0013 照合番号A. */
export function faceApplication(person: PracticePerson, keys: CardDataKeys): Application {
  return {
    title: '券面事項確認AP',
    aid: cardDataAid(0x0402),
    files: new Map<number, CardFile>([
      [0x01, transparent(() => ageRecord(person, keys), ['birthDate'])],
      [0x02, transparent(() => withFiller(faceFile(person, keys), 64), ['checkNumberA', 'checkNumberB'])],
      [0x03, transparent(basicInformation(person), 'free')],
      [0x04, transparent(() => cvCertificate('9900023', keys), 'free')],
      [0x05, transparent(() => withFiller(numberRecord(person, keys), 16), ['checkNumberA'])],
      [0x06, emptyFile],
      [0x11, { kind: 'pin', name: 'birthDate' }],
      [0x12, { kind: 'pin', name: 'checkNumberB' }],
      [0x13, { kind: 'pin', name: 'checkNumberA' }],
      [0x1a, keyFile(() => keys.face, 'free')],
      [0x1c, { kind: 'unknown' }],
      [0x1e, { kind: 'unknown' }],
    ]),
    pins: [
      // How many tries it has is not known; ten like the others is a guess.
      { name: 'birthDate', value: eraBirthDate(person.birthDate), tries: 10 },
      { name: 'checkNumberB', value: checkNumberB(person), tries: 10 },
      { name: 'checkNumberA', value: person.card.individualNumber, tries: 10 },
    ],
  }
}

/** EF 0001, 547 bytes. */
function ageRecord({ birthDate }: PracticePerson, keys: CardDataKeys): Uint8Array {
  const content = joined(tlv(0xdf11, digits(birthDate)), tlv(0xdf12, publicKey(keys.face)))
  return tlv(0xff10, content, tlv(0xdf13, sign('sha256', content, keys.signer)))
}

/** EF 0002 without its filler: offsets from the start of the file to each object, then the objects. */
export function faceFile(person: PracticePerson, keys: CardDataKeys): Uint8Array {
  const written = [
    tlv(0xdf22, digits(person.birthDate)),
    tlv(0xdf23, ascii(person.sex)),
    tlv(0xdf24, publicKey(keys.face)),
  ]
  const drawn = [tlv(0xdf25, textPicture(person.name.kanji)), tlv(0xdf26, textPicture(person.address))]
  const portrait = tlv(0xdf27, greyJp2File(portraitCodestream(person.id), portraitSize))
  const objects = [
    ...written,
    ...drawn,
    portrait,
    tlv(0xdf28, signGroups([joined(...written), joined(...drawn), portrait], keys)),
    tlv(0xdf29, digits(person.card.expiresOn)),
    tlv(0xdf2a, textPicture(person.card.securityCode)),
  ]
  const offsets = Buffer.alloc(18)
  // Behind FF20 82 hh ll, DF21 12 and the offsets themselves.
  let offset = 5 + 3 + offsets.length
  for (const [index, object] of objects.entries()) {
    offsets.writeUInt16BE(offset, index * 2)
    offset += object.length
  }
  return wideTlv(0xff20, tlv(0xdf21, offsets), ...objects)
}

/** DF28: the DigestInfo of SHA-256, but with the hashes of three groups in it, 96 bytes. */
function signGroups(groups: readonly Uint8Array[], keys: CardDataKeys): Uint8Array {
  const hashes = groups.map((group) => createHash('sha256').update(group).digest())
  const digestInfo = joined(Buffer.from('3071300d060960864801650304020105000460', 'hex'), ...hashes)
  return Uint8Array.from(privateEncrypt({ key: keys.signer, padding: constants.RSA_PKCS1_PADDING }, digestInfo))
}

function basicInformation(person: PracticePerson): Uint8Array {
  return wideTlv(
    0xff30,
    tlv(0xdf31, Uint8Array.of(0x06, 0x03, 0x0e, 0x01)),
    tlv(0xdf32, keyId('9900024', '001')),
    tlv(0xdf33, Uint8Array.of(0x00)),
    tlv(0xdf34, ascii(person.municipality.code)),
    // What the 256 bytes behind the key number are is not known.
    tlv(0xdf35, keyId('9900025', '001'), new Uint8Array(256).fill(0xff)),
  )
}

function numberRecord(person: PracticePerson, keys: CardDataKeys): Uint8Array {
  const content = joined(tlv(0xdf41, textPicture(person.card.individualNumber)), tlv(0xdf42, publicKey(keys.face)))
  return wideTlv(0xff40, content, tlv(0xdf43, sign('sha256', content, keys.signer)))
}

/** YYYYMMDD. */
function digits(day: string): Uint8Array {
  return ascii(day.replaceAll('-', ''))
}

// マイナ免許証: the driver's licence as an application on the My Number Card. AID, PIN object and the tags C1, C2, C3 and C5
// by one implementer who read real cards; every other tag is a guess, their order too.
import { portraitCodestream, portraitSize } from '../cardPictures.ts'
import type { Licence, PracticePerson } from '../person.ts'
import type { CardDataKeys } from '../world.ts'
import { type Application, type CardFile, transparent } from './application.ts'
import { greyJp2File } from './jp2File.ts'
import { defaultLicencePin, licenceAid, licenceSignature } from './licenceCommon.ts'
import { firstDay } from './licenceEntries.ts'
import { eraDay, licenceText } from './licenceText.ts'
import { ascii, joined, tlv, withFiller } from './tlv.ts'

/** @param pin undefined: its holder set none */
export function licenceOnCardApplication(
  person: PracticePerson,
  licence: Licence,
  keys: CardDataKeys,
  pin: string | undefined,
): Application {
  const data = onCardData(person, licence)
  return {
    title: 'マイナ免許証',
    aid: licenceAid(0x0231, 0x06),
    files: new Map<number, CardFile>([
      // Not 0002, as an annex of the specification has it.
      [0x06, { kind: 'pin', name: 'licence' }],
      [0x1a, transparent(tlv(0xc1, Uint8Array.of(pin === undefined ? 0 : 1)), 'free')],
      [0x1b, transparent(withFiller(data, 64), ['licence'])],
      [0x1c, transparent(() => withFiller(licenceSignature(data, keys), 64), ['licence'])],
    ]),
    // That it cannot be changed by an ordinary terminal is a guess.
    pins: [{ name: 'licence', value: pin ?? defaultLicencePin, tries: 10 }],
  }
}

/** WEF02 without its filler. Tags but for C2, C3 and C5: a GUESS. */
function onCardData(person: PracticePerson, licence: Licence): Uint8Array {
  return joined(
    // Use for driving-history certificates: two objects in four bytes.
    tlv(0xc2),
    tlv(0xc3),
    tlv(0xc4, licenceText(licence.colour)),
    tlv(0xc5, ascii(eraDay(licence.expiresOn))),
    tlv(0xc6, ascii(licence.number)),
    ...[0, 1, 2, 3].map((line) => tlv(0xc7 + line, licenceText(licence.conditions[line] ?? ''))),
    tlv(0xcb, firstDay(licence, true)),
    tlv(0xcc, firstDay(licence, false)),
    tlv(0xcd, ascii('0000000')),
    // The other classes are only held or not, without a day.
    tlv(0xce, licenceText(licence.kinds.map(({ kind }) => kind).join('、'))),
    tlv(0xcf, greyJp2File(portraitCodestream(person.id), portraitSize)),
  )
}

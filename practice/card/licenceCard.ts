// A driver's licence on a card of its own (運転免許証): master file with two PINs, what is printed, and the photo. After the
// police agency's specification as its implementers quote it; guesses are called guesses where they stand.
import { portraitCodestream } from '../cardPictures.ts'
import type { Licence, PracticePerson } from '../person.ts'
import type { World } from '../world.ts'
import { type Access, type Application, type CardFile, transparent } from './application.ts'
import { createLicenceSystem } from './cardSystem.ts'
import { addedCharacters, domicileChanges, issuedCharacters, licenceChanges } from './licenceAdditions.ts'
import { defaultLicencePin, licenceAid, licenceSignature } from './licenceCommon.ts'
import { licenceEntries } from './licenceEntries.ts'
import { bcdDay, licenceText } from './licenceText.ts'
import { createPinStore } from './pinStore.ts'
import { createSoftwareCard, type PracticeCard } from './softwareCard.ts'
import { ascii, filled, joined, tlv, wideTlv } from './tlv.ts'

/** Contactless, Type B. Application data and protocol bytes are made up in the form of real ones. */
const licenceAtr = Uint8Array.from(Buffer.from('3b8880010000000033818100', 'hex'))

export interface LicenceCardOptions {
  readonly atr?: Uint8Array
  readonly triesLeft?: Partial<Readonly<Record<'licence1' | 'licence2', number>>>
  /** As if the holder had set no PINs. */
  readonly withoutPins?: boolean
  /** Where PINs and tries left survive the process. */
  readonly memoryFile?: string
}

/** @throws Error when that person has no licence card */
export function createLicenceCard(
  world: Pick<World, 'cardData'>,
  person: PracticePerson,
  options: LicenceCardOptions = {},
): PracticeCard {
  const { licence, pins } = person
  if (licence === undefined || licence.heldAs === 'myNumberCard') throw new Error(`${person.id} has no licence card`)
  const values = options.withoutPins ? {} : { licence1: pins.licence1, licence2: pins.licence2 }
  const masterFile = licenceMasterFile(licence, values)
  const applications = [entriesApplication(person, licence, world), photoApplication(person), futureApplication]
  const store = createPinStore([masterFile], options.memoryFile)
  return createSoftwareCard({
    person,
    atr: options.atr ?? withCheckByte(licenceAtr),
    system: createLicenceSystem(masterFile, applications, store),
    store,
    pins: { licence1: [[masterFile, 'licence1']], licence2: [[masterFile, 'licence2']] },
    triesLeft: options.triesLeft,
  })
}

/** Free: common data and whether PINs were set. */
function licenceMasterFile(
  { issuedOn, expiresOn }: Licence,
  values: { licence1?: string | undefined; licence2?: string | undefined },
): Application {
  const common = joined(
    tlv(0x45, ascii('009'), bcdDay(issuedOn), bcdDay(expiresOn)),
    // Maker and cryptographic functions, made up.
    tlv(0x46, Uint8Array.of(0xff, 0x01)),
  )
  const set = values.licence1 !== undefined
  return {
    title: 'MF',
    aid: new Uint8Array(),
    files: new Map<number, CardFile>([
      [0x2f01, transparent(common, 'free')],
      [0x000a, transparent(tlv(0x05, Uint8Array.of(set ? 1 : 0)), 'free')],
      [0x0001, { kind: 'pin', name: 'licence1' }],
      [0x0002, { kind: 'pin', name: 'licence2' }],
    ]),
    shortIds: new Map([[0x0b, 0x2f01]]),
    pins: [
      { name: 'licence1', value: values.licence1 ?? defaultLicencePin, tries: 3 },
      { name: 'licence2', value: values.licence2 ?? defaultLicencePin, tries: 3 },
    ],
  }
}

const behindFirst: Access = ['licence1']
const behindBoth: Access = { all: ['licence1', 'licence2'] }

/** DF1. */
function entriesApplication(person: PracticePerson, licence: Licence, world: Pick<World, 'cardData'>): Application {
  const entries = filled(licenceEntries(person, licence), 880)
  const domicile = filled(tlv(0x41, licenceText(licence.domicile)), 82)
  const photo = photoFile(person)
  const signature = () => filled(licenceSignature(joined(entries, domicile, photo), world.cardData), 578)
  return {
    title: 'DF1',
    aid: licenceAid(0x0231, 0x01),
    files: new Map<number, CardFile>([
      [0x01, transparent(entries, behindFirst)],
      [0x02, transparent(domicile, behindBoth)],
      [0x03, transparent(issuedCharacters(licence), behindFirst)],
      [0x04, transparent(filled(licenceChanges(licence), 640), behindFirst)],
      [0x05, transparent(addedCharacters(licence), behindFirst)],
      [0x06, transparent(filled(domicileChanges(licence), 256), behindBoth)],
      // Whether the first PIN would do is told differently; both is the safer to practise with.
      [0x07, transparent(signature, behindBoth)],
    ]),
    pins: [],
  }
}

/** DF2. */
function photoApplication(person: PracticePerson): Application {
  return {
    title: 'DF2',
    aid: licenceAid(0x0231, 0x02),
    files: new Map([[0x01, transparent(photoFile(person), behindBoth)]]),
    pins: [],
  }
}

/** DF3, reserved. */
const futureApplication: Application = { title: 'DF3', aid: licenceAid(0x0248, 0x03), files: new Map(), pins: [] }

/** 2000 bytes: 5F40 82 hh ll and the codestream. */
function photoFile(person: PracticePerson): Uint8Array {
  return filled(wideTlv(0x5f40, portraitCodestream(person.id)), 2000)
}

/** TCK: all bytes behind the first, exclusive-or (ISO/IEC 7816-3 8.2.5). */
function withCheckByte(atr: Uint8Array): Uint8Array {
  return joined(atr, Uint8Array.of(atr.subarray(1).reduce((sum, byte) => sum ^ byte, 0)))
}

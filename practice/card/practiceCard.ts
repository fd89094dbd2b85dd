// The practice card: a My Number Card made of software, or the token in a phone. Command bytes in, answer bytes out.
import type { PracticePerson } from '../person.ts'
import type { CardDataKeys, World } from '../world.ts'
import type { Application } from './application.ts'
import { createCardSystem } from './cardSystem.ts'
import { commonApplication, residentApplication } from './commonApplication.ts'
import { faceApplication } from './faceApplication.ts'
import { inputHelperApplication } from './inputHelperApplication.ts'
import { issuerSecurityDomain } from './issuerSecurityDomain.ts'
import { jpkiApplication } from './jpkiApplication.ts'
import { licenceOnCardApplication } from './licenceOnCard.ts'
import { createPinStore } from './pinStore.ts'
import { type CardPin, createSoftwareCard, type PinObjects, type PracticeCard } from './softwareCard.ts'
import { isPhone, type TokenKind } from './tokenInformation.ts'

export { type CardPin, CardPulledOut, CardReset, type Fault, type PracticeCard } from './softwareCard.ts'

/** Seen on real cards and not taken by any other OpenSC driver. */
const contactAtr = Uint8Array.of(0x3b, 0xe0, 0x00, 0xff, 0x81, 0x31, 0xfe, 0x45, 0x14)
/** What a contactless reader makes up for one. */
const contactlessAtr = Uint8Array.from(Buffer.from('3b888001000041e0b381a1003b', 'hex'))

/** What a reader makes up for a phone without historical bytes; not known of JPKI on phones, so a guess. */
const phoneAtr = Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01)

export interface PracticeCardOptions {
  /** @default 'contactless' */
  readonly atr?: 'contact' | 'contactless' | Uint8Array
  /** A phone has the JPKI application alone and reads its certificate behind the PIN. @default 'card' */
  readonly token?: TokenKind
  /** Tries left at the start; 0 is blocked. */
  readonly triesLeft?: Partial<Readonly<Record<CardPin, number>>>
  /** Certificates the holder does not have. */
  readonly without?: readonly ('authentication' | 'signature')[]
  /** VERIFY without data answers 9000 while verified, as some cards do. */
  readonly tellsVerified?: boolean
  /** As if the holder had set no PIN for the licence on the card. */
  readonly withoutLicencePin?: boolean
  /** A card of another kind: none of the applications answers. */
  readonly foreign?: boolean
  /** Where PINs and tries left survive the process. */
  readonly memoryFile?: string
}

/**
 * A card of that person, new from the municipal office: all tries there, unless the options say otherwise. Or the token in
 * their phone: the JPKI application alone, with certificates and keys of its own, and PINs of its own, which are the same as
 * the card's at first because these people chose them so. @throws Error when that person has no phone
 */
export function createPracticeCard(
  world: Pick<World, 'authorities' | 'cardData'>,
  holder: PracticePerson,
  options: PracticeCardOptions = {},
): PracticeCard {
  const token = options.token ?? 'card'
  const person = withoutKeys(isPhone(token) ? withPhoneKeys(holder) : holder, options.without ?? [])
  const jpki = jpkiApplication(world.authorities, person, { token })
  const { applications, pins } = token === 'card' ? cardApplications(world, person, options) : noApplications
  const all = [jpki, ...applications]
  const store = createPinStore(all, options.memoryFile)
  const base = isPhone(token) ? nothingSelected : issuerSecurityDomain(person, world.cardData, contactAtr)
  return createSoftwareCard({
    person,
    atr: atrOf(options.atr ?? (isPhone(token) ? phoneAtr : 'contactless')),
    system: createCardSystem(base, options.foreign ? [] : all, store, options.tellsVerified),
    store,
    pins: { authentication: [[jpki, 'authentication']], signature: [[jpki, 'signature']], ...pins },
    triesLeft: options.triesLeft,
  })
}

const noApplications: ReturnType<typeof cardApplications> = { applications: [], pins: {} }
/** A phone shows one application and no level above it (a guess). */
const nothingSelected: Application = { title: 'phone', aid: new Uint8Array(), files: new Map(), pins: [] }

/** What a plastic card has beside JPKI. */
function cardApplications(
  { cardData }: Pick<World, 'cardData'>,
  person: PracticePerson,
  options: PracticeCardOptions,
): { readonly applications: readonly Application[]; readonly pins: PinObjects } {
  const common = commonApplication(person, cardData)
  const resident = residentApplication(person)
  const face = faceApplication(person, cardData)
  const inputHelper = inputHelperApplication(person, cardData)
  const licence = licenceOnCard(person, cardData, options)
  return {
    applications: [common, resident, face, inputHelper, ...licence],
    pins: {
      input: [[inputHelper, 'input']],
      checkNumberA: [[inputHelper, 'checkNumberA']],
      checkNumberB: [[inputHelper, 'checkNumberB']],
      faceCheckNumberA: [[face, 'checkNumberA']],
      faceCheckNumberB: [[face, 'checkNumberB']],
      faceBirthDate: [[face, 'birthDate']],
      resident: [
        [common, 'resident'],
        [resident, 'resident'],
      ],
      residentOfCommon: [[common, 'resident']],
      residentOfRegister: [[resident, 'resident']],
      licenceOnCard: licence.map((application) => [application, 'licence'] as const),
    },
  }
}

/** Nothing or one: マイナ免許証 is there for those who hold their licence so. */
function licenceOnCard(
  person: PracticePerson,
  cardData: CardDataKeys,
  { withoutLicencePin = false }: PracticeCardOptions,
): readonly Application[] {
  const { licence, pins } = person
  if (licence === undefined || licence.heldAs === 'licenceCard') return []
  return [licenceOnCardApplication(person, licence, cardData, withoutLicencePin ? undefined : pins.licenceOnCard)]
}

function withPhoneKeys(person: PracticePerson): PracticePerson {
  if (person.phoneKeys === undefined) throw new Error(`${person.id} has no phone with certificates`)
  return { ...person, ...person.phoneKeys }
}

function withoutKeys(person: PracticePerson, absent: readonly ('authentication' | 'signature')[]): PracticePerson {
  const { authentication, signature, ...rest } = person
  return {
    ...rest,
    ...(authentication && !absent.includes('authentication') ? { authentication } : {}),
    ...(signature && !absent.includes('signature') ? { signature } : {}),
  }
}

function atrOf(atr: 'contact' | 'contactless' | Uint8Array): Uint8Array {
  if (atr === 'contact') return contactAtr
  return atr === 'contactless' ? contactlessAtr : atr
}

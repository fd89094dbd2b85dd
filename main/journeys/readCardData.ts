// Read what the card holds beside its certificates: four attributes, the face, a driver's licence. Nothing of it is kept.

import type { CardAttributes, CardFace, LicenceData } from '../../preload/shapes/cardData.ts'
import { leaveClean } from '../card/applications.ts'
import { type AttributeFiles, parseAttributes } from '../card/data/attributes.ts'
import { parseFace } from '../card/data/face.ts'
import { readAttributeFiles, readFaceFiles } from '../card/data/readFiles.ts'
import { parseLicence } from '../card/licence/licenceCard.ts'
import { parseLicenceOnCard } from '../card/licence/licenceOnCard.ts'
import { defaultPin, readLicenceFiles, readLicenceOnCardFile } from '../card/licence/readLicence.ts'
import { checkNumberB, pins } from '../card/pin.ts'
import { type Failure, fail, inOtherWords } from '../failure.ts'
import { drawPictures } from '../pictures/drawPictures.ts'
import type { PinName, Ports, ReaderId } from '../ports.ts'
import type { Work } from '../work.ts'
import { askCheckNumber, withAskedNumber } from './askCheckNumber.ts'
import { type AskedPin, askPin, leavesCount, type PinAsker, withAskedPin } from './askPin.ts'
import { drawLicence, emptyLicence } from './drawLicence.ts'

export interface CardReading {
  readonly asker: PinAsker
  readonly step: Work['step']
  readonly startPictureProcess: Ports['startPictureProcess']
  /** Keys that certify issuers of card data; see Trust. */
  readonly authorities: readonly Uint8Array[]
  readonly reader: ReaderId
  /** Whose drawer is open, for the question. */
  readonly person?: string
}

/**
 * The four attributes, opened by their PIN or by 照合番号B.
 * @throws card.*, app.cancelled
 */
export async function readCardAttributes(reading: CardReading, by: 'pin' | 'checkNumberB'): Promise<CardAttributes> {
  const files = await (by === 'pin' ? attributesByPin(reading) : attributesByNumber(reading))
  try {
    const { name, birthDate, sex, address, checks } = parseAttributes(files, reading.authorities)
    return { name, birthDate, sex, address, checks: [...checks] }
  } finally {
    // Among the hashes is the number's: who has it could find the number by trying all.
    files.integrity?.fill(0)
  }
}

async function attributesByPin({ asker, step, ...wanted }: CardReading): Promise<AttributeFiles> {
  const asked = await askPin(asker, { ...who(wanted), pin: 'input', purpose: 'readAttributes' })
  step('readingAttributes')
  return withAskedPin(asker, asked, async (exchange, access, unchanged) => {
    try {
      const files = await readAttributeFiles(exchange, access, pins.input, asked)
      if (leavesCount(asked)) unchanged()
      return files
    } finally {
      await leaveClean(exchange)
    }
  })
}

async function attributesByNumber({ asker, step, ...wanted }: CardReading): Promise<AttributeFiles> {
  const asked = await askCheckNumber(asker, { ...who(wanted), application: 'input', purpose: 'readAttributes' })
  step('readingAttributes')
  return withAskedNumber(asker, asked, async (exchange, access, unchanged) => {
    unchanged()
    try {
      return await readAttributeFiles(exchange, access, checkNumberB.input, asked)
    } finally {
      await leaveClean(exchange)
    }
  })
}

/**
 * Photo and face, opened by 照合番号B.
 * @throws card.*, app.cancelled
 */
export async function readCardFace(reading: CardReading): Promise<CardFace> {
  const { asker, step, startPictureProcess, authorities } = reading
  const asked = await askCheckNumber(asker, { ...who(reading), application: 'face', purpose: 'readFace' })
  step('readingFace')
  const files = await withAskedNumber(asker, asked, async (exchange, access, unchanged) => {
    unchanged()
    try {
      return await readFaceFiles(exchange, access, checkNumberB.face, asked)
    } finally {
      await leaveClean(exchange)
    }
  })
  const face = parseFace(files, authorities)
  step('drawingPictures')
  const code = face.securityCode === undefined ? [] : [{ kind: 'png' as const, bytes: face.securityCode }]
  const drawn = await drawPictures(
    startPictureProcess,
    [
      { kind: 'png', bytes: face.name },
      { kind: 'png', bytes: face.address },
      { kind: 'jpeg2000', bytes: face.photo },
      ...code,
    ],
    asker.signal,
  )
  const [name = null, address = null, photo = null, securityCode = null] = drawn
  return {
    birthDate: face.birthDate,
    sex: face.sex,
    name,
    address,
    photo,
    securityCode,
    expiresOn: face.expiresOn ?? null,
    checks: [...face.checks, ...(drawn.includes(null) ? ([{ check: 'picture', state: 'failed' }] as const) : [])],
  }
}

/**
 * The driver's licence on that card, of either form. `second` opens domicile and photo of the card of its own.
 * A licence card has no certificate, so nothing tells reliably whose it is before it is read, and names may be written
 * differently on it; it is read beside any drawer, because nothing is filed, and the screen asks the person to look.
 * @throws card.*, app.cancelled
 */
export async function readLicence(reading: CardReading, second: boolean): Promise<LicenceData> {
  const seen = await reading.asker.cards.look(reading.reader, reading.asker.signal)
  try {
    if (seen.card.kind === 'licence') return await readLicenceCard(reading, second)
    if (seen.card.kind === 'myNumber' && seen.card.licence !== null) return await readLicenceOnCard(reading)
    return fail({ code: 'card.noData' })
  } catch (error) {
    throw inOtherWords(error, licenceFailure)
  }
}

async function readLicenceCard(reading: CardReading, withSecond: boolean): Promise<LicenceData> {
  const { asker, step } = reading
  const first = await licencePin(reading, 'licence1')
  const second = withSecond
    ? await licencePin(reading, 'licence2').catch((error: unknown) => {
        first.bytes.fill(0)
        throw error
      })
    : undefined
  step('readingLicence')
  const files = await withAskedPin(asker, first, async (exchange, access, unchanged) => {
    const read = await readLicenceFiles(exchange, access, first, second)
    if (leavesCount(first) && (second === undefined || leavesCount(second))) unchanged()
    return read
  }).finally(() => second?.bytes.fill(0))
  step('drawingPictures')
  return drawLicence(parseLicence(files), reading.startPictureProcess, asker.signal)
}

async function readLicenceOnCard(reading: CardReading): Promise<LicenceData> {
  const { asker, step, startPictureProcess } = reading
  const asked = await licencePin(reading, 'licenceOnCard')
  step('readingLicence')
  const file = await withAskedPin(asker, asked, async (exchange, access, unchanged) => {
    try {
      const read = await readLicenceOnCardFile(exchange, access, asked)
      if (leavesCount(asked)) unchanged()
      return read
    } finally {
      await leaveClean(exchange)
    }
  })
  const { expiresOn, photo, checks } = parseLicenceOnCard(file)
  step('drawingPictures')
  const pictures = photo === undefined ? [] : [{ kind: 'jpeg2000' as const, bytes: photo }]
  const [drawn = null] = await drawPictures(startPictureProcess, pictures, asker.signal)
  return { ...emptyLicence, form: 'myNumberCard', expiresOn: expiresOn ?? null, photo: drawn, checks: [...checks] }
}

/** Asked, or the default where the holder set none and the card says so. */
async function licencePin(
  reading: CardReading,
  pin: Extract<PinName, 'licence1' | 'licence2' | 'licenceOnCard'>,
): Promise<AskedPin> {
  const { asker, reader } = reading
  const seen = await asker.cards.look(reader, asker.signal)
  const { card } = seen
  const pinSet = card.kind === 'licence' ? card.pinSet : card.kind === 'myNumber' ? card.licence?.pinSet : undefined
  if (pinSet !== false) return askPin(asker, { ...who(reading), pin, purpose: 'readLicence' })
  await asker.guard(seen, 'readLicence')
  const left = card.kind === 'licence' && pin !== 'licenceOnCard' ? card.triesLeft[pin] : onCard(card)
  if (left === null) return fail({ code: 'card.noData' })
  if (left === 0) return fail({ code: 'card.licencePinLocked' })
  return { ...defaultPin(left), pin, seen }
}

const onCard = (card: AskedPin['seen']['card']): number | null =>
  card.kind === 'myNumber' ? (card.licence?.triesLeft ?? null) : null

/** A licence is unlocked by the police, and one without PINs is none of the cards that are issued without them. */
function licenceFailure(failure: Failure): Failure | undefined {
  switch (failure.code) {
    case 'card.pinLocked':
      return { code: 'card.licencePinLocked' }
    case 'card.pinWrong':
      return failure.triesLeft === 0 ? { code: 'card.licencePinLocked' } : undefined
    case 'card.withoutPins':
      return { code: 'card.noData' }
    default:
      return undefined
  }
}

const who = ({ reader, person }: Pick<CardReading, 'reader' | 'person'>) => ({
  reader,
  ...(person === undefined ? {} : { person }),
})

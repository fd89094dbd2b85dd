// Reads the files of a driver's licence, each once, behind its PINs. What they say is parsed elsewhere.
import { fail } from '../../failure.ts'
import { type ApplicationName, files, selectApplication } from '../applications.ts'
import type { Exchange } from '../channel.ts'
import type { FileAccess } from '../fileAccess.ts'
import { readWhole } from '../files.ts'
import { pins, selectPinHolder, type TypedPin, verifyPin } from '../pin.ts'
import type { LicenceFiles } from './licenceCard.ts'

/** Sizes by the specification as implementers quote it; a reader that is given more stops. */
const sizes = { entries: 880, domicile: 82, external: 264, changes: 640, changesExternal: 663, domicileChanges: 256 }
const signatureSize = 578
const photoSize = 2005
/** What a little more than the size may be: a card may round its files up. */
const slack = 256

/**
 * The card of its own. Both PINs lie at the master file, and what they open stays open when the applications are selected.
 *
 * @param second opens domicile, photo and signature as well; undefined leaves them closed
 * @throws card.noData, and what `verifyPin` throws; a wrong second PIN gives nothing of the first either
 */
export async function readLicenceFiles(
  exchange: Exchange,
  access: FileAccess,
  first: TypedPin,
  second: TypedPin | undefined,
): Promise<LicenceFiles> {
  if (!(await selectPinHolder(exchange, pins.licence1))) return fail({ code: 'card.noData' })
  await verifyPin(exchange, access, pins.licence1, first)
  if (second !== undefined) await verifyPin(exchange, access, pins.licence2, second)
  await select(exchange, 'licence')
  const read = async (file: number, step: string, size: number): Promise<Uint8Array | undefined> => {
    const found = await readWhole(exchange, access, file, step, size + slack)
    return found.kind === 'bytes' ? found.bytes : undefined
  }
  const entries = await read(0x0001, 'read entries of the licence', sizes.entries)
  const external = await read(0x0003, 'read external characters', sizes.external)
  const changes = await read(0x0004, 'read changes of the licence', sizes.changes)
  // Nothing was added: then it has no characters of its own either.
  const changed = changes?.[0] === 0x50 && changes[2] !== 0
  const changesExternal = changed ? await read(0x0005, 'read external characters', sizes.changesExternal) : undefined
  const one = { entries: entries ?? fail({ code: 'card.noData' }), external, changes, changesExternal }
  if (second === undefined) return { ...one, ...closed }
  const domicile = await read(0x0002, 'read domicile', sizes.domicile)
  const domicileChanges = await read(0x0006, 'read changes of domicile', sizes.domicileChanges)
  const signature = await read(0x0007, 'read signature of the licence', signatureSize)
  await select(exchange, 'licencePhoto')
  const photo = await read(0x0001, 'read photo', photoSize)
  return { ...one, domicile, domicileChanges, signature, photo }
}

const closed = { domicile: undefined, domicileChanges: undefined, signature: undefined, photo: undefined }

/**
 * マイナ免許証. How large its file is, is not public.
 * @throws card.noData, and what `verifyPin` throws
 */
export async function readLicenceOnCardFile(
  exchange: Exchange,
  access: FileAccess,
  typed: TypedPin,
): Promise<Uint8Array> {
  await select(exchange, 'licenceOnCard')
  await verifyPin(exchange, access, pins.licenceOnCard, typed)
  const found = await readWhole(exchange, access, files.licenceOnCardData, 'read licence', 16_384)
  return found.kind === 'bytes' ? found.bytes : fail({ code: 'card.noData' })
}

async function select(exchange: Exchange, application: ApplicationName): Promise<void> {
  if (!(await selectApplication(exchange, application))) fail({ code: 'card.noData' })
}

/** What a licence whose holder set no PIN takes (既定の暗証番号): four asterisks. */
export const defaultPin = (shown: number): TypedPin => ({ bytes: new Uint8Array(Buffer.from('****')), shown })

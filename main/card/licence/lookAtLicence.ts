// What a driver's licence on a card of its own tells without any PIN.
import type { CardInReader } from '../../../preload/shapes/card.ts'
import { WalletError } from '../../failure.ts'
import { nameStatus, ok } from '../apdu.ts'
import { selectFile } from '../applications.ts'
import type { Exchange } from '../channel.ts'
import { pins, selectPinHolder, triesLeft } from '../pin.ts'
import { type CommonData, parseCommonData, parsePinSetting } from './commonData.ts'

export type LicenceCard = Extract<CardInReader, { kind: 'licence' }>

/** MF/EF01 and MF/EF02: file and short identifier, which is not the file's low bits here, and size. */
const commonDataFile = { file: 0x2f01, shortId: 0x0b, length: 17, step: 'read common data of the licence' }
const pinSettingFile = { file: 0x000a, shortId: 0x0a, length: 3, step: 'read PIN setting of the licence' }

/** Reads what is free of a card that has the licence's application. Nothing is verified, and no try spent. */
export async function lookAtLicence(exchange: Exchange): Promise<LicenceCard> {
  await selectPinHolder(exchange, pins.licence1)
  const common = await readFree(exchange, commonDataFile)
  const setting = await readFree(exchange, pinSettingFile)
  const days = common === undefined ? undefined : daysIn(common)
  const access = { shortIds: true }
  const licence1 = await triesLeft(exchange, access, pins.licence1)
  const licence2 = await triesLeft(exchange, access, pins.licence2)
  return {
    kind: 'licence',
    // A card that does not tell is taken to have them: a default is never tried by guess.
    pinSet: (setting === undefined ? undefined : parsePinSetting(setting, 0x05)) ?? true,
    triesLeft: { licence1: licence1 ?? null, licence2: licence2 ?? null },
    issuedOn: days?.issuedOn ?? null,
    expiresOn: days?.expiresOn ?? null,
  }
}

/** Days that make no sense are no reason to refuse the card. */
function daysIn(file: Uint8Array): CommonData | undefined {
  try {
    return parseCommonData(file)
  } catch (error) {
    if (error instanceof WalletError) return undefined
    throw error
  }
}

/** By short identifier, or selected where that is refused. @returns undefined when it cannot be read */
async function readFree(
  exchange: Exchange,
  { file, shortId, length, step }: typeof commonDataFile,
): Promise<Uint8Array | undefined> {
  const short = await exchange({ step, ins: 0xb0, p1: 0x80 | shortId, p2: 0, le: length })
  if (short.status === ok) return short.data
  if (!(await selectFile(exchange, step, file))) return undefined
  const answer = await exchange({ step, ins: 0xb0, p1: 0, p2: 0, le: length })
  const status = nameStatus(answer.status)
  return status === 'ok' || status === 'endOfFile' ? answer.data : undefined
}

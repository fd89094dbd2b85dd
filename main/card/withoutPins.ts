// Tells a card that was issued without PINs from one whose PIN is locked.
import { selectApplication } from './applications.ts'
import type { Exchange } from './channel.ts'
import type { FileAccess } from './fileAccess.ts'
import { pins, triesLeft } from './pin.ts'
import { readAvailability } from './tokenInformation.ts'

/** Tries left by PIN; `undefined`: no such PIN, or no such application. */
export interface CardTries {
  readonly authentication: number | undefined
  readonly signature: number | undefined
  readonly input: number | undefined
}

/**
 * 顔認証マイナンバーカード: no PIN was ever set and there is no signing certificate. INFERRED: how such a card answers is
 * not public. Taken for one when none of its PINs has a try left and no signing certificate is there; a child's card whose
 * every PIN is locked looks the same, and has to go to the same counter.
 */
export function looksWithoutPins(tries: CardTries, hasSignatureCertificate: boolean): boolean {
  const none = (count: number | undefined): boolean => count === undefined || count === 0
  return !hasSignatureCertificate && none(tries.authentication) && none(tries.signature) && none(tries.input)
}

/** Asks the card for what `looksWithoutPins` wants to know. Leaves the JPKI application. */
export async function issuedWithoutPins(exchange: Exchange, access: FileAccess): Promise<boolean> {
  const authentication = await triesLeft(exchange, access, pins.authentication)
  const signature = await triesLeft(exchange, access, pins.signature)
  const { hasSignature } = await readAvailability(exchange, access)
  const input = await readInputTries(exchange, access)
  return looksWithoutPins({ authentication, signature, input }, hasSignature)
}

/** Selects 券面事項入力補助AP, which a phone's token does not have. */
export async function readInputTries(exchange: Exchange, access: FileAccess): Promise<number | undefined> {
  if (!(await selectApplication(exchange, 'input'))) return undefined
  return triesLeft(exchange, access, pins.input)
}

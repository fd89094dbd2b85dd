// What a card tells about itself without any PIN.
import type { CardInReader, Medium } from '../../preload/shapes/card.ts'
import type { CertificateFacts } from '../../preload/shapes/certificates.ts'
import { readCertificate as certificateFacts } from '../certificates/certificate.ts'
import { fail, WalletError } from '../failure.ts'
import type { Transmit } from '../ports.ts'
import { type ApplicationName, files, leaveClean, selectApplication } from './applications.ts'
import { type CertificateMemory, readCertificate } from './certificateFile.ts'
import { type Exchange, openChannel } from './channel.ts'
import type { FileAccess } from './fileAccess.ts'
import { readStart } from './files.ts'
import { parsePinSetting } from './licence/commonData.ts'
import { lookAtLicence } from './licence/lookAtLicence.ts'
import { type PinObject, pins, residentPinInCommon, triesLeft } from './pin.ts'
import { readAvailability, readTokenInformation } from './tokenInformation.ts'
import { looksWithoutPins } from './withoutPins.ts'

export type MyNumberCard = Extract<CardInReader, { kind: 'myNumber' }>

export interface Look {
  /** As shown; whose it is, is not known here (`personId` null). */
  readonly card: Extract<CardInReader, { kind: 'myNumber' | 'licence' | 'unknown' }>
  readonly medium: Medium
  /** The authentication certificate (DER), where it is there and open. */
  readonly certificate: Uint8Array | undefined
  /** Applications that the card answered for, in the order in which they were asked for. */
  readonly applications: readonly ApplicationName[]
}

export interface LookOptions {
  readonly now: () => Date
  readonly memory?: CertificateMemory
}

/** A look under way. */
interface Looking extends LookOptions {
  readonly exchange: Exchange
  readonly access: FileAccess
  readonly applications: ApplicationName[]
}

/**
 * Looks at the card without spending a try: what it is, tries left, its authentication certificate. A card is known by the
 * applications that it has, never by its ATR, which readers make up. Must have the card alone.
 * @throws card.garbled, card.certificateUnreadable, and what the reader throws
 */
export async function lookAtCard(transmit: Transmit, options: LookOptions): Promise<Look> {
  const access: FileAccess = { shortIds: options.memory?.access.shortIds ?? true }
  const looking: Looking = { ...options, exchange: openChannel(transmit), access, applications: [] }
  const { applications } = looking
  const hasCertificates = await found(looking, 'jpki')
  if (hasCertificates || (await optional(looking, 'input'))) {
    const look = await lookAtMyNumberCard(looking, hasCertificates)
    if (options.memory !== undefined) options.memory.access.shortIds = access.shortIds
    return look
  }
  if (await optional(looking, 'licence')) {
    const card = await lookAtLicence(looking.exchange)
    return { card, medium: 'unknown', certificate: undefined, applications }
  }
  // Told apart from a broken card, and no more.
  await optional(looking, 'residence')
  return { card: { kind: 'unknown' }, medium: 'unknown', certificate: undefined, applications }
}

async function lookAtMyNumberCard(looking: Looking, hasCertificates: boolean): Promise<Look> {
  const { exchange, access, now } = looking
  const own = hasCertificates ? await lookAtCertificates(looking) : withoutCertificates
  const { authentication, signature, hasSignature, certificate, label, medium } = own
  const hasInput = !hasCertificates || (await optional(looking, 'input'))
  const input = hasInput ? await triesLeft(exchange, access, pins.input) : undefined
  // A phone's token has the certificates alone (inferred), and the card before this one had no other applications.
  const more = hasInput ? await lookAtOthers(looking) : { resident: null, licence: null }
  await leaveClean(exchange)
  const { resident, licence } = more
  return {
    medium,
    certificate,
    applications: looking.applications,
    card: {
      kind: 'myNumber',
      label,
      medium,
      triesLeft: {
        authentication: authentication ?? null,
        signature: signature ?? null,
        input: input ?? null,
        resident,
      },
      licence,
      withoutPins: looksWithoutPins({ authentication, signature, input }, hasSignature),
      authentication: certificate === undefined ? null : factsOf(certificate, now()),
      hasSignatureCertificate: hasSignature,
      personId: null,
    },
  }
}

async function lookAtCertificates({ exchange, access, memory }: Looking) {
  const { label, medium } = await readTokenInformation(exchange, access)
  const { hasSignature } = await readAvailability(exchange, access)
  const read = await readCertificate(exchange, access, files.authenticationCertificate, memory)
  const certificate = read.kind === 'certificate' ? read.der : undefined
  const authentication = await triesLeft(exchange, access, pins.authentication)
  const signature = await triesLeft(exchange, access, pins.signature)
  return { label, medium, hasSignature, certificate, authentication, signature }
}

const withoutCertificates: Awaited<ReturnType<typeof lookAtCertificates>> = {
  label: '',
  medium: 'unknown',
  hasSignature: false,
  certificate: undefined,
  authentication: undefined,
  signature: undefined,
}

/** 住民基本台帳用 is one PIN to the person and two objects on the card: the one with fewer tries left is told. */
async function lookAtOthers(looking: Looking): Promise<Pick<MyNumberCard, 'licence'> & { resident: number | null }> {
  await optional(looking, 'face')
  const counts = [
    await optionalTries(looking, 'common', residentPinInCommon),
    await optionalTries(looking, 'resident', pins.resident),
  ].filter((count) => count !== undefined)
  const resident = counts.length === 0 ? null : Math.min(...counts)
  return { resident, licence: await lookAtLicenceOnCard(looking) }
}

/** マイナ免許証: whether it is there, its PIN set, and how many tries are left. */
async function lookAtLicenceOnCard(looking: Looking): Promise<MyNumberCard['licence']> {
  if (!(await optional(looking, 'licenceOnCard'))) return null
  const { exchange, access } = looking
  const file = files.licenceOnCardPinSetting
  const setting = await tolerant(() => readStart(exchange, access, file, 'read PIN setting of the licence', 3))
  const pinSet = setting?.kind === 'bytes' ? parsePinSetting(setting.bytes, 0xc1) : undefined
  const left = await tolerant(() => triesLeft(exchange, access, pins.licenceOnCard))
  // A card that does not tell is taken to have one: a default is never tried by guess.
  return { pinSet: pinSet ?? true, triesLeft: left ?? null }
}

async function found({ exchange, applications }: Looking, name: ApplicationName): Promise<boolean> {
  const there = await selectApplication(exchange, name)
  if (there) applications.push(name)
  return there
}

/** An application that a card may lack: whatever it answers but yes means that it is not there. */
async function optional(looking: Looking, name: ApplicationName): Promise<boolean> {
  return (await tolerant(() => found(looking, name))) ?? false
}

async function optionalTries(looking: Looking, name: ApplicationName, pin: PinObject): Promise<number | undefined> {
  if (!(await optional(looking, name))) return undefined
  return tolerant(() => triesLeft(looking.exchange, looking.access, pin))
}

/**
 * An odd answer to a question that need not be asked is no reason to refuse the card. It is asked once more, since noise
 * passes and must not make a PIN seem to be missing; nothing that is asked so holds a PIN.
 */
async function tolerant<T>(ask: () => Promise<T>): Promise<T | undefined> {
  for (let times = 0; times < 2; times++) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof WalletError) || error.failure.code !== 'card.garbled') throw error
    }
  }
  return undefined
}

function factsOf(certificate: Uint8Array, now: Date): CertificateFacts {
  const { subject, issuer, serial, validFrom, validUntil, sha256 } = readFacts(certificate)
  return { subject, issuer, serial, validFrom, validUntil, sha256, expired: now > new Date(validUntil) }
}

function readFacts(certificate: Uint8Array) {
  try {
    return certificateFacts(certificate)
  } catch (error) {
    return fail({ code: 'card.certificateUnreadable' }, error)
  }
}

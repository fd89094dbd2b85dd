// One thing that was looked at, and how it is told.
import type { FailureCode } from '../../preload/failure.ts'
import type { Bilingual } from '../../preload/shapes/common.ts'
import { failureText } from '../../preload/text/failureText.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { type Failure, WalletError } from '../failure.ts'
import type { Told } from './words.ts'

const ownCodes = [
  'service.running',
  'reader.found',
  'card.read',
  'card.licence',
  'card.phone',
  'card.triesLow',
  'clock.right',
  'clock.wrong',
  'clock.unchecked',
  'keychain.answers',
  'keychain.locked',
  'drawers.writable',
  'drawers.notWritable',
  'drawers.permissions',
  'drawers.open',
  'portal.reachable',
] as const

/** The failures that a look can end in; they are told in their own words. */
const failureCodes = [
  'card.noService',
  'card.noReader',
  'card.absent',
  'card.removed',
  'card.busy',
  'card.unknown',
  'card.garbled',
  'card.certificateUnreadable',
  'card.pinLocked',
  'card.withoutPins',
  'card.certificateExpired',
  'keychain.unavailable',
  'store.full',
  'portal.unreachable',
  'portal.untrusted',
  'portal.badAnswer',
  'portal.notConfigured',
] as const satisfies readonly FailureCode[]

type OwnCode = (typeof ownCodes)[number]
type DoctorFailure = Extract<Failure, { code: (typeof failureCodes)[number] }>
export type DoctorCode = OwnCode | DoctorFailure['code']

/** All that the doctor can say. Each is brought about for real by a test (tests/support/realFaults.ts). */
export const doctorCodes: readonly DoctorCode[] = [...ownCodes, ...failureCodes]

export interface Diagnosis {
  readonly code: DoctorCode
  readonly ok: boolean
  /** What was found; it may carry readings, as all sentences of it (preload/text/ruby.ts). */
  readonly cause: Bilingual
  /** What to do; empty where nothing is to be done. */
  readonly remedy: Bilingual
  readonly reader?: string
  /** Facts for support: names of programs' things, never of people. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>
  /** What the button beside it does. */
  readonly fix?: Bilingual
}

export type More = Pick<Diagnosis, 'reader' | 'facts'>

export function told(
  code: OwnCode,
  { cause, remedy }: Told,
  { ok = true, ...more }: More & { ok?: boolean } = {},
): Diagnosis {
  return { code, ok, cause, remedy: remedy ?? { ja: '', en: '' }, ...more }
}

export function failed(failure: DoctorFailure, more: More = {}): Diagnosis {
  const ja = failureText(failure, 'ja')
  const en = failureText(failure, 'en')
  const cause = { ja: ja.what, en: en.what }
  return { code: failure.code, ok: false, cause, remedy: { ja: ja.remedy, en: en.remedy }, ...more }
}

/** The failure in what was thrown, if it is one that the doctor tells; anything else goes on, `app.cancelled` among it. */
export function failureOf(error: unknown): DoctorFailure {
  if (error instanceof WalletError && isTold(error.failure)) return error.failure
  throw error
}

const isTold = (failure: Failure): failure is DoctorFailure => failureCodes.some((code) => code === failure.code)

/** The same without readings, for the command line. */
export function plain(finding: Diagnosis): Diagnosis {
  const { cause, remedy, fix } = finding
  return {
    ...finding,
    cause: withoutReadings(cause),
    remedy: withoutReadings(remedy),
    ...(fix === undefined ? {} : { fix: withoutReadings(fix) }),
  }
}

const withoutReadings = ({ ja, en }: Bilingual): Bilingual => ({ ja: withoutRuby(ja), en })

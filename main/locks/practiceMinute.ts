// How long a minute of the locks lasts: in practice it can be made shorter, so that nobody has to wait for them.
import type { Realm } from '../ports.ts'

const minute = 60_000

/**
 * @param environment TEFUDA_PRACTICE_MINUTE: 1 to 60 seconds; without it, or for real, a minute is a minute
 * @returns milliseconds
 */
export function minuteOf(realm: Realm, environment: NodeJS.ProcessEnv): number {
  const seconds = Number(environment['TEFUDA_PRACTICE_MINUTE'])
  return realm === 'practice' && Number.isInteger(seconds) && seconds >= 1 && seconds <= 60 ? seconds * 1000 : minute
}

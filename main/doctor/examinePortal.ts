// The portal, and the clock that its answer is compared with.
import type { PortalProfile } from '../portal/profile.ts'
import type { Fetch } from '../ports.ts'
import { type Diagnosis, failed, failureOf, told } from './diagnosis.ts'
import { words } from './words.ts'

export interface PortalExamination {
  readonly fetch: Fetch
  readonly now: () => Date
  /** Where the portal is; what is thrown tells why there is none. */
  readonly portal: () => Pick<PortalProfile, 'origin'> & Partial<Pick<PortalProfile, 'transport'>>
}

/** Certificates and credentials end at instants; a clock wrong by more than this misjudges them. */
const clockToleranceMs = 5 * 60_000
/** When this was written: a clock before it is wrong whatever else is. */
const notBefore = new Date('2026-11-01T00:00:00Z')

/** The clock's finding, then the portal's. */
export async function examinePortal(ports: PortalExamination, signal: AbortSignal): Promise<Diagnosis[]> {
  const { diagnosis, serverTime } = await reach(ports, signal)
  return [examineClock(ports.now(), serverTime), diagnosis]
}

/**
 * Any answer over trusted TLS will do, one that sends elsewhere too, which the wallet does not follow. The Date header is
 * the clock to compare with (RFC 9110 6.6.1).
 */
async function reach(
  { fetch, portal }: PortalExamination,
  signal: AbortSignal,
): Promise<{ diagnosis: Diagnosis; serverTime?: Date }> {
  const facts: Record<string, string> = {}
  const reached = () => told('portal.reachable', words.portalReachable, { facts })
  try {
    const { origin: own, transport = { kind: 'direct' } } = portal()
    // Behind a broker, it is the broker that a wallet speaks with.
    const origin = transport.kind === 'broker' ? transport.origin : own
    facts['origin'] = origin
    const response = await fetch(new Request(new URL('/', origin), { signal }))
    const serverTime = new Date(response.headers.get('date') ?? Number.NaN)
    return Number.isNaN(serverTime.getTime()) ? { diagnosis: reached() } : { diagnosis: reached(), serverTime }
  } catch (error) {
    const failure = failureOf(error)
    const elsewhere = failure.code === 'portal.badAnswer' && failure.detail === 'redirect'
    return { diagnosis: elsewhere ? reached() : failed(failure) }
  }
}

/** A server's own clock where one answered; otherwise only what cannot be. */
function examineClock(now: Date, server: Date | undefined): Diagnosis {
  const off = server === undefined ? 0 : now.getTime() - server.getTime()
  if (now < notBefore || Math.abs(off) > clockToleranceMs) {
    return told('clock.wrong', words.clockWrong, { ok: false, facts: { offSeconds: Math.round(off / 1000) } })
  }
  return server === undefined ? told('clock.unchecked', words.clockUnchecked) : told('clock.right', words.clockRight)
}

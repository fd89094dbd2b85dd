import type { World } from '../world.ts'
import type { PortalDatabase } from './database.ts'
import type { Faults } from './faults.ts'

/** What every resource of the portal stands on. */
export interface PortalContext {
  readonly world: World
  readonly database: PortalDatabase
  readonly faults: Faults
  readonly now: () => Date
  /** https://localhost:<port>, without a slash at the end. */
  readonly origin: string
  /** The bearer token of the control resources. */
  readonly controlToken: string
  /** Of this run: the nonces of DPoP proofs are made with it. */
  readonly dpopSecret: string
  /** The portal itself, for a verifier that asks the issuer for its status list. */
  readonly fetch: (request: Request) => Promise<Response>
}

/** How somebody logged in: what they may do afterwards depends on it. */
export type LogInMethod = 'card' | 'device' | 'phone'

export interface Session {
  readonly id: string
  readonly person: string
  readonly method: LogInMethod
  /** The enrolled device that logged in. */
  readonly device?: string
}

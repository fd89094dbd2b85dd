// A portal as data: addresses, client, and what its TLS is believed by. Code never names a portal.
import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { fail } from '../failure.ts'
import { httpsUrl } from '../openid/answers.ts'
import { isLoopback } from './loopback.ts'

/** A path and never a host: two slashes at the beginning would name one. */
const path = z.string().regex(/^\/(?!\/)[\w./~-]*$/)
/** '' is an empty slot: whoever runs the portal has not told it yet. */
const slot = z.string().max(2_000)

const defaultEndpoints = {
  challenge: '/api/login/card/challenge',
  verify: '/api/login/card/verify',
  token: '/realms/main/protocol/openid-connect/token',
  userinfo: '/realms/main/protocol/openid-connect/userinfo',
  requests: '/api/requests/v1',
  offers: '/api/offers/v1',
  logout: '/api/logout',
  par: '/realms/main/protocol/openid-connect/ext/par/request',
  authorize: '/realms/main/protocol/openid-connect/auth',
  certs: '/realms/main/protocol/openid-connect/certs',
  devices: '/api/devices/v1',
  phone: '/api/login/qr',
  procedures: '/api/procedures/v1',
}
const endpoints = z.object({
  challenge: path,
  verify: path,
  token: path,
  userinfo: path,
  requests: path,
  offers: path,
  logout: path,
  par: path,
  authorize: path,
  certs: path,
  devices: path,
  phone: path,
  procedures: path,
})

export const portalProfile = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  label: z.object({ ja: z.string().min(1).max(80), en: z.string().min(1).max(80) }),
  kind: z.enum(['practice', 'production']),
  origin: slot,
  client: z.object({ id: slot }),
  /** Path of the issuer that its ID tokens name. */
  issuer: path.default('/realms/main'),
  endpoints: endpoints.default(defaultEndpoints),
  /** PEM of the authorities of its TLS; empty for a production portal: the system's own list. */
  tls: z.object({ anchors: z.array(z.string().max(20_000)).max(8) }),
})
/** As written in a file: see {@link portalProfile}. */
export type PortalProfileData = z.input<typeof portalProfile>

/** A profile that is complete and fits its realm. */
export interface PortalProfile extends z.output<typeof portalProfile> {
  readonly __checked: true
}

/**
 * @throws portal.notConfigured naming what is empty or does not fit the kind: a production profile on this machine or with a
 * practice authority, a practice profile anywhere else
 */
export function checkProfile(data: unknown): PortalProfile {
  const parsed = portalProfile.safeParse(data)
  if (!parsed.success) {
    const missing = [...new Set(parsed.error.issues.map(({ path: place }) => place.map(String).join('.') || 'profile'))]
    fail({ code: 'portal.notConfigured', missing }, parsed.error)
  }
  const profile = parsed.data
  const missing: string[] = []
  const url = httpsUrl(profile.origin)
  if (url === undefined || url.origin !== profile.origin) missing.push('origin')
  else if (isLoopback(url.hostname) !== (profile.kind === 'practice')) missing.push('origin')
  if (profile.client.id === '') missing.push('client.id')
  const practice = profile.tls.anchors.map(isPracticeAuthority)
  if (profile.kind === 'practice' ? practice.length === 0 : practice.some((is) => is)) missing.push('tls.anchors')
  if (missing.length > 0) fail({ code: 'portal.notConfigured', missing })
  return { ...profile, __checked: true }
}

/** The address of one of the portal's resources. */
export function endpoint(profile: PortalProfile, name: keyof typeof defaultEndpoints): URL {
  return new URL(profile.endpoints[name], profile.origin)
}

/** `iss` of its ID tokens and authorization answers. */
export const issuerOf = (profile: PortalProfile): string => `${profile.origin}${profile.issuer}`

/** Practice authorities say in their name that they are not real; one that cannot be read is not let in either. */
function isPracticeAuthority(pem: string): boolean {
  try {
    return /practice \(not real\)/i.test(new X509Certificate(pem).subject)
  } catch {
    return true
  }
}

// A portal as data: addresses, client, transport, and what its TLS is believed by. Code never names a portal.
import { z } from 'zod'
import { fail } from '../failure.ts'

/**
 * A path and never a host: two slashes at the beginning would name one. '' is an empty slot; null: this portal has nothing of
 * the kind.
 */
const path = z
  .string()
  .regex(/^(\/(?!\/)[\w./~-]*)?$/)
  .nullable()
/** '' is an empty slot: whoever runs the portal has not told it yet. */
const slot = z.string().max(2_000)

/** Those of the practice portal; a production profile names all of its own. */
export const defaultEndpoints = {
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
  selfInfo: '/api/selfinfo/v1',
  insuranceRecord: '/api/insurance/v1/qualification',
  licenceRecord: '/api/licence/v1',
  drugs: '/api/medical/v1/drugs',
  checkups: '/api/medical/v1/checkups',
  vaccination: '/api/medical/v1/vaccination',
  qualification: '/api/qualifications/v1/certificate',
  mandates: '/api/mandates/v1',
  history: '/api/history/v1',
  payments: '/api/payments/v1',
  notices: '/api/notices/v1',
  applications: '/api/applications/v1',
  procedures: '/api/procedures/v1',
  links: '/api/links/v1',
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
  selfInfo: path,
  insuranceRecord: path,
  licenceRecord: path,
  drugs: path,
  checkups: path,
  vaccination: path,
  qualification: path,
  mandates: path,
  history: path,
  payments: path,
  notices: path,
  applications: path,
  procedures: path,
  links: path,
})

const address = z.string().max(2_000)

/** How a portal is reached; see docs/decisions/0017. */
const transport = z.discriminatedUnion('kind', [
  /** This wallet is the portal's client. */
  z.strictObject({ kind: z.literal('direct') }),
  /** An operator's back end is the portal's client and hands on; a card still signs for the portal alone. */
  z.strictObject({ kind: z.literal('broker'), origin: slot }),
])

export const portalProfile = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  label: z.object({ ja: z.string().min(1).max(80), en: z.string().min(1).max(80) }),
  kind: z.enum(['practice', 'production']),
  /** What a card signs for, and where the portal's own pages and keys are. */
  origin: slot,
  client: z.object({
    id: slot,
    /** How the client proves itself where the card or the phone logs in; an enrolled PC always has a key of its own. */
    auth: z.enum(['none', 'private_key_jwt']).default('none'),
    /** Name in the OS keychain of its private key (P-256, PKCS#8). */
    key: z.string().max(60).default(''),
  }),
  transport: transport.default({ kind: 'direct' }),
  /** `iss` of its ID tokens: a path of the origin, or an address. */
  issuer: address.optional(),
  endpoints: endpoints.partial().default({}),
  redirectUri: address.optional(),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,60}$/))
    .max(20)
    .default(['openid']),
  /** How surely somebody has to have logged in: asked for, and one of them is in the ID token (OpenID Connect Core 3.1.2.1). */
  acrValues: z
    .array(z.string().regex(/^[\x21-\x7e]{1,60}$/))
    .max(10)
    .default([]),
  /** After so many seconds without a call the portal ends a session, where its answers do not say so themselves. */
  session: z.strictObject({ idleSeconds: z.int().min(60).max(86_400).nullable() }).optional(),
  tls: z.object({
    /** PEM, one certificate each; empty for a production portal: the system's own list. */
    anchors: z.array(z.string().max(20_000)).max(8),
    /** One of these keys is in its chain: SHA-256 of the SPKI, base64 (RFC 7469 2.4). */
    pins: z
      .array(z.string().regex(/^[A-Za-z0-9+/]{43}=$/))
      .max(8)
      .default([]),
    /** The portal asks clients for a certificate of theirs, which only a broker has. */
    mtls: z.boolean().default(false),
  }),
})
/** As written in a file: see {@link portalProfile}. */
export type PortalProfileData = z.input<typeof portalProfile>

export type EndpointName = keyof typeof defaultEndpoints

/** A profile that is complete and fits its realm: made by checkProfile. */
export interface PortalProfile
  extends Omit<z.output<typeof portalProfile>, 'endpoints' | 'issuer' | 'redirectUri' | 'session'> {
  readonly __checked: true
  readonly issuer: string
  readonly redirectUri: string
  readonly session: { readonly idleSeconds: number }
  /** Read by {@link endpoint} alone, which knows who answers there. '': this portal has nothing of the kind. */
  readonly endpoints: ReadonlyMap<EndpointName, string>
}

/** Everybody may ask these of the portal itself: no broker's word replaces its keys and its own page. */
const ownOnly: readonly EndpointName[] = ['authorize', 'certs']

/**
 * The address of one of the portal's resources, or of something below it.
 * @throws portal.notOffered where this portal has nothing of the kind; portal.badAnswer for a name that is no name
 */
export function endpoint(profile: PortalProfile, name: EndpointName, ...below: readonly string[]): URL {
  const place = profile.endpoints.get(name) ?? ''
  if (place === '') fail({ code: 'portal.notOffered' })
  // A name that the portal gave: these would be steps in the path, and lead to another resource.
  if (below.some((part) => part === '' || part === '.' || part === '..'))
    fail({ code: 'portal.badAnswer', detail: `${name}: id` })
  const origin = ownOnly.includes(name) ? profile.origin : transportOrigin(profile)
  return new URL([place, ...below.map(encodeURIComponent)].join('/'), origin)
}

/** Who answers when the wallet speaks with this portal. */
export const transportOrigin = ({ transport, origin }: PortalProfile): string =>
  transport.kind === 'broker' ? transport.origin : origin

/** `iss` of its ID tokens and authorization answers. */
export const issuerOf = ({ origin, issuer }: PortalProfile): string =>
  issuer.startsWith('/') ? `${origin}${issuer}` : issuer

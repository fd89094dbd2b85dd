// Whether a profile may be used: complete, of its kind, and nothing of practice in a production one.
import { X509Certificate } from 'node:crypto'
import { fail } from '../failure.ts'
import { httpsUrl } from '../openid/answers.ts'
import { isLoopback } from './loopback.ts'
import { defaultEndpoints, type EndpointName, type PortalProfile, portalProfile } from './profile.ts'

type Data = ReturnType<typeof portalProfile.parse>
const practiceDefaults = { issuer: '/realms/main', redirectUri: 'http://127.0.0.1/cb', idleSeconds: 3600 }

/**
 * @throws portal.notConfigured naming what is empty or does not fit the kind: a production profile on this machine, with a
 * practice authority or with a slot that nobody filled in; a practice profile anywhere else
 */
export function checkProfile(given: unknown): PortalProfile {
  const parsed = portalProfile.safeParse(given)
  if (!parsed.success) {
    const missing = [...new Set(parsed.error.issues.map(({ path: place }) => place.map(String).join('.') || 'profile'))]
    fail({ code: 'portal.notConfigured', missing }, parsed.error)
  }
  const data = parsed.data
  const practice = data.kind === 'practice'
  const { issuer, redirectUri, idleSeconds } = practice
    ? practiceDefaults
    : { issuer: '', redirectUri: '', idleSeconds: 0 }
  const profile: PortalProfile = {
    ...data,
    issuer: data.issuer ?? issuer,
    redirectUri: data.redirectUri ?? redirectUri,
    session: { idleSeconds: data.session?.idleSeconds ?? idleSeconds },
    endpoints: endpointsOf(data),
    __checked: true,
  }
  const missing = [...faultsOf(profile), ...emptyEndpoints(data)]
  if (missing.length > 0) fail({ code: 'portal.notConfigured', missing })
  return profile
}

const names = Object.keys(defaultEndpoints).filter((name): name is EndpointName =>
  Object.hasOwn(defaultEndpoints, name),
)

function endpointsOf({ kind, endpoints }: Data): Map<EndpointName, string> {
  const usual = (name: EndpointName) => (kind === 'practice' ? defaultEndpoints[name] : '')
  const told = (name: EndpointName) => (endpoints[name] === undefined ? usual(name) : (endpoints[name] ?? ''))
  return new Map(names.map((name) => [name, told(name)]))
}

/** null says that there is none; nothing, or '', that nobody has told yet. */
const emptyEndpoints = ({ kind, endpoints }: Data): string[] =>
  names
    .filter((name) => endpoints[name] === '' || (kind === 'production' && endpoints[name] === undefined))
    .map((name) => `endpoints.${name}`)

function faultsOf(profile: PortalProfile): string[] {
  const { kind, origin, client, transport, issuer, redirectUri, scopes, session, tls } = profile
  const broker = transport.kind === 'broker'
  const anchors = tls.anchors.map(isOwnAuthority)
  const wrong: Readonly<Record<string, boolean>> = {
    origin: !isOrigin(origin, kind),
    'transport.origin': broker && (!isOrigin(transport.origin, kind) || transport.origin === origin),
    'client.id': client.id === '',
    // Behind a broker the client's key is the broker's.
    'client.auth': broker && client.auth !== 'none',
    'client.key': client.auth === 'private_key_jwt' && client.key === '',
    issuer: !issuer.startsWith('/') && !isAddress(issuer, kind),
    redirectUri: !isRedirect(redirectUri),
    scopes: !scopes.includes('openid'),
    'session.idleSeconds': session.idleSeconds === 0,
    'tls.anchors': kind === 'practice' ? anchors.length === 0 : !anchors.every((own) => own),
    'tls.mtls': tls.mtls && !broker,
  }
  return Object.keys(wrong).filter((slot) => wrong[slot] === true)
}

function isAddress(text: string, kind: Data['kind']): boolean {
  const url = httpsUrl(text)
  return url !== undefined && isLoopback(url.hostname) === (kind === 'practice')
}

const isOrigin = (text: string, kind: Data['kind']): boolean => isAddress(text, kind) && new URL(text).origin === text

/** On this machine by address, with any port (RFC 8252 7.3), or an https address that was registered. */
function isRedirect(text: string): boolean {
  return /^http:\/\/(127\.0\.0\.1|\[::1\])\/[\w./~-]*$/.test(text) || httpsUrl(text) !== undefined
}

/**
 * One certificate and no more: a second one in the same text would be believed unseen. Practice authorities say in their name
 * that they are not real; one that cannot be read is not let in either.
 */
function isOwnAuthority(pem: string): boolean {
  if (pem.split('-----BEGIN').length !== 2) return false
  try {
    const { subject, issuer } = new X509Certificate(pem)
    return !isPracticeName(subject) && !isPracticeName(issuer)
  } catch {
    return false
  }
}

/** Every authority of practice has it in its name (practice/authorities.ts). */
export const isPracticeName = (name: string): boolean => /practice \(not real\)/i.test(name)

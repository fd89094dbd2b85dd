// Where a sign-on may lead: an address that a portal names is opened with the person logged in, so it must be the partner's.
import type { PartnerId } from '../../preload/shapes/partners.ts'
import { fail } from '../failure.ts'
import { httpsUrl } from '../openid/answers.ts'
import type { PortalProfile } from '../portal/profile.ts'

/** Registered domains of the partners; pages of both lie below them (公). */
const domains: Readonly<Record<PartnerId, string>> = { etax: 'nta.go.jp', nenkin: 'nenkin.go.jp' }

/**
 * The practice portal's doubles of the partners lie at its own origin.
 * @throws portal.badAnswer for any other address
 */
export function signOnAddress(
  text: string,
  partner: PartnerId,
  { kind, origin }: Pick<PortalProfile, 'kind' | 'origin'>,
): URL {
  const url = httpsUrl(text)
  const domain = domains[partner]
  const right =
    url !== undefined &&
    (kind === 'practice'
      ? url.origin === origin
      : url.port === '' && (url.hostname === domain || url.hostname.endsWith(`.${domain}`)))
  return right ? url : fail({ code: 'portal.badAnswer', detail: 'sign-on' })
}

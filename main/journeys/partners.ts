// Links to partners: made, used for signing on, ended. What the portal told stays readable without it.
import { type PartnerId, type PartnerLink, type PartnerList, partnerId } from '../../preload/shapes/partners.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { type CopyOf, ofKind } from '../drawer/portalCopy.ts'
import { WalletError } from '../failure.ts'
import { signOnAddress } from '../partners/signOnAddress.ts'
import { fetchLinks, fetchSignOn, sendLink, sendUnlink } from '../portal/links.ts'
import type { PortalProfile } from '../portal/profile.ts'
import type { SessionFetch } from '../portal/session.ts'
import type { Ports } from '../ports.ts'
import { type AtPortal, inSession, type PortalPorts } from './portalSession.ts'
import { recorded } from './recorded.ts'

export interface WithPartner extends AtPortal {
  readonly partner: PartnerId
  readonly language: 'ja' | 'en'
}

/** What was told last, without asking anybody. @param portal the profile's id; undefined: none is known now */
export async function keptLinks(drawer: Drawer, portal: string | undefined): Promise<PartnerList> {
  const links = (await copiesOf(drawer, portal)).map(({ content }) => content)
  const asOf = links.map((link) => link.asOf).sort()
  return {
    partners: partnerId.options.map((partner) => ({
      partner,
      link: links.find((link) => link.partner === partner) ?? null,
    })),
    asOf: asOf.at(-1) ?? null,
  }
}

/** @throws session.*, portal.* */
export function refreshLinks(ports: PortalPorts, { drawer, profile }: AtPortal): Promise<PartnerList> {
  return inSession(ports, { drawer, profile }, (send) => keepLinks(ports, { drawer, profile }, send))
}

/** @throws mandate.*, session.*, portal.*; portal.refused with outside_service_hours where a first link is not taken now */
export function linkPartner(ports: PortalPorts, wanted: WithPartner): Promise<PartnerList> {
  return changeLink(ports, wanted, 'link', sendLink)
}

/** The partner keeps what it has; the portal's account no longer leads there. @throws mandate.*, session.*, portal.* */
export function unlinkPartner(ports: PortalPorts, wanted: WithPartner): Promise<PartnerList> {
  return changeLink(ports, wanted, 'unlink', sendUnlink)
}

async function changeLink(
  ports: PortalPorts,
  { drawer, profile, partner, language }: WithPartner,
  act: 'link' | 'unlink',
  change: (send: SessionFetch, profile: PortalProfile, partner: PartnerId) => Promise<void>,
): Promise<PartnerList> {
  const at = ports.now().toISOString()
  await drawer.mayAct(act, at)
  return inSession(ports, { drawer, profile }, async (send) => {
    const entry = { at, act, party: `${profile.label[language]} → ${partnerNames[partner]}`, items: [] }
    await recorded(drawer, entry, () => change(send, profile, partner))
    return keepLinks(ports, { drawer, profile }, send)
  })
}

/** As the ledger calls them; the portal has names of its own. */
export const partnerNames: Readonly<Record<PartnerId, string>> = { etax: 'e-Tax', nenkin: 'ねんきんネット' }

/**
 * Opens the partner's page in the browser, logged in: nothing that is done there can be held to a scope, so it takes who may
 * link it. The address is good once, and stands in no log.
 * @throws mandate.*, partner.notLinked, session.*, portal.*
 */
export async function signOn(
  ports: PortalPorts & Pick<Ports, 'openInBrowser'>,
  { drawer, profile, partner, language }: WithPartner,
): Promise<void> {
  const at = ports.now().toISOString()
  await drawer.mayAct('link', at)
  const party = `${profile.label[language]} → ${partnerNames[partner]}`
  const entry = { at, act: 'logIn' as const, party, items: [] }
  const { result } = await recorded(drawer, entry, async () => {
    const text = await linked(ports, { drawer, profile, partner }, (send) => fetchSignOn(send, profile, partner))
    return signOnAddress(text, partner, profile)
  })
  await ports.openInBrowser(result)
}

/** In the session; a link that the portal no longer has is known as ended here too. */
export async function linked<T>(
  ports: PortalPorts,
  { drawer, profile, partner }: Omit<WithPartner, 'language'>,
  work: (send: SessionFetch) => Promise<T>,
): Promise<T> {
  try {
    return await inSession(ports, { drawer, profile }, work)
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'partner.notLinked') {
      const at = ports.now().toISOString()
      const standing = (await copiesOf(drawer, profile.id)).filter(
        ({ content }) => content.partner === partner && content.endedAt === undefined,
      )
      await drawer.keepCopies(standing.map((copy) => ended(copy, at)))
    }
    throw error
  }
}

async function keepLinks(ports: PortalPorts, { drawer, profile }: AtPortal, send: SessionFetch): Promise<PartnerList> {
  const seen = await fetchLinks(send, profile)
  const at = ports.now().toISOString()
  const over = (await copiesOf(drawer, profile.id)).filter(
    ({ content }) => content.endedAt === undefined && !seen.some(({ partner }) => partner === content.partner),
  )
  await drawer.keepCopies([
    ...seen.map((link) => copyOf(profile.id, { ...link, asOf: at })),
    ...over.map((copy) => ended(copy, at)),
  ])
  return keptLinks(drawer, profile.id)
}

const copyOf = (portal: string, content: PartnerLink): CopyOf<'link'> => ({
  portal,
  kind: 'link',
  id: content.partner,
  content,
})
const ended = ({ portal, content }: CopyOf<'link'>, at: string): CopyOf<'link'> =>
  copyOf(portal, { ...content, asOf: at, endedAt: at })

const copiesOf = async (drawer: Drawer, portal: string | undefined): Promise<CopyOf<'link'>[]> =>
  ofKind(await drawer.copies('link'), 'link').filter((copy) => portal === undefined || copy.portal === portal)

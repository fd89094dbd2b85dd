// Receive a credential: open an offer, then accept or decline it.

import type { CredentialCard } from '../../preload/shapes/credentials.ts'
import type { OfferSummary } from '../../preload/shapes/sharing.ts'
import type { Trust } from '../certificates/trust.ts'
import type { KeyId } from '../credentials/credential.ts'
import type { IncomingCredential } from '../drawer/contract/credentials.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail, WalletError } from '../failure.ts'
import { type Configuration, kindOf, labelsOf, nameOf, typeOf } from '../issuance/configuration.ts'
import { requestCredential } from '../issuance/credential.ts'
import { fetchIssuer, type Issuer, offeredConfigurations } from '../issuance/metadata.ts'
import { fetchNonce } from '../issuance/nonce.ts'
import { sendNotification } from '../issuance/notification.ts'
import { fetchOffer, type Offer, parseOfferLink } from '../issuance/offer.ts'
import { buildProof } from '../issuance/proof.ts'
import { fetchTokenEndpoint, requestToken } from '../issuance/token.ts'
import type { Ports } from '../ports.ts'
import type { Pending } from './pending.ts'
import { recorded } from './recorded.ts'

/** An offer that the person is looking at. */
export interface PendingOffer {
  readonly offer: Offer
  readonly issuer: Issuer
  readonly configurations: readonly { readonly id: string; readonly configuration: Configuration }[]
}

type Network = Pick<Ports, 'fetch' | 'now'>

/** Who offers what. Nothing is asked of the issuer but what it tells everybody. @throws offer.*, issuer.*, portal.* */
export async function openOffer(
  { fetch, now }: Network,
  { pending, trust, language }: { pending: Pending<PendingOffer>; trust: Trust; language: 'ja' | 'en' },
  text: string,
): Promise<OfferSummary> {
  const offer = await fetchOffer(fetch, parseOfferLink(text))
  const issuer = await fetchIssuer(fetch, offer.issuer, trust, now())
  const configurations = offeredConfigurations(issuer, offer.configurationIds)
  const id = pending.remember({ offer, issuer, configurations })
  return {
    id,
    issuer: { name: issuer.name[language], host: issuer.host },
    credentials: configurations.map(({ configuration }) => ({
      kind: kindOf(configuration),
      name: nameOf(configuration),
      attributes: labelsOf(configuration).map(({ label }) => label),
    })),
    txCode: offer.txCode ?? null,
  }
}

export interface AcceptOffer {
  readonly drawer: Drawer
  readonly pending: Pending<PendingOffer>
  readonly language: 'ja' | 'en'
  readonly id: string
  readonly txCode?: string
}

/**
 * Redeems the offer. All of its credentials are verified and stored together, or nothing is and no key is left behind. An
 * offer whose code could not be redeemed (wrong transaction code, no network) stays open to be tried again.
 *
 * @throws offer.codeWrong, offer.expired, credential.*, portal.*, pending.gone
 */
export async function acceptOffer(
  network: Network,
  { drawer, pending, language, id, txCode }: AcceptOffer,
): Promise<CredentialCard[]> {
  const asked = pending.take(id)
  const { offer, issuer, configurations } = asked
  if ((offer.txCode === undefined) !== (txCode === undefined)) {
    pending.putBack(id, asked)
    fail({ code: 'offer.codeWrong' })
  }
  const entry = {
    at: network.now().toISOString(),
    act: 'receive',
    party: issuer.name[language],
    items: configurations.map(({ configuration }) => ({
      credential: nameOf(configuration),
      attributes: labelsOf(configuration).map(({ label }) => label),
    })),
  } as const
  const { result } = await recorded(drawer, entry, async () => {
    const token = await redeem(network, asked, txCode).catch((error: unknown) => {
      if (error instanceof WalletError && mayTryAgain.has(error.failure.code)) pending.putBack(id, asked)
      throw error
    })
    return await collect(network, drawer, asked, token)
  })
  return result
}

/** After these the code has not been used up. */
const mayTryAgain: ReadonlySet<string> = new Set(['offer.codeWrong', 'portal.unreachable', 'portal.untrusted'])

/** Nothing is told to the issuer: it never learned that the offer was opened. @throws pending.gone */
export async function declineOffer(
  { now }: Pick<Ports, 'now'>,
  { drawer, pending, language }: Pick<AcceptOffer, 'drawer' | 'pending' | 'language'>,
  id: string,
): Promise<void> {
  const { issuer, configurations } = pending.take(id)
  await drawer.record({
    at: now().toISOString(),
    act: 'decline',
    outcome: 'declined',
    party: issuer.name[language],
    items: configurations.map(({ configuration }) => ({ credential: nameOf(configuration), attributes: [] })),
  })
}

type Token = Awaited<ReturnType<typeof requestToken>>

async function redeem({ fetch }: Network, { offer, issuer }: PendingOffer, txCode: string | undefined): Promise<Token> {
  return await requestToken(fetch, await fetchTokenEndpoint(fetch, issuer, offer), offer, txCode)
}

/** A key for each credential; all go again unless the drawer has taken all credentials. */
async function collect(
  network: Network,
  drawer: Drawer,
  { issuer, configurations }: PendingOffer,
  token: Token,
): Promise<CredentialCard[]> {
  const keys: KeyId[] = []
  const notifications: string[] = []
  const tell = (event: 'credential_accepted' | 'credential_failure') =>
    notify(network, issuer, token, notifications, event)
  try {
    const incoming: IncomingCredential[] = []
    for (const { id, configuration } of configurations) {
      const { keyId, publicJwk } = await drawer.createKey()
      keys.push(keyId)
      const prove = (nonce: string | undefined): Promise<string> => {
        const { header, payload } = buildProof(publicJwk, issuer.id, nonce, network.now())
        return drawer.signJwt(keyId, header, payload)
      }
      const { raw, notificationId } = await ask(network, issuer, token, id, configuration, prove)
      if (notificationId !== undefined) notifications.push(notificationId)
      incoming.push({
        format: configuration.format,
        raw,
        keyId,
        kind: kindOf(configuration),
        name: nameOf(configuration),
        labels: labelsOf(configuration),
        expectedType: typeOf(configuration),
      })
    }
    const cards = await drawer.accept(incoming, network.now().toISOString())
    await tell('credential_accepted')
    return cards
  } catch (error) {
    for (const keyId of keys) await drawer.dropKey(keyId)
    await tell('credential_failure')
    throw error
  }
}

/** With a nonce where the issuer hands them out, and once more with a new one when it was refused. */
async function ask(
  { fetch }: Network,
  issuer: Issuer,
  token: Token,
  configurationId: string,
  { format }: Configuration,
  prove: (nonce: string | undefined) => Promise<string>,
): Promise<{ raw: Uint8Array; notificationId?: string }> {
  const identifier = token.identifiers[configurationId]
  for (let attempt = 0; attempt < 2; attempt++) {
    const nonce = issuer.nonceEndpoint === undefined ? undefined : await fetchNonce(fetch, issuer.nonceEndpoint)
    const request = {
      configurationId,
      token: token.value,
      proof: await prove(nonce),
      ...(identifier === undefined ? {} : { identifier }),
    }
    const answer = await requestCredential(fetch, issuer.credentialEndpoint, request, format)
    if (answer.kind === 'issued') return answer
  }
  return fail({ code: 'portal.refused', reason: 'invalid_nonce' })
}

/** A courtesy: whether the issuer hears of it changes nothing of what the person has. */
async function notify(
  { fetch }: Network,
  { notificationEndpoint }: Issuer,
  { value }: Token,
  ids: readonly string[],
  event: 'credential_accepted' | 'credential_failure',
): Promise<void> {
  if (notificationEndpoint === undefined) return
  for (const id of ids) {
    try {
      await sendNotification(fetch, notificationEndpoint, value, id, event)
    } catch (error) {
      if (!(error instanceof WalletError)) throw error
    }
  }
}

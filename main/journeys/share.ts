// Share attributes: open a request, then send what the person chose, or decline.

import type { LedgerEntry } from '../../preload/shapes/ledger.ts'
import type { Receipt, RequestSummary, ShareOption } from '../../preload/shapes/sharing.ts'
import type { Trust } from '../certificates/trust.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail, WalletError } from '../failure.ts'
import { markOf, parseHead } from '../ledger/head.ts'
import { receiptCode } from '../ledger/receiptCode.ts'
import type { Ports } from '../ports.ts'
import { fetchRequest } from '../presentation/fetchRequest.ts'
import type { Choice } from '../presentation/match.ts'
import { type VerifiedRequest, verifyRequest } from '../presentation/request.ts'
import { parseRequestLink } from '../presentation/requestLink.ts'
import { sendDecline, sendResponse } from '../presentation/respond.ts'
import type { Pending } from './pending.ts'
import { recorded } from './recorded.ts'

type Language = 'ja' | 'en'
type Network = Pick<Ports, 'fetch' | 'now'>

export interface Sharing {
  readonly drawer: Drawer
  /** What the person is being asked. */
  readonly pending: Pending<VerifiedRequest>
  readonly language: Language
}

/**
 * Who asks, for what purpose, and which answers the query allows.
 * @throws request.*, verifier.*, portal.*. With request.unanswerable the failure carries an id, so that the person can decline:
 * to the verifier, "no" and "not there" are then the same word (OpenID4VP 1.0 15.5).
 */
export async function openRequest(
  { fetch, now }: Network,
  { drawer, pending, language, trust }: Sharing & { readonly trust: Trust },
  text: string,
): Promise<RequestSummary> {
  const link = parseRequestLink(text)
  const { jwt, ...fetched } = await fetchRequest(fetch, link)
  const request = await verifyRequest(jwt, { link, trust, at: now(), ...fetched })
  const { options, missing } = await drawer.match(request.query, now().toISOString())
  const id = pending.remember(request)
  const least = smallest(options)
  if (least === undefined) fail({ code: 'request.unanswerable', missing, pendingId: id })
  const { name, contact: _, ...verifier } = request.verifier
  return {
    id,
    verifier: { ...verifier, name: name[language], registered: true },
    purpose: purposeOf(request, language),
    options,
    leastOptionId: least.id,
    sharedBefore: await sharesWith(drawer, name),
  }
}

export interface SendShare extends Sharing {
  readonly id: string
  readonly choice: Choice
}

/**
 * Sends exactly what the choice says. The nonce is used up and the ledger says 'started' before a byte leaves.
 *
 * @throws request.choiceInvalid (nothing was sent, the request stays open), request.replayed (nothing was sent),
 * verifier.unreachable (it may have arrived), verifier.refused, pending.gone
 */
export async function sendShare(
  { fetch, now, openInBrowser }: Network & Pick<Ports, 'openInBrowser'>,
  { drawer, pending, language, id, choice }: SendShare,
): Promise<Receipt> {
  const request = pending.take(id)
  const { query, binding } = request
  const at = now().toISOString()
  const { form, shared } = await drawer.present(query, choice, binding, at).catch((error: unknown) => {
    if (error instanceof WalletError && error.failure.code === 'request.choiceInvalid') pending.putBack(id, request)
    throw error
  })
  if (await drawer.useNonce(binding.clientId, binding.nonce, at)) fail({ code: 'request.replayed' })
  const party = request.verifier.name[language]
  const purpose = purposeOf(request, language)
  const contact = contactOf(request)
  const { owner, acting } = await drawer.standing(at)
  const { ledgerId, result } = await recorded(
    drawer,
    { at, act: 'share', party, contact, purpose, items: shared },
    () => sendResponse(fetch, binding.responseUri, form),
  )
  const { redirectTo } = result
  const ledgerHead = await headForReceipt(drawer, now())
  if (redirectTo !== undefined) await goOn(openInBrowser, redirectTo)
  return {
    ledgerId,
    at,
    actor:
      acting === null
        ? { name: owner, basis: 'self' }
        : { name: acting.name, basis: acting.basis, mandateId: acting.mandateId },
    principal: { name: owner },
    verifier: party,
    purpose,
    shared,
    ...(redirectTo === undefined ? {} : { redirectTo: redirectTo.href }),
    ...(ledgerHead === undefined ? {} : { ledgerHead }),
  }
}

/**
 * Tells the verifier that there will be no answer, without a reason. A verifier that cannot be told learns it by waiting.
 * @throws request.replayed, pending.gone
 */
export async function declineShare(
  network: Network,
  { drawer, pending, language }: Sharing,
  id: string,
): Promise<void> {
  const { binding, verifier, ...request } = pending.take(id)
  const at = network.now().toISOString()
  if (await drawer.useNonce(binding.clientId, binding.nonce, at)) fail({ code: 'request.replayed' })
  await drawer.record({
    at,
    act: 'decline',
    outcome: 'declined',
    party: verifier.name[language],
    contact: contactOf({ verifier }),
    purpose: purposeOf(request, language),
    items: [],
  })
  try {
    await sendDecline(network.fetch, binding)
  } catch (error) {
    if (!(error instanceof WalletError)) throw error
  }
}

/** So that the person can write to it long after it has changed its name or gone. */
function contactOf({ verifier }: Pick<VerifiedRequest, 'verifier'>): LedgerEntry['contact'] {
  const { name: _, ...contact } = verifier
  return contact
}

/** The share has arrived; a drawer that locked meanwhile takes only this line off the receipt. */
async function headForReceipt(drawer: Drawer, now: Date): Promise<string | undefined> {
  const text = await drawer.ledgerHead(now.toISOString()).catch(() => undefined)
  const head = text === undefined ? undefined : parseHead(text)
  return head && receiptCode(markOf(head))
}

function purposeOf({ purposes }: Pick<VerifiedRequest, 'purposes'>, language: Language): string {
  return purposes.map((purpose) => purpose[language]).join(language === 'ja' ? '、' : '; ')
}

/** The option that sends the fewest attributes; the verifier's order decides between equals. */
function smallest(options: readonly ShareOption[]): ShareOption | undefined {
  const size = ({ parts }: ShareOption) =>
    parts.reduce((sum, { candidates }) => sum + Math.min(...candidates.map(({ attributes }) => attributes.length)), 0)
  return options.reduce<ShareOption | undefined>(
    (least, option) => (least === undefined || size(option) < size(least) ? option : least),
    undefined,
  )
}

async function sharesWith(drawer: Drawer, name: { readonly ja: string; readonly en: string }): Promise<number> {
  const entries = await drawer.ledger()
  return entries.filter(
    ({ act, outcome, party }) => act === 'share' && outcome === 'done' && (party === name.ja || party === name.en),
  ).length
}

/** The answer has arrived; a browser that does not open takes nothing back, and the receipt names the address. */
async function goOn(openInBrowser: Ports['openInBrowser'], address: URL): Promise<void> {
  await openInBrowser(address).catch(() => undefined)
}

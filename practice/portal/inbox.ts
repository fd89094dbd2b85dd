// What waits for the person who is logged in: credentials that are theirs, and requests of verifiers.
import { z } from 'zod'
import type { PortalContext } from './context.ts'
import { type CredentialKindId, credentialKinds, credentialNames, issuerName } from './issuer/kinds.ts'
import { createOffer, offerLink, openInboxOffer } from './issuer/offers.ts'
import { holdsValid, isEntitled } from './issuer/register.ts'
import { json } from './problem.ts'
import { personal, type Route } from './route.ts'
import { verifierNames } from './verifiers/register.ts'
import { pendingRequests, requestLink } from './verifiers/requests.ts'

const bilingual = z.object({ ja: z.string(), en: z.string() })
const offerLifeMs = 24 * 3_600_000

export function inboxRoutes(context: PortalContext): Route[] {
  return [
    personal('GET /api/offers/v1', {
      summary: 'Credentials that wait for the person (OpenID4VCI 1.0 4.1 links)',
      answers: { 200: z.array(z.object({ id: z.string(), name: bilingual, issuer: z.string(), offer: z.string() })) },
      handle: ({ session }) => json(offersFor(context, session.person)),
    }),
    personal('GET /api/requests/v1', {
      summary: 'Requests of verifiers that wait for the person (OpenID4VP 1.0 links)',
      answers: {
        200: z.array(z.object({ id: z.string(), verifier: z.string(), purpose: z.string(), request: z.string() })),
      },
      handle: ({ session }) => json(requestsFor(context, session.person)),
    }),
  ]
}

/** Everything the person is entitled to and does not hold yet. The same offer is shown until it is used or ends. */
function offersFor(context: PortalContext, person: string) {
  const due = credentialKinds.filter(
    (credential) => isEntitled(context, person, credential) && !holdsValid(context, person, credential),
  )
  return due.map((credential: CredentialKindId) => {
    const open = openInboxOffer(context, person, credential)
    const plan = { person, credential, withTxCode: false, lifeMs: offerLifeMs, fromInbox: true }
    const id = open ?? createOffer(context, plan).id
    return { id, name: credentialNames[credential], issuer: issuerName.ja, offer: offerLink(context, id) }
  })
}

/** Requests for this person, and those for whoever is logged in. */
function requestsFor(context: PortalContext, person: string) {
  return pendingRequests(context, person).map(({ id, verifier, purpose }) => ({
    id,
    verifier: verifierNames[verifier].ja,
    purpose,
    request: requestLink(context, id),
  }))
}

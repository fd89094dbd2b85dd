// Credentials: kept, received, presented, and the links that ask for it.
import { z } from 'zod'
import { credentialCard, credentialDetail, credentialPage, credentialSearch } from '../shapes/credentials.ts'
import { offerSummary, receipt, requestSummary } from '../shapes/sharing.ts'
import { call, done, event, id, link, nothing } from './call.ts'

export const credentialsCalls = {
  list: call(nothing, z.array(credentialCard)),
  /** Some of the list, and only what holds each of the words that were typed. */
  search: call(credentialSearch, credentialPage),
  /** How many there are now; whoever shows some reads them anew. */
  listChanged: event(z.object({ all: z.int().min(0) })),
  /** One credential with its attributes, verified again now without network. */
  show: call(z.object({ id }), credentialDetail),
  /** Asks the issuer's status list; needs the network. */
  checkStatus: call(z.object({ id }), credentialDetail),
  remove: call(z.object({ id }), done),
} as const

export const receiveCalls = {
  open: call(z.object({ offer: link }), offerSummary),
  accept: call(z.object({ id, txCode: z.string().max(32).optional() }), z.array(credentialCard)),
  decline: call(z.object({ id }), done),
} as const

export const shareCalls = {
  open: call(z.object({ request: link }), requestSummary),
  /** `credentials` picks a candidate for a credential query where there are several. */
  send: call(z.object({ id, optionId: id, credentials: z.record(z.string(), id) }), receipt),
  decline: call(z.object({ id }), done),
} as const

export const linksCalls = {
  /** A deep link that was opened and not yet taken up; reading it takes it up. */
  take: call(nothing, z.object({ kind: z.enum(['offer', 'request']), link }).nullable()),
  arrived: event(z.object({ kind: z.enum(['offer', 'request']) })),
} as const

// The status list of all issued credentials, of both formats (Token Status List): withdrawn or suspended, nothing else.
import { randomInt } from 'node:crypto'
import { issueStatusList, listStates } from '../../issuing/statusList.ts'
import type { PortalContext } from '../context.ts'
import { open, type Route } from '../route.ts'
import { withBrokenJws } from '../sign.ts'
import { issuerOf } from './metadata.ts'
import type { CredentialState } from './register.ts'

/** Many more than there are credentials, so that an index tells nothing. */
const listSize = 8_192
/** Practice goes in minutes: a revocation should be seen soon. */
const ttlSeconds = 60
const lifeMs = 24 * 3_600_000

export function statusRoutes(context: PortalContext): Route[] {
  return [
    open('GET /issuer/status/1', {
      summary: 'Which credentials are withdrawn or suspended (Token Status List 5)',
      answers: { 200: { media: ['application/statuslist+jwt'] } },
      handle: () => statusList(context),
    }),
  ]
}

export function statusListUri(context: PortalContext): string {
  return `${issuerOf(context)}/status/1`
}

/** One that no credential has or had, taken at random (Token Status List 13.2). */
export function newStatusIndex({ database }: PortalContext): number {
  const taken = new Set(database.prepare<[], number>('SELECT status_index FROM issued').pluck().all())
  if (taken.size >= listSize / 2) throw new Error('the status list is full')
  for (;;) {
    const index = randomInt(listSize)
    if (!taken.has(index)) return index
  }
}

function statusList(context: PortalContext): Response {
  const { database, faults, now, world } = context
  const states = new Array<number>(listSize).fill(listStates.valid)
  const changed = database
    .prepare<[], { statusIndex: number; state: CredentialState }>(
      `SELECT status_index AS statusIndex, state FROM issued WHERE state <> 'valid'`,
    )
    .all()
  for (const { statusIndex, state } of changed) states[statusIndex] = listStates[state]
  const at = now()
  const token = issueStatusList({
    uri: statusListUri(context),
    states,
    signer: world.signers.credentialIssuer,
    iat: at,
    exp: new Date(at.getTime() + lifeMs),
    ttl: ttlSeconds,
  })
  return new Response(faults.strikes('bad_status_list') ? withBrokenJws(token) : token, {
    headers: { 'content-type': 'application/statuslist+jwt', 'cache-control': `max-age=${ttlSeconds}` },
  })
}

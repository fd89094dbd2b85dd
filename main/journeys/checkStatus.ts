// Ask the issuer's status list whether a credential was withdrawn.

import type { CredentialDetail } from '../../preload/shapes/credentials.ts'
import type { Trust } from '../certificates/trust.ts'
import type { CredentialId } from '../credentials/credential.ts'
import { statusRequest, verifyStatusList } from '../credentials/status.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail } from '../failure.ts'
import { httpsUrl, mediaType, readText } from '../openid/answers.ts'
import type { Ports } from '../ports.ts'

/** Packed, a list of a million credentials of which few are withdrawn has some kilobytes. */
const maxBytes = 1024 * 1024

/**
 * Keeps the answer with its time; a credential without a status list stays as it is. When the list cannot be had, nothing is
 * kept, so that the last answer goes on telling how old it is.
 *
 * @throws credential.notFound, portal.*
 */
export async function checkStatus(
  { fetch, now }: Pick<Ports, 'fetch' | 'now'>,
  { drawer, trust }: { readonly drawer: Drawer; readonly trust: Trust },
  id: CredentialId,
): Promise<CredentialDetail> {
  const reference = await drawer.statusReference(id)
  if (reference !== undefined) {
    // Where it is fetched is the issuer's own word.
    if (httpsUrl(reference.uri) === undefined) fail({ code: 'portal.badAnswer', detail: 'address of the status list' })
    const response = await fetch(statusRequest(reference))
    if (response.status !== 200) fail({ code: 'portal.badAnswer', detail: `status ${response.status}` })
    if (mediaType(response) !== 'application/statuslist+jwt') fail({ code: 'portal.badAnswer', detail: 'media type' })
    // Lists are signed by those who sign credentials, whichever of the two formats they issue.
    const roots = [...trust.issuers, ...trust.mdocIssuers]
    const answer = await verifyStatusList(await readText(response, maxBytes), reference, { roots, at: now() })
    await drawer.recordStatus(id, answer)
  }
  return await drawer.show(id, now().toISOString())
}

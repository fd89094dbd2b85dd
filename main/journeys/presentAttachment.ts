// Chosen attributes of a credential in place of a file: presented for this portal and this application alone.
import { z } from 'zod'
import type { AttachmentRule, Draft } from '../../preload/shapes/drafts.ts'
import type { Receipt } from '../../preload/shapes/sharing.ts'
import { presentationMedia, queryFor } from '../applications/attachments.ts'
import { fail } from '../failure.ts'
import { endpoint } from '../portal/profile.ts'
import { candidates } from './attachToDraft.ts'
import type { AtPortal } from './portalSession.ts'

const token = z.object({ attachment: z.tuple([z.string()]) })

export interface PresentAttachment {
  readonly rule: AttachmentRule | undefined
  readonly what: { readonly credentialId: string; readonly attributes: readonly string[] }
  /** Its nonce; the portal is its audience. */
  readonly requestId: string
  readonly at: string
  /** What was made for it before: the same again is the same application. */
  readonly before: NonNullable<Draft['sending']>['presented'][number] | undefined
}

/**
 * @returns the SD-JWT with its key binding as UTF-8, or the DeviceResponse as CBOR
 * @throws draft.notAttachable: it gives them no more
 */
export async function presentAttachment(
  { drawer, profile }: AtPortal,
  { rule, what, requestId, at, before }: PresentAttachment,
): Promise<{ readonly bytes: Uint8Array; readonly shared: Receipt['shared'][number] }> {
  for (const wanted of rule?.credentials ?? []) {
    if (!wanted.required.every((one) => what.attributes.includes(one))) continue
    const found = (await candidates(drawer, wanted, what.attributes, at)).find(
      ({ credential }) => credential.id === what.credentialId,
    )
    if (found === undefined) continue
    const { credential, optionId, attributes } = found
    const shared = { credential: credential.name, attributes: attributes.map(({ label }) => label) }
    if (before !== undefined && isSame(before, what) && before.media === presentationMedia[wanted.format])
      return { bytes: Uint8Array.from(Buffer.from(before.content, 'base64url')), shared }
    const { form } = await drawer.present(
      queryFor(wanted, what.attributes),
      { optionId, credentials: { attachment: credential.id } },
      { clientId: profile.origin, nonce: requestId, responseUri: endpoint(profile, 'applications').href },
      at,
    )
    const [presentation] = token.parse(JSON.parse(new URLSearchParams(form).get('vp_token') ?? '')).attachment
    const encoding = wanted.format === 'dc+sd-jwt' ? 'utf8' : 'base64url'
    return { bytes: Uint8Array.from(Buffer.from(presentation, encoding)), shared }
  }
  return fail({ code: 'draft.notAttachable' })
}

const isSame = (
  one: Pick<PresentAttachment['what'], 'credentialId' | 'attributes'>,
  other: Pick<PresentAttachment['what'], 'credentialId' | 'attributes'>,
): boolean => one.credentialId === other.credentialId && one.attributes.join('\n') === other.attributes.join('\n')

// What can be attached for a rule of a procedure: files by what they are, credentials by what the rule names of them.
import type { Fault } from '../../preload/shapes/applications.ts'
import type { AttachmentRule, Draft, DraftAttachment, ProcedureForm } from '../../preload/shapes/drafts.ts'
import type { AttributePath } from '../credentials/credential.ts'
import { fail } from '../failure.ts'
import { ownMember } from '../ownMember.ts'
import { type PlainPicture, plainPicture } from '../pictures/plainPicture.ts'
import type { DcqlQuery } from '../presentation/dcql.ts'
import { checkWords } from './checkWords.ts'

type CredentialRule = AttachmentRule['credentials'][number]

/** First bytes of what is taken as a file. */
const beginnings = {
  'application/pdf': '255044462d',
  'image/jpeg': 'ffd8ff',
  'image/png': '89504e470d0a1a0a',
} as const

const shortNames: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
}

/** Presentations as they are sent. */
export const presentationMedia = {
  'dc+sd-jwt': 'application/dc+sd-jwt',
  mso_mdoc: 'application/cbor',
} as const

/** By its content, whatever its name says. @throws draft.fileKind, draft.fileTooLarge */
export function mediaOf(bytes: Uint8Array, { media, maxBytes }: Pick<AttachmentRule, 'media' | 'maxBytes'>): string {
  const begins = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  const found = Object.entries(beginnings).find(([, beginning]) => begins.startsWith(beginning))?.[0]
  if (found === undefined || !media.includes(found)) {
    const takes = media.flatMap((one) => ownMember(shortNames, one) ?? []).join(', ')
    return fail(takes === '' ? { code: 'draft.notAttachable' } : { code: 'draft.fileKind', takes })
  }
  if (bytes.length > maxBytes) fail({ code: 'draft.fileTooLarge', most: Math.floor(maxBytes / 1000) })
  return found
}

/** A photo without what its camera wrote into it: nobody else needs to know where a family lives. @throws draft.fileBroken */
export const plainFile = (media: string, bytes: Uint8Array): PlainPicture =>
  plainPicture(media, bytes) ?? fail({ code: 'draft.fileBroken' })

export const ruleOf = ({ rules }: Pick<ProcedureForm, 'rules'>, id: string): AttachmentRule =>
  rules.find((rule) => rule.id === id) ?? fail({ code: 'draft.notAttachable' })

export const pointerOf = (path: AttributePath): string => `/${path.join('/')}`

/** Of a credential of that rule these attributes, all of them, bound to its holder (OpenID4VP 1.0 6). */
export function queryFor({ format, type }: CredentialRule, attributes: readonly string[]): DcqlQuery {
  const claims = attributes.map((pointer) => ({ path: pointer.split('/').slice(1) }))
  const base = { id: 'attachment', multiple: false, require_cryptographic_holder_binding: true, claims }
  return {
    credentials: [
      format === 'dc+sd-jwt'
        ? { ...base, format, meta: { vct_values: [type] } }
        : { ...base, format, meta: { doctype_value: type } },
    ],
  }
}

/** The chosen ones with those that are required, in the rule's order; none but the rule's. */
export const leavingOf = ({ required, optional }: CredentialRule, chosen: readonly string[]): string[] => [
  ...required,
  ...optional.filter((one) => chosen.includes(one)),
]

/**
 * @param there ids of papers and credentials in the drawer
 * @returns places begin with /attachments
 */
export function checkAttachments(
  { rules }: Pick<ProcedureForm, 'rules'>,
  { attachments, corrects }: Pick<Draft, 'attachments' | 'corrects'>,
  there: ReadonlySet<string>,
  language: 'ja' | 'en',
): Fault[] {
  const words = checkWords[language]
  const at = (id: string, message: string): Fault => ({ pointer: `/attachments/${id}`, message })
  // What was attached before a correction is at the portal.
  const missing = rules.filter(
    ({ id, required }) => required && corrects === undefined && !attachments.some((one) => one.id === id),
  )
  return [
    ...missing.map(({ id }) => at(id, words.attach)),
    ...attachments.flatMap(({ id, what }) => {
      if (!rules.some((rule) => rule.id === id)) return [at(id, words.notTaken)]
      return there.has(sourceOf({ what })) ? [] : [at(id, words.gone)]
    }),
  ]
}

export const sourceOf = ({ what }: Pick<DraftAttachment, 'what'>): string =>
  'paperId' in what ? what.paperId : what.credentialId

// What of a draft is sent: the members that its form has and that were filled in, and the statement that a card signs over it.
import { createHash } from 'node:crypto'
import type { FormContent, Json } from '../../preload/shapes/applications.ts'
import type { Draft, FormField } from '../../preload/shapes/drafts.ts'
import { canonical } from '../drawer/canonical.ts'
import { straight } from '../inOrder.ts'
import { statementBytes } from '../portal/statement.ts'
import { isEmpty, isGroup, isList, memberOf } from './places.ts'

/** One attachment as it is sent. */
export interface OutgoingAttachment {
  readonly id: string
  readonly name: string
  readonly media: string
  readonly bytes: Uint8Array
}

/** Everything but the signature itself; an attachment by its hash (推: the practice portal's contract). */
export interface SignedContent {
  readonly procedure: string
  readonly on_behalf?: { readonly name: string; readonly birth_date: string }
  readonly corrects?: string
  readonly form: FormContent
  readonly attachments: readonly {
    readonly id: string
    readonly name: string
    readonly media: string
    /** base64url */
    readonly sha256: string
  }[]
}

/** The form without what is empty and what is none of its members. */
export function sentForm(fields: readonly FormField[], form: FormContent): FormContent {
  const kept = partOf({ name: '', title: '', required: true, kind: 'group', members: fields }, form)
  return isGroup(kept) ? kept : {}
}

function partOf(field: FormField, value: Json | undefined): Json | undefined {
  if (field.kind === 'group') {
    const members = (field.members ?? []).flatMap((member) => {
      const kept = partOf(member, memberOf(value, member.name))
      return kept === undefined ? [] : [[member.name, kept] as const]
    })
    return members.length === 0 && !field.required ? undefined : Object.fromEntries(members)
  }
  if (field.kind === 'list') {
    const { item } = field
    if (item === undefined || !isList(value) || (value.length === 0 && !field.required)) return undefined
    return value.map((entry) => partOf(item, entry) ?? '')
  }
  // As it is shown before it is sent.
  const written = typeof value === 'string' ? straight(value) : value
  return isEmpty(written) ? undefined : written
}

export function contentOf(
  { procedure, onBehalf, corrects }: Pick<Draft, 'procedure' | 'onBehalf' | 'corrects'>,
  form: FormContent,
  attachments: readonly OutgoingAttachment[],
): SignedContent {
  return {
    procedure,
    form,
    attachments: attachments.map(({ id, name, media, bytes }) => ({ id, name, media, sha256: sha256(bytes) })),
    // A correction is of whom the application was; the portal knows.
    ...(onBehalf === undefined || corrects !== undefined
      ? {}
      : { on_behalf: { name: onBehalf.name, birth_date: onBehalf.birthDate } }),
    ...(corrects === undefined ? {} : { corrects }),
  }
}

/** Purpose, origin, request id, and the content in its one spelling (RFC 8785), so that every part of it is covered. */
export const applicationMessage = (origin: string, requestId: string, content: SignedContent): Uint8Array =>
  statementBytes('tefuda/application/1', origin, requestId, canonical({ ...content }))

/** base64url */
export const contentHash = (content: SignedContent): string => sha256(canonical({ ...content }))

export const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('base64url')

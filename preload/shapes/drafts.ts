// Forms of procedures while they are filled in: what there is to fill, what was filled in and from where, what is still wrong.
import { z } from 'zod'
import { fault, formContent, standing } from './applications.ts'

const line = z.string().max(2_000)
const pointer = z.string().max(500)

export interface FormField {
  /** Its name in the form; '' for what a list repeats. */
  readonly name: string
  readonly title: string
  readonly help?: string | undefined
  readonly required: boolean
  /** 'group' has `members`, 'list' has `item`. */
  readonly kind: 'text' | 'longText' | 'date' | 'yesNo' | 'choice' | 'number' | 'group' | 'list'
  readonly choices?: readonly { readonly value: string; readonly label: string }[] | undefined
  /** A regular expression (ECMA 262) that the whole text fits. */
  readonly pattern?: string | undefined
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly minItems?: number | undefined
  readonly maxItems?: number | undefined
  readonly members?: readonly FormField[] | undefined
  readonly item?: FormField | undefined
  /** Where the wallet may take it from, for example `card.name`. */
  readonly fill?: string | undefined
}
/** Made in main of the procedure's JSON Schema; the screen knows nothing of schemas. */
export const formField: z.ZodType<FormField> = z.lazy(() =>
  z.object({
    name: z.string().max(100),
    title: line,
    help: line.optional(),
    required: z.boolean(),
    kind: z.enum(['text', 'longText', 'date', 'yesNo', 'choice', 'number', 'group', 'list']),
    choices: z
      .array(z.object({ value: z.string(), label: line }))
      .max(200)
      .optional(),
    pattern: z.string().max(500).optional(),
    minLength: z.int().optional(),
    maxLength: z.int().optional(),
    minimum: z.int().optional(),
    maximum: z.int().optional(),
    minItems: z.int().optional(),
    maxItems: z.int().optional(),
    members: z.array(formField).max(100).optional(),
    item: formField.optional(),
    fill: z.string().max(100).optional(),
  }),
)

/** Where a filled field came from. 'typed': the person's own hand. */
export const fieldSource = z.object({
  from: z.enum(['typed', 'card', 'credential', 'earlier']),
  /** In words: the credential's name, the application of before. */
  name: line.optional(),
  at: z.string().max(40).optional(),
})
export type FieldSource = z.infer<typeof fieldSource>

/** A rule of the procedure, and what was attached for it. */
export const draftAttachment = z.object({
  /** The rule's id. */
  id: z.string().max(100),
  name: line,
  media: z.string().max(100),
  size: z.int(),
  /** The paper in the drawer, or the credential of which the chosen attributes are presented. */
  what: z.union([
    z.object({ paperId: z.string().max(100) }),
    z.object({ credentialId: z.string().max(100), attributes: z.array(line).max(100) }),
  ]),
})

/** As it lies in the drawer. */
export const draft = z.object({
  id: z.uuid(),
  procedure: z.string().max(100),
  title: line,
  organisation: line,
  /** Only what was filled in; it need not be whole. */
  form: formContent,
  /** By JSON pointer within the form; absent: typed. */
  sources: z.record(pointer, fieldSource),
  attachments: z.array(draftAttachment).max(6),
  /** Whom it concerns when family sends it without a mandate (提出代行). */
  onBehalf: z.object({ name: line, birthDate: z.iso.date() }).optional(),
  /** The mandate at the portal under which it is sent. */
  mandate: z.object({ id: z.string().max(100), principal: line }).optional(),
  /** 受付番号 of the application that was sent back and is corrected by this. */
  corrects: z.string().max(60).optional(),
  /** Made at the first sending: the same again is the same application. */
  requestId: z.uuid().optional(),
  begunAt: z.string().max(40),
  savedAt: z.string().max(40),
})
export type Draft = z.infer<typeof draft>

export const draftCard = draft.pick({
  id: true,
  procedure: true,
  title: true,
  organisation: true,
  corrects: true,
  savedAt: true,
})

export const attachmentRule = z.object({
  id: z.string().max(100),
  title: line,
  required: z.boolean(),
  media: z.array(z.string().max(100)).max(10),
  maxBytes: z.int(),
})

/** A draft with the form as it was when the procedure was last asked for. */
export const openDraft = z.object({
  draft,
  fields: z.array(formField).max(100),
  rules: z.array(attachmentRule).max(10),
  signature: z.enum(['none', 'user', 'sign']),
  standings: z.array(z.object({ standing, note: line })).max(10),
  /** What does not fit yet, by the form's own rules; the portal may find more. */
  faults: z.array(fault).max(100),
})
export type OpenDraft = z.infer<typeof openDraft>

/** What is sent, exactly: shown before anything is. */
export const review = z.object({
  to: line,
  origin: z.string().max(300),
  as: z.object({ actor: line, applicant: line, standing }),
  rows: z.array(z.object({ pointer, label: z.array(line).max(10), value: line, source: fieldSource })).max(500),
  attachments: z.array(draftAttachment.extend({ attributes: z.array(line).max(100).optional() })).max(6),
  signature: z.enum(['none', 'user', 'sign']),
  faults: z.array(fault).max(100),
})
export type Review = z.infer<typeof review>

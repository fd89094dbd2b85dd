// Forms of procedures while they are filled in: what there is to fill, what was filled in and from where, what is still wrong.
import { z } from 'zod'
import { application, fault, formContent, standing } from './applications.ts'
import { bilingual } from './common.ts'

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
  /** Of 'yesNo': only yes is taken (a confirmation). */
  readonly onlyYes?: boolean | undefined
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
    onlyYes: z.boolean().optional(),
  }),
)

/**
 * Where a filled field came from. 'typed': the person's own hand. 'earlier': what was sent before. 'mandate': how the portal
 * names its principal.
 */
export const fieldSource = z.object({
  from: z.enum(['typed', 'card', 'credential', 'earlier', 'mandate']),
  /** In words: the credential's name, the application of before. */
  name: line.optional(),
  at: z.string().max(40).optional(),
})
export type FieldSource = z.infer<typeof fieldSource>

/** An attribute of a credential, by the JSON pointer of its path: `/name`, `/org.iso.18013.5.1/birth_date`. */
const attribute = pointer

/** What was attached for one rule of the procedure. */
export const draftAttachment = z.object({
  /** The rule's id. */
  id: z.string().max(100),
  name: line,
  media: z.string().max(100),
  /** Bytes; 0 for a credential, of which the presentation is made when it is sent. */
  size: z.int(),
  /** The paper in the drawer, or the credential of which the chosen attributes are presented. */
  what: z.union([
    z.object({ paperId: z.string().max(100) }),
    z.object({ credentialId: z.string().max(100), attributes: z.array(attribute).max(100) }),
  ]),
  /** Of a photo: where it was taken, and by what, stood in the file and is not sent. */
  dataTakenOut: z.literal(true).optional(),
})
export type DraftAttachment = z.infer<typeof draftAttachment>

/** Whom an application concerns: oneself; family without a mandate (提出代行); the principal of a mandate at the portal. */
export const concerned = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('self') }),
  z.object({ kind: z.literal('family'), name: z.string().trim().min(1).max(60), birthDate: z.iso.date() }),
  z.object({ kind: z.literal('mandate'), id: z.string().min(1).max(100) }),
])
export type Concerned = z.infer<typeof concerned>

/** As it lies in the drawer. */
export const draft = z.object({
  id: z.uuid(),
  procedure: z.string().max(100),
  title: line,
  organisation: line,
  /** Only what was filled in; it need not be whole. */
  form: formContent,
  /** By JSON pointer within the form (`/account/number`); absent: typed. */
  sources: z.record(pointer, fieldSource),
  attachments: z.array(draftAttachment).max(6),
  /** Whom it concerns when family sends it without a mandate (提出代行). */
  onBehalf: z.object({ name: line, birthDate: z.iso.date() }).optional(),
  /** The mandate at the portal under which it is sent. */
  mandate: z.object({ id: z.string().max(100), principal: line, standing: standing.optional() }).optional(),
  /** 受付番号 of the application that was sent back and is corrected by this. */
  corrects: z.string().max(60).optional(),
  /** What is asked back, or what the portal did not accept at the last try; each goes when its place is changed. */
  told: z.array(fault).max(50).optional(),
  /** Made at the first sending: the same again is the same application. */
  requestId: z.uuid().optional(),
  /** What was sent with it, so that the very same can be sent again when the answer got lost, and no PIN is asked for it. */
  sending: z
    .object({
      /** base64url, of what is signed. */
      sha256: z.string().max(64),
      /** Presentations that were made for it. */
      presented: z
        .array(
          z.object({
            /** The rule's id. */
            id: z.string().max(100),
            credentialId: z.string().max(100),
            attributes: z.array(attribute).max(100),
            media: z.string().max(100),
            /** base64url */
            content: z.string().max(450_000),
          }),
        )
        .max(6),
      /** base64url */
      signature: z.object({ certificate: z.string().max(8_000), signature: z.string().max(1_400) }).optional(),
    })
    .optional(),
  begunAt: z.string().max(40),
  savedAt: z.string().max(40),
})
export type Draft = z.infer<typeof draft>

export const draftCard = draft
  .pick({ id: true, procedure: true, title: true, organisation: true, corrects: true, begunAt: true, savedAt: true })
  .extend({
    /** Whom it concerns, where that is somebody else. */
    forWhom: line.optional(),
  })
export type DraftCard = z.infer<typeof draftCard>

/** A credential that is taken in place of a file. */
export const credentialRule = z.object({
  format: z.enum(['dc+sd-jwt', 'mso_mdoc']),
  /** `vct` or docType */
  type: z.string().max(300),
  required: z.array(attribute).min(1).max(50),
  optional: z.array(attribute).max(50),
})

export const attachmentRule = z.object({
  id: z.string().max(100),
  title: line,
  required: z.boolean(),
  /** Of files; none: a credential only. */
  media: z.array(z.string().max(100)).max(10),
  maxBytes: z.int(),
  credentials: z.array(credentialRule).max(5),
})
export type AttachmentRule = z.infer<typeof attachmentRule>

/** A procedure's form as the portal told it last; kept in the drawer, so that a draft opens with no portal at hand. */
export const procedureForm = z.object({
  procedure: z.string().max(100),
  title: line,
  organisation: line,
  fields: z.array(formField).max(100),
  rules: z.array(attachmentRule).max(10),
  signature: z.enum(['none', 'user', 'sign']),
  standings: z.array(z.object({ standing, note: line })).max(10),
  asOf: z.string().max(40),
})
export type ProcedureForm = z.infer<typeof procedureForm>

/** A draft with its form. What was typed is never in the way of opening it. */
export const openDraft = z.object({
  draft: draft.omit({ sending: true, requestId: true }),
  form: procedureForm,
  /** What does not fit yet: by the form's own rules, and what the portal told (`draft.told`). Places begin with /form or /attachments. */
  faults: z.array(fault).max(150),
})
export type OpenDraft = z.infer<typeof openDraft>

const places = z.array(pointer).max(500)
/** Where it can be filled from, and which places each would fill. Nothing was read of a card for this. */
export const fillOffers = z.object({
  /** The four attributes of the card, after its PIN for them. */
  card: places,
  credentials: z.array(z.object({ credentialId: z.string().max(100), name: bilingual, places })).max(100),
  /** What the person sent before. */
  earlier: z.array(z.object({ receiptNo: z.string().max(60), title: line, at: z.string().max(40), places })).max(100),
})
export type FillOffers = z.infer<typeof fillOffers>

export const fillFrom = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('card'),
    reader: z.string().min(1).max(100).optional(),
    by: z.enum(['pin', 'checkNumberB']).default('pin'),
  }),
  z.object({ kind: z.literal('credential'), credentialId: z.string().min(1).max(100) }),
  z.object({ kind: z.literal('earlier'), receiptNo: z.string().min(1).max(60) }),
])
export type FillFrom = z.infer<typeof fillFrom>

/** What could be attached for one rule. Files are chosen by main. */
export const attachable = z.object({
  credentials: z
    .array(
      z.object({
        credentialId: z.string().max(100),
        name: bilingual,
        attributes: z
          .array(z.object({ id: attribute, label: bilingual, text: bilingual, required: z.boolean() }))
          .max(100),
      }),
    )
    .max(50),
  papers: z
    .array(z.object({ paperId: z.string().max(100), name: bilingual, media: z.string().max(100), size: z.int() }))
    .max(500),
})
export type Attachable = z.infer<typeof attachable>

export const attachFrom = z.discriminatedUnion('kind', [
  /** The person chooses it in the system's own dialog. */
  z.object({ kind: z.literal('file') }),
  z.object({ kind: z.literal('paper'), paperId: z.string().min(1).max(100) }),
  z.object({
    kind: z.literal('credential'),
    credentialId: z.string().min(1).max(100),
    attributes: z.array(attribute).max(100),
  }),
])
export type AttachFrom = z.infer<typeof attachFrom>

/** What is sent, exactly: shown before anything is. */
export const review = z.object({
  to: line,
  origin: z.string().max(300),
  as: z.object({ actor: line, applicant: line, standing }),
  /** Each filled field with the labels that lead to it, and its value as a person reads it. */
  rows: z.array(z.object({ pointer, label: z.array(line).max(10), value: line, source: fieldSource })).max(2_000),
  attachments: z
    .array(
      draftAttachment.extend({
        /** The rule's title. */
        title: line,
        /** Of a credential: exactly these leave. */
        attributes: z
          .array(z.object({ label: bilingual, text: bilingual }))
          .max(100)
          .optional(),
      }),
    )
    .max(6),
  signature: z.enum(['none', 'user', 'sign']),
  corrects: z.string().max(60).optional(),
  /** It can be sent when there is none. */
  faults: z.array(fault).max(150),
  /** Stands for what was shown; `send` takes nothing else. */
  seen: z.string().max(64),
})
export type Review = z.infer<typeof review>

/** 'refused': the portal does not accept it as it is; the faults stand in the draft now. */
export const sendOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sent'), application }),
  z.object({ kind: z.literal('refused'), open: openDraft }),
])
export type SendOutcome = z.infer<typeof sendOutcome>

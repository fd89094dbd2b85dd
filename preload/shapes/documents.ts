// Documents: chosen, signed, verified.
import { z } from 'zod'
import { fourAttributes } from './certificates.ts'
import { finding } from './common.ts'

/** A file that the person chose; its place stays in main. */
export const chosenDocument = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number(),
  kind: z.enum(['pdf', 'cms', 'other']),
  /** Of the whole file as it was when it was chosen, 64 digits in hexadecimal. */
  sha256: z.string(),
})
export type ChosenDocument = z.infer<typeof chosenDocument>

export const signatureForm = z.enum(['pades', 'adbe', 'cms', 'cms-detached'])
export type SignatureForm = z.infer<typeof signatureForm>

/** `id` is the result's own, to be shown and verified; `original` what was signed. `folder` is for people: home is `~`. */
export const signedDocument = z.object({
  id: z.string(),
  original: z.string(),
  name: z.string(),
  savedAs: z.string(),
  folder: z.string(),
})
export type SignedDocument = z.infer<typeof signedDocument>

/**
 * What a later revision of a PDF did to what was signed. `visibleMark`: a further signature shows something where no field
 * was; `unreadable`: it cannot be said what.
 */
export const documentChange = z.enum([
  'pageContent',
  'annotations',
  'formFields',
  'visibleMark',
  'documentInformation',
  'other',
  'unreadable',
])
export type DocumentChange = z.infer<typeof documentChange>

/**
 * One signature of a document. `valid`: everything checked held. `notOnList`: all but that nobody on our list vouches for the
 * signer. `expired`: all held when it is said to have been signed, and the certificate has ended since, so that only the
 * signer's own clock says that it was in time. `invalid`: something does not hold.
 */
export const documentSignature = z.object({
  form: z.enum(['pades', 'adbe', 'cms', 'cms-detached']),
  state: z.enum(['valid', 'notOnList', 'expired', 'invalid']),
  signer: z.object({ subject: z.string(), issuer: z.string(), holder: fourAttributes.nullable() }).nullable(),
  /** What the signer's own clock said; no time stamp proves it. */
  claimedAt: z.string().nullable(),
  /**
   * PDF: whether the signature covers the whole file, and which revision it belongs to (from 1; 0: to none of them).
   * `laterChanges`: what was changed after it; further signatures and what proves them later are not among them.
   */
  coverage: z
    .object({
      wholeFile: z.boolean(),
      revision: z.number(),
      revisions: z.number(),
      laterChanges: z.array(documentChange),
    })
    .nullable(),
  findings: z.array(finding),
})
export type DocumentSignature = z.infer<typeof documentSignature>

export const documentVerdict = z.object({
  kind: z.enum(['pdf', 'cms']),
  /** There is a signature, every one is valid, and nothing was changed after any of them. */
  valid: z.boolean(),
  signatures: z.array(documentSignature),
  notes: z.array(z.string()),
  /** A time stamp is there, which was not checked. */
  timeStamped: z.boolean().optional(),
})
export type DocumentVerdict = z.infer<typeof documentVerdict>

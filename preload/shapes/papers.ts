// Papers: documents that are kept as the file that they are, with where they came from. Certificates of the wallet's own
// formats are credentials, not papers.
import { z } from 'zod'
import type { Failure } from '../failure.ts'
import { bilingual, finding } from './common.ts'

export const paperKind = z.enum([
  /** 公文書 of an application. */
  'official',
  'taxCertificate',
  'residence',
  'income',
  'insurance',
  'licence',
  'drugs',
  'checkup',
  'vaccination',
  /** 国家資格のデジタル資格者証 */
  'qualification',
  'pension',
  /** 控除証明書 */
  'deduction',
  'selfInfo',
  /** Of a draft or an application; not in the list of papers. */
  'attachment',
  'other',
])
export type PaperKind = z.infer<typeof paperKind>

export const paper = z.object({
  id: z.string().max(100),
  kind: paperKind,
  name: bilingual,
  media: z.string().max(100),
  /** Bytes. */
  size: z.int().min(0),
  /** base64url; the same bytes of the same kind are kept once. */
  sha256: z.string().max(64),
  source: z.object({
    from: z.enum(['portal', 'partner', 'file']),
    /** Who gave it, in words: the portal, the partner, or the name of the file. */
    name: z.string().max(300),
    /** A receipt number, a job's process id, a draft's id. */
    about: z.string().max(100).optional(),
  }),
  /** ISO 8601 */
  receivedAt: z.string().max(40),
  /** Of a picture: where it was taken, and by what, stood in the file and was not kept. */
  dataTakenOut: z.literal(true).optional(),
})
export type Paper = z.infer<typeof paper>

/** One line of a paper as it stands there. A day is YYYY-MM-DD, an amount whole yen; both alike in either language. */
export const paperFact = z.object({
  label: bilingual,
  value: bilingual,
  as: z.enum(['text', 'day', 'yen']),
})
export type PaperFact = z.infer<typeof paperFact>

const day = z.iso.date()

/** What a paper says, in the order in which it says it. */
export const paperSheet = z.object({
  title: bilingual,
  /** Whose it is and who made it, as it says itself. */
  holder: z.string().max(300).optional(),
  issuer: z.string().max(300).optional(),
  /** The day that it is about. */
  asOf: day.optional(),
  facts: z.array(paperFact).max(500),
  /** 薬剤情報: what was dispensed, the newest day first. */
  dispensed: z
    .array(
      z.object({
        on: day.optional(),
        institution: z.string().max(300),
        drugs: z.array(z.object({ code: z.string().max(30), name: z.string().max(300) })).max(200),
      }),
    )
    .max(500)
    .optional(),
  /** 特定健診: what was measured. `value` as it is written, `number` where it is one. */
  measured: z
    .array(
      z.object({
        code: z.string().max(40),
        label: z.string().max(200),
        value: z.string().max(200),
        number: z.number().optional(),
        unit: z.string().max(40),
      }),
    )
    .max(500)
    .optional(),
  doses: z
    .array(
      z.object({
        on: day.optional(),
        vaccine: bilingual,
        lot: z.string().max(100).optional(),
        performer: z.string().max(300).optional(),
      }),
    )
    .max(100)
    .optional(),
  /** Its form is one that the wallet does not know: its parts are shown under their own names. */
  plain: z.boolean(),
  /** It says itself that it is made for practice. */
  practice: z.boolean(),
})
export type PaperSheet = z.infer<typeof paperSheet>

/**
 * What can be said of a paper's signature. 'valid': it holds and is by somebody on our list. 'notOnList': it holds, and nobody
 * on our list vouches for whose it is. 'expired': the certificate has ended since. 'keyUnknown': the key that it was made with
 * is not there to check it. 'unsigned': the paper has none and is a copy that the person kept.
 */
export const paperState = z.enum(['valid', 'notOnList', 'expired', 'invalid', 'keyUnknown', 'unsigned'])
export type PaperState = z.infer<typeof paperState>

export const paperVerdict = z.object({
  state: paperState,
  form: z.enum(['xml', 'pdf', 'healthCard', 'cose']).nullable(),
  /** Who signed, by the certificate or the address of the key. */
  signer: z.string().max(500).nullable(),
  /** ISO 8601, as the signer's own clock said. */
  signedAt: z.string().max(40).nullable(),
  findings: z.array(finding).max(300),
})
export type PaperVerdict = z.infer<typeof paperVerdict>

/** What was read out of the bytes. */
export const readPaper = z.object({
  kind: paperKind,
  /** null: nothing but the file itself can be shown. */
  sheet: paperSheet.nullable(),
  verdict: paperVerdict,
})
export type ReadPaper = z.infer<typeof readPaper>

export const paperDetail = z.object({
  paper,
  /** null: the kept bytes cannot be read any more; they can still be saved as a file. */
  read: readPaper.nullable(),
  /** Now: it is checked again each time it is shown. ISO 8601. */
  checkedAt: z.string().max(40),
})
export type PaperDetail = z.infer<typeof paperDetail>

/** What a QR code on a paper is good for. */
export const paperCode = z.discriminatedUnion('kind', [
  /** Leads to a page of the issuer that shows the original; `host` is whose page it is. */
  z.object({ kind: z.literal('original'), host: z.string().max(300) }),
  /** デジタル資格者証: signed content, read here; its page tells whether it is still valid. */
  z.object({ kind: z.literal('qualification'), host: z.string().max(300), read: readPaper }),
  /** A health card: all of it is in the code. */
  z.object({ kind: z.literal('healthCard'), read: readPaper }),
  /** An address that the wallet does not know, or no address at all: not opened. */
  z.object({ kind: z.literal('unknown') }),
])
export type PaperCode = z.infer<typeof paperCode>

/** What the portal keeps of a person's records, and the wallet can fetch. */
export const recordName = z.enum(['insurance', 'licence', 'drugs', 'checkup', 'vaccination', 'qualification'])
export type RecordName = z.infer<typeof recordName>

/** How fetching one of them went. 'none': the portal holds none, which is no fault. */
export const fetchedRecord = z.object({
  record: recordName,
  state: z.enum(['new', 'same', 'none', 'failed']),
  /** Of those that are new. */
  papers: z.array(z.string().max(100)).max(20),
  failure: z.custom<Failure>((value) => typeof value === 'object' && value !== null && 'code' in value).optional(),
})
export type FetchedRecord = z.infer<typeof fetchedRecord>

/** One thing that was measured in several check-ups, the oldest first. */
export const measuredSeries = z.object({
  code: z.string().max(40),
  label: z.string().max(200),
  unit: z.string().max(40),
  points: z.array(z.object({ on: day, value: z.number(), paperId: z.string().max(100) })).max(200),
})
export type MeasuredSeries = z.infer<typeof measuredSeries>

/** Keys that an issuer of health cards published, named by `kid`. */
export const issuerKeys = z.object({
  iss: z.string().max(100),
  keys: z
    .array(
      z
        .object({
          kty: z.literal('EC'),
          crv: z.enum(['P-256', 'P-384']),
          x: z.string().max(100),
          y: z.string().max(100),
          kid: z.string().max(100),
        })
        .strict(),
    )
    .max(50),
  /** When they were published so. ISO 8601. */
  asOf: z.string().max(40),
})
export type IssuerKeys = z.infer<typeof issuerKeys>

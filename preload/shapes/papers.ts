// Papers: documents that are kept as the file that they are, with where they came from. Certificates of the wallet's own
// formats are credentials, not papers.
import { z } from 'zod'
import { bilingual } from './common.ts'

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
})
export type Paper = z.infer<typeof paper>

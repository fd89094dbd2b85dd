// Documents that are signed and verified, and papers that are kept.
import { z } from 'zod'
import { chosenDocument, documentVerdict, signatureForm, signedDocument } from '../shapes/documents.ts'
import { fetchedRecord, measuredSeries, paper, paperCode, paperDetail, recordName } from '../shapes/papers.ts'
import { call, done, event, id, nothing } from './call.ts'

/** A QR code holds no more (ISO/IEC 18004, 40-L). */
const paperCodeText = z.string().min(1).max(7_089)

export const documentsCalls = {
  /** Lets the person choose files; empty when they chose none. */
  choose: call(z.object({ purpose: z.enum(['sign', 'verify', 'content']) }), z.array(chosenDocument)),
  /** A PDF's bytes (base64) as it was when it was chosen, for showing it before it is signed. */
  content: call(z.object({ id }), z.object({ bytes: z.string() })),
  /** Signs all with one PIN entry and writes each result beside its original; nothing is overwritten. `whose`: see session.logIn. */
  sign: call(
    z.object({ ids: z.array(id).min(1).max(20), form: signatureForm, reader: id, whose: id.optional() }),
    z.array(signedDocument),
  ),
  /** Shows a signed file in its folder. */
  show: call(z.object({ id }), done),
  /** `content`: what a detached signature was made over. */
  verify: call(z.object({ id, content: id.optional() }), documentVerdict),
} as const

/** Papers: certificates and records that are kept as the files that they are. */
export const papersCalls = {
  /** The newest first, without what is attached to drafts. */
  list: call(nothing, z.array(paper)),
  listChanged: event(z.object({ all: z.int().min(0) })),
  /** One of them, read and verified again now, without network. */
  open: call(z.object({ id }), paperDetail),
  /** A PDF's bytes (base64), to be drawn. */
  content: call(z.object({ id }), z.object({ bytes: z.string() })),
  /** Lets the person choose files and keeps them; empty when they chose none. */
  import: call(nothing, z.array(paper)),
  /** Saves it as the file that it is; null when the person chose no place. */
  save: call(z.object({ id }), z.object({ savedAs: z.string() }).nullable()),
  remove: call(z.object({ id }), z.array(paper)),
  /**
   * From the portal; `mandateId`: of whoever gave that mandate there. What was kept until then stays when one fails or the
   * person cancels.
   */
  fetch: call(
    z.object({ records: z.array(recordName).min(1).max(10), mandateId: id.optional() }),
    z.array(fetchedRecord),
  ),
  /** What was measured in several check-ups of the person whose that one is. */
  measured: call(z.object({ id }), z.array(measuredSeries)),
  /** For a health card whose key is not there: asks its issuer for it, and checks the card again. */
  askKey: call(z.object({ id }), paperDetail),
  /** What a QR code that was read on a paper is good for. */
  code: call(z.object({ code: paperCodeText }), paperCode),
  /** Opens the issuer's page behind that code in the system's browser. */
  openOriginal: call(z.object({ code: paperCodeText }), done),
} as const

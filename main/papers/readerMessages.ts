// What main asks the process that reads papers, and what that may answer.
import { z } from 'zod'
import { issuerKeys, readPaper } from '../../preload/shapes/papers.ts'

const bytes = z.instanceof(Uint8Array)
export const readerQuestion = z.object({
  papers: z.array(bytes),
  trust: z.object({
    issuers: z.array(bytes),
    documents: z.object({ anchors: z.array(bytes), pinned: z.array(z.string()).optional() }),
    issuerKeys: z.array(issuerKeys.pick({ iss: true, keys: true })),
  }),
  at: z.date(),
})

const detail = z.string().max(500)

/** The failures that reading a paper tells. */
const readFailure = z.discriminatedUnion('code', [
  z.object({ code: z.literal('paper.notUnderstood'), name: z.string() }),
  z.object({ code: z.literal('paper.broken'), detail }),
  z.object({ code: z.literal('paper.tooLarge') }),
  z.object({ code: z.literal('document.tooLarge') }),
  z.object({ code: z.literal('document.encrypted') }),
  z.object({ code: z.literal('document.broken'), detail }),
  z.object({ code: z.literal('credential.invalid'), rule: detail, detail }),
])

const onePaper = z.union([
  z.object({ read: readPaper, holdsNumber: z.boolean() }).strict(),
  z.object({ failure: readFailure }).strict(),
])
/** In the order of the question. */
export const readerAnswer = z.array(onePaper)
export type ReaderAnswer = z.infer<typeof readerAnswer>

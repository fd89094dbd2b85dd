// What main asks the process that verifies a document, and what that may answer.
import { z } from 'zod'
import { documentVerdict } from '../../preload/shapes/documents.ts'

const bytes = z.instanceof(Uint8Array)

export const verifyQuestion = z.object({
  bytes,
  content: bytes.optional(),
  trust: z.object({ anchors: z.array(bytes), pinned: z.array(z.string()).optional() }),
  at: z.date(),
})

const detail = z.string().max(500)

/** The failures that verifyDocument tells. */
const verifyFailure = z.discriminatedUnion('code', [
  z.object({ code: z.literal('document.tooLarge') }),
  z.object({ code: z.literal('document.encrypted') }),
  z.object({ code: z.literal('document.broken'), detail }),
  z.object({ code: z.literal('file.notUnderstood'), detail }),
])

export const verifyAnswer = z.union([
  z.object({ verdict: documentVerdict }).strict(),
  z.object({ failure: verifyFailure }).strict(),
])

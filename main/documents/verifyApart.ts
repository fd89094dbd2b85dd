// Verifying a document in a process of its own, so that one that was made to take long keeps nothing else waiting.
import type { DocumentVerdict } from '../../preload/shapes/documents.ts'
import { askProcess } from '../askProcess.ts'
import { fail } from '../failure.ts'
import type { Ports } from '../ports.ts'
import { mostSignedBytes } from './kind.ts'
import { verifyAnswer } from './verifierMessages.ts'
import type { VerifyOptions } from './verifyDocument.ts'

/** Starting the process included. The largest document takes a few seconds on a slow PC. */
const usualPatience = 60_000

interface Apart {
  readonly startVerifierProcess: Ports['startVerifierProcess']
  readonly signal: AbortSignal
  readonly patience?: number
}

/**
 * @throws document.unchecked when the process ended or took too long, or answered what is no answer; app.cancelled; and as
 * verifyDocument
 */
export async function verifyApart(
  { startVerifierProcess, signal, patience = usualPatience }: Apart,
  bytes: Uint8Array,
  { content, trust: { anchors, pinned }, at }: VerifyOptions,
): Promise<DocumentVerdict> {
  if (bytes.length > mostSignedBytes) return fail({ code: 'document.tooLarge' })
  const question = { bytes, content, trust: { anchors, pinned }, at }
  const answer = verifyAnswer.safeParse(await askProcess(startVerifierProcess, question, { patience, signal }))
  if (!answer.success) return fail({ code: 'document.unchecked' })
  return 'verdict' in answer.data ? answer.data.verdict : fail(answer.data.failure)
}

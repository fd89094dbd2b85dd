// Reading papers in a process of its own, so that one that was made to take long, or to exhaust memory, hurts nothing else.
import type { ReadPaper } from '../../preload/shapes/papers.ts'
import { askProcess } from '../askProcess.ts'
import { documentKind } from '../documents/kind.ts'
import { fail, WalletError } from '../failure.ts'
import type { Ports } from '../ports.ts'
import { type ReaderAnswer, readerAnswer } from './readerMessages.ts'
import type { PaperTrust } from './readPaper.ts'

/** For all of them together, starting the process included. */
const usualPatience = 60_000

interface Apart {
  readonly startVerifierProcess: Ports['startVerifierProcess']
  readonly signal: AbortSignal
  readonly patience?: number
}

/**
 * All of them in one process; what came of each, in the same order.
 * @throws paper.unread when the process ended or took too long, or answered what is no answer; app.cancelled
 */
export async function readApart(
  { startVerifierProcess, signal, patience = usualPatience }: Apart,
  papers: readonly Uint8Array[],
  trust: PaperTrust,
  at: Date,
): Promise<ReaderAnswer> {
  if (papers.length === 0) return []
  const answer = readerAnswer.safeParse(
    await askProcess(startVerifierProcess, { papers, trust, at }, { patience, signal }),
  )
  return answer.success && answer.data.length === papers.length ? answer.data : fail({ code: 'paper.unread' })
}

/** Of several answers those that could be read. */
export const understood = (answers: ReaderAnswer): ReadPaper[] =>
  answers.flatMap((answer) => ('read' in answer ? [answer.read] : []))

/**
 * Whether a 個人番号 is seen in a document, whoever signed it. One that cannot be read shows none; in a PDF none can be seen.
 * @throws app.cancelled
 */
export async function holdsNumberApart(
  { startVerifierProcess, now }: Pick<Ports, 'startVerifierProcess' | 'now'>,
  bytes: Uint8Array,
): Promise<boolean> {
  if (documentKind(bytes) === 'pdf') return false
  const nobody: PaperTrust = { issuers: [], documents: { anchors: [] }, issuerKeys: [] }
  const apart = { startVerifierProcess, signal: new AbortController().signal }
  try {
    const [answer] = await readApart(apart, [bytes], nobody, now())
    return answer !== undefined && 'read' in answer && answer.holdsNumber
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'paper.unread') return false
    throw error
  }
}

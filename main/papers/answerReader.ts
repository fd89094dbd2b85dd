// The other side of readApart: each paper by itself, so that one that cannot be read keeps none of the others back.
import type { z } from 'zod'
import { WalletError } from '../failure.ts'
import type { readerQuestion } from './readerMessages.ts'
import { type PaperTrust, readPaper } from './readPaper.ts'

export async function answerReader({ papers, trust, at }: z.output<typeof readerQuestion>): Promise<unknown> {
  const { documents, issuerKeys, issuers } = trust
  const { anchors, pinned } = documents
  const believed = { issuers, issuerKeys, documents: { anchors, ...(pinned === undefined ? {} : { pinned }) } }
  const answers: unknown[] = []
  for (const bytes of papers) answers.push(await answerOne(bytes, believed, at))
  return answers
}

async function answerOne(bytes: Uint8Array, trust: PaperTrust, at: Date): Promise<unknown> {
  try {
    const { holdsNumber, ...read } = await readPaper(bytes, trust, at)
    return { read, holdsNumber }
  } catch (error) {
    if (error instanceof WalletError) return { failure: error.failure }
    throw error
  }
}

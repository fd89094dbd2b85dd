// The entry of the process that verifies a document or reads papers: Electron's utility process, or a forked Node process. A document is a
// stranger's work and may be made to take long; this is started for one of them, and ended when main has its answer.
import { answerParent } from '../answerParent.ts'
import { WalletError } from '../failure.ts'
import { readerQuestion } from '../papers/readerMessages.ts'
import { verifyQuestion } from './verifierMessages.ts'
import { verifyDocument } from './verifyDocument.ts'

answerParent(async (message) => {
  const papers = readerQuestion.safeParse(message)
  if (papers.success) return (await import('../papers/answerReader.ts')).answerReader(papers.data)
  const { bytes, content, trust, at } = verifyQuestion.parse(message)
  const { anchors, pinned } = trust
  try {
    const verdict = await verifyDocument(bytes, {
      trust: { anchors, ...(pinned === undefined ? {} : { pinned }) },
      at,
      ...(content === undefined ? {} : { content }),
    })
    return { verdict }
  } catch (error) {
    if (error instanceof WalletError) return { failure: error.failure }
    throw error
  }
})

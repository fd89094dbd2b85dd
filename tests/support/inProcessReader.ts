import type { DrawerProcess } from '../../main/drawer/remote.ts'
import { answerReader } from '../../main/papers/answerReader.ts'
import { readerQuestion } from '../../main/papers/readerMessages.ts'

/** The process that reads papers, as none: the same messages, copied as they would be on their way. */
export function inProcessReader(): DrawerProcess {
  const messages: ((message: unknown) => void)[] = []
  return {
    post: (message) => {
      const question = readerQuestion.parse(structuredClone(message))
      void answerReader(question).then((answer) => {
        for (const listener of messages) listener(structuredClone(answer))
      })
    },
    onMessage: (listener) => void messages.push(listener),
    onExit: () => undefined,
    kill: async () => undefined,
  }
}

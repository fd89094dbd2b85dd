// The other end of askProcess: answers whoever started this process, Electron's utility process or a forked Node process.

/** Electron's own part of `process` in a utility process (electron.d.ts ParentPort). */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

/** What `answer` throws ends the process without a word: the message of an error may quote its input. */
export function answerParent(answer: (question: unknown) => Promise<unknown>): void {
  const { parentPort } = process as { parentPort?: ParentPort }
  const end = () => process.exit(1)
  if (parentPort !== undefined) {
    parentPort.on('message', ({ data }) => void answer(data).then((said) => parentPort.postMessage(said), end))
  } else {
    process.on('message', (message) => void answer(message).then((said) => process.send?.(said), end))
    process.on('disconnect', () => process.exit(0))
  }
}

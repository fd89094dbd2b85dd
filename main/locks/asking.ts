// Knows whether the wallet waits for the person: a question in the small window, or a dialog of the system.
import type { Ports } from '../ports.ts'

type Asked = Pick<Ports, 'askSecret' | 'files'>

export function noteAsking({ askSecret, files }: Asked): Asked & { readonly asking: () => boolean } {
  let open = 0
  async function during<T>(question: Promise<T>): Promise<T> {
    open += 1
    try {
      return await question
    } finally {
      open -= 1
    }
  }
  return {
    askSecret: (question, signal) => during(askSecret(question, signal)),
    files: {
      choose: (options) => during(files.choose(options)),
      saveAs: (options) => during(files.saveAs(options)),
      showInFolder: (path) => files.showInFolder(path),
    },
    asking: () => open > 0,
  }
}

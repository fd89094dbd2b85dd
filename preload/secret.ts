// Runs in the small window that main owns: exposes window.secret and nothing else.
import { contextBridge, ipcRenderer } from 'electron'
import { sealInPage } from './sealed.ts'
import type { SecretApi, secretContract } from './secretContract.ts'

const ask = (channel: keyof typeof secretContract, input?: unknown) => ipcRenderer.invoke(channel, input)

const secret: SecretApi = {
  question: ask('secret-question'),
  answer: async ({ secret: typed, confirmedLastTry }) => {
    const sealed = await sealInPage(await ask('secret-key'), typed)
    typed.fill(0)
    return ask('secret-answer', { sealed, confirmedLastTry })
  },
  cancel: () => ask('secret-cancel'),
  passphraseAdvice: (text) => ask('secret-advice', text),
  generate: () => ask('secret-generate'),
  print: () => ask('secret-print'),
}

contextBridge.exposeInMainWorld('secret', secret)

// Runs in the small window that main owns: exposes window.secret and nothing else.
import { contextBridge, ipcRenderer } from 'electron'
import type { SecretApi, secretContract } from './secretContract.ts'

const ask = (channel: keyof typeof secretContract, input?: unknown) => ipcRenderer.invoke(channel, input)

const secret: SecretApi = {
  question: ask('secret-question'),
  answer: (answer) => ask('secret-answer', answer),
  cancel: () => ask('secret-cancel'),
  passphraseAdvice: (text) => ask('secret-advice', text),
  generate: () => ask('secret-generate'),
  print: () => ask('secret-print'),
}

contextBridge.exposeInMainWorld('secret', secret)

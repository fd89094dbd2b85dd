// A wallet without a screen that does one kind of write over and over until somebody kills it.
import { createPrivateKey } from 'node:crypto'
import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { WalletError } from '../../../main/failure.ts'
import type { Keychain } from '../../../main/ports.ts'
import type { SignerName } from '../../../practice/authorities.ts'
import { acts } from './acts.ts'
import type { KeychainCall, Said, Task } from './said.ts'

const say = (line: Said): void => void writeSync(3, `${JSON.stringify(line)}\n`)

const waiting = new Map<number, (secret: Uint8Array | undefined) => void>()
let calls = 0
const askKeychain = (call: KeychainCall['call'], name: string, secret?: Uint8Array): Promise<Uint8Array | undefined> =>
  new Promise((resolve) => {
    calls += 1
    waiting.set(calls, resolve)
    process.send?.({ id: calls, call, name, ...(secret === undefined ? {} : { secret }) } satisfies KeychainCall)
  })
const keychain: Keychain = {
  read: (name) => askKeychain('read', name),
  write: async (name, secret) => void (await askKeychain('write', name, secret)),
  remove: async (name) => void (await askKeychain('remove', name)),
}

// This program's own parent: what it sends has the shapes of said.ts.
process.on('message', (message: { task: Task } | { id: number; secret?: Uint8Array }) => {
  if ('id' in message) {
    waiting.get(message.id)?.(message.secret)
    waiting.delete(message.id)
    return
  }
  const { task } = message
  const signer = (name: SignerName) => {
    if (name !== 'credentialIssuer' && name !== 'documentSigner') throw new Error('no such issuer here')
    return { chain: task.issuers[name].chain, privateKey: createPrivateKey(task.issuers[name].pem) }
  }
  acts[task.kind]({ task, keychain, say, signer }).catch((error: unknown) => {
    say({ failed: error instanceof WalletError ? error.failure.code : String(error) })
  })
})
flushCompileCache()
process.send?.({ ready: process.pid })

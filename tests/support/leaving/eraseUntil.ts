// A process that erases a person, or clears a PC, and is killed when it says that it has come so far.
import { flushCompileCache } from 'node:module'
import { realmHome } from '../../../main/home.ts'
import { beginDisposal, planDisposal, removeFiles } from '../../../main/leaving/disposal.ts'
import { erasePerson } from '../../../main/leaving/erasePerson.ts'
import { fileKeychain } from './fileKeychain.ts'

flushCompileCache()
const [what = '', tefudaHome = '', keys = '', drawerId = '', until = ''] = process.argv.slice(2)
const atStep = (step: string): void => {
  if (step === until) process.kill(process.pid, 'SIGKILL')
}

if (what === 'person') {
  const place = { home: realmHome(tefudaHome, 'practice'), keychain: fileKeychain(keys) }
  atStep('begun')
  await erasePerson(place, drawerId, atStep)
} else {
  const plan = await planDisposal(tefudaHome)
  atStep('planned')
  await beginDisposal(tefudaHome, plan)
  atStep('begun')
  await removeFiles(tefudaHome, atStep)
}

// The drawer's process is started when its key is asked for, so that nobody waits for it, and ends when nothing is opened.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DrawerProcess } from '../../main/drawer/remote.ts'
import { fail } from '../../main/failure.ts'
import { makePerson, unlock } from '../../main/journeys/household.ts'
import type { Ports, SecretQuestion } from '../../main/ports.ts'
import { codeOf, noTrust, temporaryFolder } from '../support/drawers.ts'
import { inProcessDrawer } from '../support/inProcessDrawer.ts'
import { memoryKeychain } from '../support/memoryKeychain.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru hikari'
let home: ReturnType<typeof temporaryFolder>
/** Those that run now, in the order of their start. */
const running: DrawerProcess[] = []
let answer: (question: SecretQuestion) => string

beforeEach(() => {
  home = temporaryFolder()
})
afterEach(async () => {
  for (const one of [...running]) await one.kill()
  home.remove()
})

function started(): DrawerProcess {
  const process = inProcessDrawer()
  running.push(process)
  process.onExit(() => void running.splice(running.indexOf(process), 1))
  return process
}

function setting() {
  const never = () => fail({ code: 'app.refusedCall' })
  const ports: Ports = {
    home: home.path,
    keychain: memoryKeychain(),
    now: () => new Date(),
    startDrawerProcess: started,
    startPictureProcess: never,
    startVerifierProcess: never,
    askSecret: async (question) => new TextEncoder().encode(answer(question)),
    fetch: never,
    openInBrowser: never,
    files: { choose: never, saveAs: never, showInFolder: never },
    readers: { watch: never, withCard: never, close: async () => undefined },
  }
  const signal = new AbortController().signal
  return { ports, trust: noTrust('practice'), signal, card: () => fail({ code: 'card.absent' }) }
}

test('it stands ready while the passphrase is typed, opens with it, and is ended when it does not', async () => {
  const at = setting()
  answer = (question) => (question.kind === 'recoveryShow' ? question.code : passphrase)
  const made = await makePerson(at, { name: '架空 霧', colour: 'blue', opener: 'passphrase' })
  await made.room.end()
  expect(running).toHaveLength(0)

  const duringQuestion: number[] = []
  const asked = (then: () => string) => () => {
    duringQuestion.push(running.length)
    return then()
  }
  answer = asked(() => fail({ code: 'app.cancelled' }))
  expect(await codeOf(unlock(at, made.personId, 'passphrase'))).toBe('app.cancelled')
  expect(running).toHaveLength(0)

  answer = asked(() => 'not the passphrase at all')
  expect(await codeOf(unlock(at, made.personId, 'passphrase'))).toBe('drawer.wrongKey')
  expect(running).toHaveLength(0)

  answer = asked(() => passphrase)
  const open = await unlock(at, made.personId, 'passphrase')
  expect(running).toHaveLength(1)
  expect(await open.drawer.standing(new Date().toISOString())).toMatchObject({ owner: '架空 霧' })
  expect(duringQuestion).toEqual([1, 1, 1])
  await open.room.end()
  expect(running).toHaveLength(0)
})

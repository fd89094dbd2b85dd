// For tests: a person who is logged in, with what they sent and what the portal tells; one for all tests of a file.
import { afterAll, beforeEach } from 'vitest'
import { refreshBoard } from '../../main/journeys/refreshBoard.ts'
import { formOf, type SentApplication, send } from '../../practice/portal/testApplication.ts'
import { bodyOf, reachPortal } from '../../practice/portal/testPortal.ts'
import { openStage, testOrigin } from './stage.ts'

const language = 'ja'

export async function boardOfFile() {
  const stage = await openStage()
  let clock = 0
  const now = () => new Date(Date.now() + clock)
  const portal = reachPortal(stage.world, testOrigin, '', (request) => stage.portal.fetch(request), now)
  await stage.logIn()
  afterAll(() => stage.close())
  beforeEach(async () => {
    stage.network = undefined
    await stage.control.clearFaults()
  })
  const where = () => ({ drawer: stage.drawer, profile: stage.profile, language }) as const
  return {
    stage,
    portal,
    now,
    where,
    refresh: (steps: number[] = []) =>
      refreshBoard(stage.ports, { ...where(), step: (percent) => void steps.push(percent) }),
    wait: (ms: number) => {
      clock += ms
      stage.wait(ms)
    },
    /** By whom, and from elsewhere. @returns the receipt's number */
    sent: async (procedure: string, more: Partial<SentApplication> = {}, person = 'taro'): Promise<string> => {
      const response = await send(portal, person, { procedure, form: formOf(portal, procedure, person), ...more })
      return String((await bodyOf(response))['receipt_no'])
    },
  }
}

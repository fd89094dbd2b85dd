import type { Handlers } from '../../preload/contract.ts'
import { fail } from '../failure.ts'
import type { PracticeTools } from './tools.ts'

/** The contract's practice calls. In the real realm each is refused. @throws practice.only */
export function practiceHandlers(tools: PracticeTools | undefined): Handlers['practice'] {
  const after = async (change: (tools: PracticeTools) => void | Promise<void>) => {
    if (tools === undefined) return fail({ code: 'practice.only' })
    await change(tools)
    return tools.read()
  }
  return {
    read: () => after(() => undefined),
    insertCard: ({ reader, personId, kind = 'myNumber' }) => after((open) => open.insertCard(reader, personId, kind)),
    removeCard: ({ reader }) => after((open) => open.removeCard(reader)),
    startPortal: () => after((open) => open.startPortal()),
    stopPortal: () => after((open) => open.stopPortal()),
    openPhone: async ({ address }) => {
      if (tools === undefined) return fail({ code: 'practice.only' })
      tools.openPhone(address)
    },
    ask: async ({ verifier }) => {
      if (tools === undefined) return fail({ code: 'practice.only' })
      return { link: await tools.ask(verifier) }
    },
  }
}

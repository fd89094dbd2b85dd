// The contract's calls by name, over any bridge: Electron's, a browser test's, or none.
import { z } from 'zod'
import { contract, type Handlers } from '../../preload/contract.ts'
import type { Outcome } from '../../preload/failure.ts'
import { answer } from './answer.ts'

const envelope = z.object({ name: z.string().max(80), input: z.unknown() })

interface Named {
  readonly call: { readonly input: z.ZodType; readonly output: z.ZodType }
  readonly handle: (input: unknown) => Promise<unknown>
}

/** Every call of the contract under `group.name`, with its handler. */
function table(handlers: Handlers): ReadonlyMap<string, Named> {
  const calls = new Map<string, Named>()
  for (const [group, members] of Object.entries(contract)) {
    const handles: Record<string, (input: never) => Promise<unknown>> = handlers[group as keyof Handlers]
    for (const [name, member] of Object.entries(members)) {
      if (member.kind !== 'call') continue
      const handle = handles[name]
      if (handle === undefined) throw new Error(`no handler for ${group}.${name}`)
      // The contract ties each handler to its own input; the table forgets that, and answer() checks it again.
      calls.set(`${group}.${name}`, { call: member, handle: handle as (input: unknown) => Promise<unknown> })
    }
  }
  return calls
}

/** Answers `{ name, input }`. Anything else, or an unknown name, is app.refusedCall. */
export function dispatcher(handlers: Handlers): (raw: unknown) => Promise<Outcome<unknown>> {
  const calls = table(handlers)
  return async (raw) => {
    const asked = envelope.safeParse(raw)
    const named = asked.success ? calls.get(asked.data.name) : undefined
    if (!asked.success || named === undefined) return { ok: false, failure: { code: 'app.refusedCall' } }
    return answer(named.call, named.handle, asked.data.input)
  }
}

import { expect, it } from 'vitest'
import { z } from 'zod'
import { formContent } from '../../preload/shapes/applications.ts'
import { answer } from './answer.ts'

const call = { input: z.object({ form: formContent }), output: z.unknown() }

/** Lists in lists. */
function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

it('a call nested so deep that no schema follows it is refused like any other that does not fit', async () => {
  const refused = { ok: false, failure: { code: 'app.refusedCall' } }
  const never = () => Promise.reject(new Error('nothing runs'))
  expect(await answer(call, never, { form: { a: nested(200_000) } })).toEqual(refused)
  expect(await answer(call, never, { form: { a: undefined } })).toEqual(refused)
})

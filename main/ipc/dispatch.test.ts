// What crosses from the page to main and back: nothing that the contract does not name.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { contract, type Handlers } from '../../preload/contract.ts'
import { WalletError } from '../failure.ts'
import { dispatcher } from './dispatch.ts'

const calls = Object.entries(contract).flatMap(([group, members]) =>
  Object.entries(members).flatMap(([name, member]) =>
    member.kind === 'call' ? [[`${group}.${name}`, member] as const] : [],
  ),
)
const events = Object.entries(contract).flatMap(([group, members]) =>
  Object.entries(members).flatMap(([name, member]) => (member.kind === 'event' ? [`${group}.${name}`] : [])),
)

/** Handlers that do what the test says, and the names of those that were reached. */
function handling(answer: (name: string) => unknown) {
  const reached: string[] = []
  const handlers: Record<string, Record<string, unknown>> = {}
  for (const [full] of calls) {
    const [group = '', name = ''] = full.split('.')
    handlers[group] = {
      ...handlers[group],
      [name]: async () => {
        reached.push(full)
        return answer(full)
      },
    }
  }
  return { dispatch: dispatcher(handlers as unknown as Handlers), reached }
}
const refused = { ok: false, failure: { code: 'app.refusedCall' } }
let lines = ''
beforeEach(() => {
  lines = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines += String(text)
    return true
  })
})
afterEach(() => vi.restoreAllMocks())

it('knows calls by their full names alone', async () => {
  const { dispatch, reached } = handling(() => undefined)
  const names = [
    ...events,
    '',
    'settings',
    'read',
    'settings.',
    '.read',
    'settings.read.x',
    'settings.constructor',
    '__proto__.toString',
    'hasOwnProperty',
    'x'.repeat(1_000),
  ]
  for (const name of names) expect(await dispatch({ name, input: undefined })).toEqual(refused)
  for (const raw of [undefined, null, 'settings.read', 7, [], {}, { name: 7 }, { name: ['settings.read'] }])
    expect(await dispatch(raw)).toEqual(refused)
  expect(reached).toEqual([])
})

it.each(calls)('%s takes no input but its own', async (name, call) => {
  const { dispatch, reached } = handling(() => undefined)
  await fc.assert(
    fc.asyncProperty(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
      async (input) => {
        fc.pre(!call.input.safeParse(input).success)
        expect(await dispatch({ name, input })).toEqual(refused)
      },
    ),
    { numRuns: 50 },
  )
  expect(reached).toEqual([])
})

it('lets nothing out that the contract does not name', async () => {
  const { dispatch } = handling(() => ({ theme: 'light', furigana: true, pin: '1357', nested: { token: 'x' } }))
  expect(await dispatch({ name: 'settings.read', input: undefined })).toEqual({
    ok: true,
    value: { theme: 'light', furigana: true },
  })
  const misfit = await dispatch({ name: 'ledger.list', input: undefined })
  expect(misfit).toMatchObject({ ok: false, failure: { code: 'app.unexpected' } })
  expect(JSON.stringify(misfit) + lines).not.toContain('1357')
})

it('tells an expected failure as it is, and of a bug its number alone', async () => {
  const expected = handling(() => {
    throw new WalletError({ code: 'card.pinWrong', triesLeft: 2 }, new Error('cause-with-a-secret'))
  })
  expect(await expected.dispatch({ name: 'household.lock', input: undefined })).toEqual({
    ok: false,
    failure: { code: 'card.pinWrong', triesLeft: 2 },
  })
  expect(lines).toBe('')
  const bug = handling(() => {
    throw new TypeError('message-with-a-secret\n    at message-with-a-secret')
  })
  const outcome = await bug.dispatch({ name: 'household.lock', input: undefined })
  expect(outcome).toEqual({
    ok: false,
    failure: { code: 'app.unexpected', incident: expect.stringMatching(/^[0-9a-f]{8}$/) },
  })
  expect(lines).toContain('TypeError')
  expect(lines).not.toContain('secret')
})

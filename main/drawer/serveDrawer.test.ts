import { expect, test, vi } from 'vitest'
import { WalletError } from '../failure.ts'
import type { Drawer, DrawerRoom } from './drawer.ts'
import type { DrawerAnswer } from './remoteDrawer.ts'
import { remoteRoom } from './remoteDrawer.ts'
import { serveDrawer } from './serveDrawer.ts'

const answers: DrawerAnswer[] = []
const served = (drawer: Partial<Drawer>) => {
  answers.length = 0
  const room: Omit<DrawerRoom, 'end'> = {
    create: async () => drawer as Drawer,
    open: async () => drawer as Drawer,
    unlockBackup: async () => {
      throw new Error('not for these tests')
    },
  }
  return serveDrawer(room, (message) => void answers.push(message))
}

test('before a drawer is open every call says locked', async () => {
  await served({})({ id: 1, method: 'list', input: [''] })
  expect(answers).toEqual([{ id: 1, ok: false, failure: { code: 'drawer.locked' } }])
})

test('what is no call is not answered, and a method that is not listed is none', async () => {
  const serve = served({})
  for (const message of [
    undefined,
    null,
    'list',
    { id: 1 },
    { id: 1, method: 'constructor', input: [] },
    { id: -1, method: 'list', input: [] },
  ]) {
    await serve(message)
  }
  expect(answers).toEqual([])
})

test('an expected failure crosses as it is, a bug as a number without its text', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const serve = served({
    token: () => Promise.reject(new WalletError({ code: 'store.full' })),
    ledger: () => Promise.reject(new Error('a secret value')),
  })
  await serve({ id: 1, method: 'open', input: [{}] })
  await serve({ id: 2, method: 'token', input: [] })
  await serve({ id: 3, method: 'ledger', input: [] })
  expect(answers.slice(1)).toEqual([
    { id: 2, ok: false, failure: { code: 'store.full' } },
    { id: 3, ok: false, failure: { code: 'app.unexpected', incident: expect.stringMatching(/^[0-9a-f-]{36}$/) } },
  ])
  const written = stderr.mock.calls.flat().join('')
  expect(written).toContain('unexpected')
  expect(written).not.toContain('a secret value')
  stderr.mockRestore()
})

test('one drawer for a process, and a call that is too large is refused', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const list = vi.fn(async () => [])
  const serve = served({ list })
  await serve({ id: 1, method: 'open', input: [{}] })
  await serve({ id: 2, method: 'create', input: [{}] })
  await serve({ id: 3, method: 'list', input: [new Uint8Array(33 * 1024 * 1024)] })
  expect(answers.map(({ ok }) => ok)).toEqual([true, false, false])
  expect(list).not.toHaveBeenCalled()
  stderr.mockRestore()
})

test('answers that are none are not believed', async () => {
  let tell: (message: unknown) => void = () => undefined
  const room = remoteRoom({
    post: () => undefined,
    onMessage: (listener) => {
      tell = listener
    },
    onExit: () => undefined,
    kill: async () => undefined,
  })
  const opening = room.open({} as never)
  for (const message of [
    undefined,
    { id: 0 },
    { id: 0, ok: 'yes' },
    { id: 99, ok: true, value: 1 },
    { id: 0, ok: false },
  ])
    tell(message)
  const settled = await Promise.race([
    opening.then(() => 'opened'),
    new Promise((resolve) => setTimeout(resolve, 20, 'pending')),
  ])
  expect(settled).toBe('pending')
})

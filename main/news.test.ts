// News of the household overtake each other, because the keychain answers when it likes: none may tell of what is no more.
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { temporaryFolder } from '../tests/support/drawers.ts'
import { memoryKeychain } from '../tests/support/memoryKeychain.ts'
import type { OpenPerson } from './desk.ts'
import { createAnnouncer } from './events.ts'
import { fail } from './failure.ts'
import { addPerson, newDrawerId } from './household/household.ts'
import { createNews } from './news.ts'
import type { Keychain } from './ports.ts'

const at = '2026-11-01T00:00:00Z'
let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

/** The same keychain, whose next answer is held back until `letGo`; `asked` resolves when it is being waited for. */
function holdingNext(keychain: Keychain) {
  let letGo = (): void => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let tellAsked = (): void => undefined
  const asked = new Promise<void>((resolve) => {
    tellAsked = resolve
  })
  let first = true
  const slow: Keychain = {
    ...keychain,
    read: async (name) => {
      if (first) {
        first = false
        tellAsked()
        await held
      }
      return keychain.read(name)
    },
  }
  return { slow, asked, letGo: () => letGo() }
}

it('tells nothing that was asked for earlier after what was asked for later', async () => {
  const home = join(folder.path, 'practice')
  const keychain = memoryKeychain()
  const { id } = await addPerson(home, keychain, { name: '架空 一郎', colour: 'blue', drawerId: newDrawerId() })
  let open: OpenPerson | undefined = {
    personId: id,
    name: '架空 一郎',
    by: 'card',
    since: at,
    drawer: expect.anything(),
    room: expect.anything(),
    onEnd: () => undefined,
  }
  const { slow, asked, letGo } = holdingNext(keychain)
  const { emit, on } = createAnnouncer()
  const told: unknown[] = []
  on((name, payload) => {
    if (name === 'household.changed') told.push(payload)
  })
  const news = createNews(
    { home, keychain: slow, now: () => new Date(at) },
    {
      realm: 'practice',
      keychain: 'system',
      desk: { read: () => open, open: () => open ?? fail({ code: 'drawer.locked' }) },
      cards: { read: () => ({ service: 'up', readers: [] }), askOwners: async () => undefined },
      emit,
      at: () => at,
      language: async () => 'ja',
      portal: () => fail({ code: 'portal.notConfigured', missing: [] }),
      clock: undefined,
    },
  )
  const overtaken = news.tellHousehold()
  await asked
  // The drawer is shut, which is news of its own.
  open = undefined
  await news.tellHousehold()
  expect(told).toEqual([expect.objectContaining({ open: null })])
  letGo()
  await overtaken
  expect(told).toHaveLength(1)
  await news.end()
})

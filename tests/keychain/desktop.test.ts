// The desktop's signals as they come over real buses, from a logind and a screen locker that nobody here wrote.
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { linuxDesktop } from '../../main/adapters/linuxDesktop.ts'
import type { DesktopEvent } from '../../preload/shapes/locks.ts'
import { screenCovered, startDesktop, type TestDesktop } from '../support/desktop.ts'
import { newHome } from '../support/program.ts'

const home = newHome()
let played: TestDesktop
let followed: ReturnType<typeof linuxDesktop>
let heard: DesktopEvent[] = []
let locking: Promise<void> = Promise.resolve()
beforeAll(async () => {
  played = await startDesktop(home)
  followed = linuxDesktop({ ...process.env, ...played.environment })
  followed.watch(async (event) => {
    heard.push(event)
    await locking
  })
  expect(await followed.noticed()).toEqual(['suspend', 'sessionEnd', 'userSwitch', 'screenLock'])
})
afterAll(async () => {
  followed.close()
  await played.close()
})
beforeEach(() => {
  heard = []
})

it('hears each of them, and nothing when it ends again', async () => {
  await played.lockSession()
  await played.hintLocked()
  await played.setActive(false)
  await played.setActive(true)
  await played.removeSession()
  await played.prepareForShutdown()
  await vi.waitFor(() => expect(heard).toEqual(['screenLock', 'screenLock', 'userSwitch', 'sessionEnd', 'sessionEnd']))
})

it('delays a suspend until those who listen are done, and the next one too', async () => {
  for (const _ of [1, 2]) {
    await vi.waitFor(async () => expect(await played.delays()).toEqual(['Tefuda']))
    let done = (): void => undefined
    locking = new Promise((resolve) => {
      done = resolve
    })
    await played.prepareForSleep(true)
    await vi.waitFor(() => expect(heard.at(-1)).toBe('suspend'))
    expect(await played.delays()).toEqual(['Tefuda'])
    done()
    await vi.waitFor(async () => expect(await played.delays()).toEqual([]))
    await played.prepareForSleep(false)
  }
  expect(heard).toEqual(['suspend', 'suspend'])
})

it('believes the locker itself, and nobody who claims to be it', async () => {
  await screenCovered(home, undefined)
  await screenCovered(home, 'org.freedesktop.ScreenSaver')
  await vi.waitFor(() => expect(heard).toEqual(['screenLock']))
})

it('tells nothing on a PC without a bus, and follows none', async () => {
  const none = linuxDesktop({ PATH: '', DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' })
  expect(await none.noticed()).toEqual([])
  none.close()
})

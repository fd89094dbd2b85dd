// The show's own life: what is taken, how long it stays, and what is left of it.
import { describe, expect, it } from 'vitest'
import type { GuestPage } from '../preload/shapes/guest.ts'
import { codeOf } from '../tests/support/drawers.ts'
import { createGuestShow } from './guestShow.ts'

const page: GuestPage = {
  person: { name: '架空 一郎', colour: 'blue' },
  kind: 'licence',
  name: { ja: '架空 免許', en: 'Made-up licence' },
  issuer: '架空県公安委員会',
  expired: false,
  check: { at: '2026-11-26T00:00:00Z', valid: true },
  attributes: [{ path: ['family_name'], label: { ja: '氏', en: 'Name' }, text: { ja: '架空', en: '架空' } }],
  seconds: 30,
}

/** A clock that the test moves on, and everything the show does to its surroundings, in order. */
function stage(locking: (show: { end(): Promise<void> }) => Promise<void> = async () => undefined) {
  let now = 0
  let due: { at: number; call: () => void } | undefined
  const done: string[] = []
  const show = createGuestShow({
    clock: {
      now: () => now,
      after(ms, call) {
        const timer = { at: now + ms, call }
        due = timer
        return () => {
          if (due === timer) due = undefined
        }
      },
    },
    async lock() {
      done.push(`lock, running: ${show.running()}`)
      await locking(show)
    },
    renewPage: async () => void done.push(`page renewed, running: ${show.running()}`),
    fullScreen: (on) => done.push(`full screen: ${on}`),
    changed: (running) => done.push(`told: ${running}`),
  })
  return {
    show,
    done,
    wait: async (ms: number) => {
      now += ms
      if (due !== undefined && due.at <= now) due.call()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

describe('a show', () => {
  it('locks everything before it is told of, counts down, and ends by itself', async () => {
    const { show, done, wait } = stage()
    await show.begin(page)
    expect(done).toEqual(['full screen: true', 'lock, running: true', 'told: true'])
    expect(show.read()).toEqual({ page, left: 30_000 })
    await wait(29_999)
    expect(show.read()?.left).toBe(1)
    done.length = 0
    await wait(1)
    expect(done).toEqual(['full screen: false', 'page renewed, running: false', 'told: false'])
    expect(show.read()).toBeUndefined()
    expect(show.running()).toBe(false)
  })

  it('is hidden by hand once, and its time tells nothing more', async () => {
    const { show, done, wait } = stage()
    await show.begin(page)
    await Promise.all([show.end(), show.end()])
    await wait(60_000)
    expect(done.filter((what) => what === 'told: false')).toHaveLength(1)
  })

  it('is one at a time, and another may follow', async () => {
    const { show } = stage()
    await show.begin(page)
    expect(await codeOf(show.begin(page))).toBe('guest.running')
    await show.end()
    await show.begin({ ...page, seconds: 300 })
    expect(show.read()?.left).toBe(300_000)
  })

  it('never begins when the lock fails, or when another lock comes meanwhile', async () => {
    const failing = stage(async () => Promise.reject(new Error('the lock')))
    await expect(failing.show.begin(page)).rejects.toThrow('the lock')
    expect(failing.show.running()).toBe(false)
    expect(failing.done.at(-1)).toBe('full screen: false')
    const suspended = stage((show) => show.end())
    await suspended.show.begin(page)
    expect(suspended.show.running()).toBe(false)
    expect(suspended.done).not.toContain('told: true')
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { displayAnswers, withDisplay } from './display.mjs'
import { onPath } from './places.mjs'

const names = ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY'] as const
let before: (string | undefined)[]

beforeEach(() => {
  before = names.map((name) => process.env[name])
  for (const name of names) delete process.env[name]
})

afterEach(() => {
  for (const [index, name] of names.entries()) {
    const value = before[index]
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
})

/** What an X server answers to the first message: 1 come in, 0 stay out. X Window System Protocol, section 8. */
function knock(display: string, name: string, cookie: Buffer): Promise<number | undefined> {
  const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
  const head = Buffer.from([0x6c, 0, 11, 0, 0, 0, name.length, 0, cookie.length, 0, 0, 0])
  return new Promise((tell) => {
    let inside = false
    const socket = connect(`/tmp/.X11-unix/X${display.slice(1)}`, () => {
      inside = true
    })
    socket.write(Buffer.concat([head, padded(Buffer.from(name)), padded(cookie)]))
    socket.on('data', (answer) => {
      socket.destroy()
      tell(answer[0])
    })
    // Whoever is not let in may find the door shut before the answer is read.
    socket.on('error', () => tell(inside ? 0 : undefined))
  })
}

test('a display that is named but does not answer is none', async () => {
  expect(await displayAnswers()).toBe(false)
  process.env['DISPLAY'] = ':98765'
  expect(await displayAnswers()).toBe(false)
  process.env['DISPLAY'] = 'nonsense'
  expect(await displayAnswers()).toBe(false)
})

describe.runIf(onPath('Xvfb'))('a display in memory', () => {
  test('is there for the work, opens to its key alone, and is gone afterwards', async () => {
    const { display, authority } = await withDisplay(async ({ DISPLAY = '', XAUTHORITY = '' }) => {
      process.env['DISPLAY'] = DISPLAY
      expect(await displayAnswers()).toBe(true)
      const cookie = readFileSync(XAUTHORITY).subarray(-16)
      // The server begins anew when its last client has gone; who knocks in that moment is sent away.
      await expect.poll(() => knock(DISPLAY, 'MIT-MAGIC-COOKIE-1', cookie), { timeout: 5000 }).toBe(1)
      expect(await knock(DISPLAY, 'MIT-MAGIC-COOKIE-1', Buffer.alloc(16, 7))).toBe(0)
      expect(await knock(DISPLAY, '', Buffer.alloc(0))).toBe(0)
      return { display: DISPLAY, authority: XAUTHORITY }
    })
    expect(display).toMatch(/^:\d+$/)
    expect(existsSync(authority)).toBe(false)
    await expect.poll(displayAnswers, { timeout: 5000 }).toBe(false)
  })

  test('is taken down when the work fails', async () => {
    let display = ''
    const work = withDisplay(async (env) => {
      display = env['DISPLAY'] ?? ''
      throw new Error('no luck')
    })
    await expect(work).rejects.toThrow('no luck')
    process.env['DISPLAY'] = display
    await expect.poll(displayAnswers, { timeout: 5000 }).toBe(false)
  })
})

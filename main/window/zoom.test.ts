import { expect, it, vi } from 'vitest'

vi.mock('electron', () => ({ BrowserWindow: class {}, session: {}, protocol: {} }))
const { zoomAfter } = await import('./createWindow.ts')

const press = (key: string, more: Partial<Parameters<typeof zoomAfter>[1]> = {}) =>
  ({ type: 'keyDown', key, control: true, meta: false, alt: false, ...more }) as const

it('grows, shrinks and returns with the usual keys, within bounds', () => {
  expect(zoomAfter(0, press('+'))).toBe(0.5)
  expect(zoomAfter(0, press('=', { control: false, meta: true }))).toBe(0.5)
  expect(zoomAfter(6, press('+'))).toBe(6)
  expect(zoomAfter(0, press('-'))).toBe(-0.5)
  expect(zoomAfter(-3, press('-'))).toBe(-3)
  expect(zoomAfter(4, press('0'))).toBe(0)
})

it('leaves every other key alone', () => {
  expect(zoomAfter(0, press('+', { control: false }))).toBeUndefined()
  expect(zoomAfter(0, press('l'))).toBeUndefined()
  expect(zoomAfter(0, press('-', { alt: true }))).toBeUndefined()
  expect(zoomAfter(0, press('-', { type: 'keyUp' }))).toBeUndefined()
})

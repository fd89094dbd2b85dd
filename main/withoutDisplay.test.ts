import { expect, test } from 'vitest'
import { namedDescriptors, needsNoDisplay } from './withoutDisplay.ts'

test('finds the descriptors that a command names, and nothing else', () => {
  expect(namedDescriptors(['login', '--pin-fd', '3', '--passphrase-fd=4', '/dev/fd/63', '--trust=/dev/fd/9'])).toEqual([
    3, 4, 63, 9,
  ])
  expect(namedDescriptors(['show', '3', '--choose', '4', '--pin-fd', 'x', '/dev/fd/', '--fd=5'])).toEqual([])
})

test('only Linux without X and Wayland has no display', () => {
  expect(needsNoDisplay({}, 'linux')).toBe(true)
  expect(needsNoDisplay({ DISPLAY: '' }, 'linux')).toBe(true)
  expect(needsNoDisplay({ DISPLAY: ':0' }, 'linux')).toBe(false)
  expect(needsNoDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(false)
  expect(needsNoDisplay({}, 'darwin')).toBe(false)
})

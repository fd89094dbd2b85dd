import { expect, it } from 'vitest'
import { worldFolder } from './worldFolder.ts'

it('the practice world lies where everybody looks for it', () => {
  const home = { HOME: '/home/me' }
  expect(worldFolder({ ...home, TEFUDA_PRACTICE: '/p', TEFUDA_HOME: '/t' }, 'linux')).toBe('/p')
  expect(worldFolder({ ...home, TEFUDA_HOME: '/t' }, 'linux')).toBe('/t/practice-world')
  expect(worldFolder({ ...home, XDG_DATA_HOME: '/data' }, 'linux')).toBe('/data/tefuda/practice-world')
  expect(worldFolder(home, 'linux')).toBe('/home/me/.local/share/tefuda/practice-world')
  expect(worldFolder(home, 'darwin')).toBe('/home/me/Library/Application Support/tefuda/practice-world')
  expect(worldFolder({ LOCALAPPDATA: '/local' }, 'win32')).toBe('/local/tefuda/practice-world')
})

// File systems without hard links (USB sticks): the same rules by another way. Only `link` is taken away; the rest is real.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../tests/support/drawers.ts'

vi.mock('node:fs/promises', async (load) => ({
  ...(await load<typeof import('node:fs/promises')>()),
  link: async () => {
    throw Object.assign(new Error('no links here'), { code: 'EPERM' })
  },
}))
const { resultName, saveAll } = await import('./save.ts')

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const save = (text: string) =>
  saveAll([
    { place: { folder: folder.path, ...resultName('契約.pdf', 'pades', 'ja') }, bytes: new TextEncoder().encode(text) },
  ])

it('takes the first free name, replaces nothing and leaves nothing else', async () => {
  await save('one')
  await save('two')
  expect(readdirSync(folder.path).sort()).toEqual(['契約-署名済み (2).pdf', '契約-署名済み.pdf'].sort())
  expect(readFileSync(join(folder.path, '契約-署名済み.pdf'), 'utf8')).toBe('one')
  expect(readFileSync(join(folder.path, '契約-署名済み (2).pdf'), 'utf8')).toBe('two')
  rmSync(join(folder.path, '契約-署名済み.pdf'))
  mkdirSync(join(folder.path, '契約-署名済み.pdf'))
  await save('three')
  expect(readFileSync(join(folder.path, '契約-署名済み (3).pdf'), 'utf8')).toBe('three')
})

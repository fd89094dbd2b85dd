import { appendFileSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { codeOf, temporaryFolder } from '../../tests/support/drawers.ts'
import { type ChosenFiles, createChosenFiles, shownFile } from './chosen.ts'

let folder: ReturnType<typeof temporaryFolder>
let files: ChosenFiles
beforeEach(() => {
  folder = temporaryFolder()
  files = createChosenFiles()
})
afterEach(() => folder.remove())

function write(name: string, text: string): string {
  const path = join(folder.path, name)
  writeFileSync(path, text)
  return path
}

it('tells the screens a name, a size, what it is by its bytes and its hash, and never its place', async () => {
  const file = await files.add(write('契約書.txt', '%PDF-1.7\n'))
  expect(shownFile(file)).toEqual({
    id: file.id,
    name: '契約書.txt',
    size: 9,
    kind: 'pdf',
    sha256: '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e',
  })
  expect(JSON.stringify(shownFile(file))).not.toContain(folder.path)
  expect((await files.add(write('note.pdf', 'hello'))).kind).toBe('other')
})

it('reads the same bytes again, and refuses those of a file that has changed, grown or gone', async () => {
  const path = write('a.txt', 'as it was')
  const { id } = await files.add(path)
  expect(Buffer.from(await files.read(id)).toString()).toBe('as it was')
  writeFileSync(path, 'as it is.')
  expect(await codeOf(files.read(id))).toBe('file.changed')
  writeFileSync(path, 'as it was')
  expect(Buffer.from(await files.read(id)).toString()).toBe('as it was')
  appendFileSync(path, ' and more')
  expect(await codeOf(files.read(id))).toBe('file.changed')
  truncateSync(path, 60 * 1024 * 1024)
  expect(await codeOf(files.read(id))).toBe('file.changed')
  rmSync(path)
  expect(await codeOf(files.read(id))).toBe('file.unreadable')
})

it('takes files only, up to the bound', async () => {
  const path = write('large', '')
  truncateSync(path, 51 * 1024 * 1024)
  expect((await files.add(path)).size).toBe(51 * 1024 * 1024)
  truncateSync(path, 51 * 1024 * 1024 + 1)
  expect(await codeOf(files.add(path))).toBe('document.tooLarge')
  mkdirSync(join(folder.path, 'folder'))
  expect(await codeOf(files.add(join(folder.path, 'folder')))).toBe('file.unreadable')
  expect(await codeOf(files.add('/dev/zero'))).toBe('file.unreadable')
  expect(await codeOf(files.add(join(folder.path, 'nothing')))).toBe('file.unreadable')
})

it('forgets them all at once', async () => {
  const { id } = await files.add(write('a.txt', 'a'))
  files.clear()
  expect(await codeOf(files.read(id))).toBe('pending.gone')
  expect(await codeOf(files.read('never'))).toBe('pending.gone')
})

import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SignatureForm } from '../../preload/shapes/documents.ts'
import { codeOf, temporaryFolder } from '../../tests/support/drawers.ts'
import { isWritable, nameOf, resultName, saveAll } from './save.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const bytes = (text: string) => new TextEncoder().encode(text)
const place = (name: string, form: SignatureForm = 'pades', inside = folder.path) => ({
  folder: inside,
  ...resultName(name, form, 'ja'),
})
const save = (name: string, text: string, form: SignatureForm = 'pades', inside = folder.path) =>
  saveAll([{ place: place(name, form, inside), bytes: bytes(text) }])

it('names a result after what was signed, in the language of the person', () => {
  const named = (name: string, form: SignatureForm, language: 'ja' | 'en' = 'ja') =>
    nameOf(resultName(name, form, language))
  expect(named('契約.pdf', 'pades')).toBe('契約-署名済み.pdf')
  expect(named('契約.pdf', 'adbe', 'en')).toBe('契約-signed.pdf')
  expect(named('photo.jpg', 'cms')).toBe('photo.jpg.p7m')
  expect(named('photo.jpg', 'cms-detached')).toBe('photo.jpg.p7s')
  expect(named('README', 'cms')).toBe('README.p7m')
  expect(named('.profile', 'cms')).toBe('.profile.p7m')
})

it('gives a free name and leaves what is there as it is', async () => {
  expect(await save('契約.pdf', 'one')).toEqual([join(folder.path, '契約-署名済み.pdf')])
  expect(await save('契約.pdf', 'two')).toEqual([join(folder.path, '契約-署名済み (2).pdf')])
  expect(await save('photo.jpg', 'one', 'cms-detached')).toEqual([join(folder.path, 'photo.jpg.p7s')])
  expect(await save('photo.jpg', 'two', 'cms-detached')).toEqual([join(folder.path, 'photo (2).jpg.p7s')])
  expect(readFileSync(join(folder.path, '契約-署名済み.pdf'), 'utf8')).toBe('one')
  expect(readdirSync(folder.path)).toHaveLength(4)
})

it('shortens a name that no file system would take', async () => {
  const [path = ''] = await save(`${'長'.repeat(120)}.pdf`, 'x')
  expect(readFileSync(path, 'utf8')).toBe('x')
  expect(path).toMatch(/長-署名済み\.pdf$/)
})

it('leaves nothing at all when one of several cannot be saved', async () => {
  const places = [
    { place: place('one.pdf'), bytes: bytes('1') },
    { place: place('two.pdf', 'pades', join(folder.path, 'nowhere')), bytes: bytes('2') },
  ]
  expect(await codeOf(saveAll(places))).toBe('file.notWritten')
  expect(readdirSync(folder.path)).toEqual([])
})

it.skipIf(process.getuid?.() === 0)('tells a folder that cannot be written to', async () => {
  const closed = join(folder.path, 'closed')
  mkdirSync(closed)
  expect(await isWritable(closed)).toBe(true)
  chmodSync(closed, 0o500)
  expect(await isWritable(closed)).toBe(false)
  expect(await codeOf(save('a.pdf', 'x', 'pades', closed))).toBe('file.notWritten')
})

it('is not writable where there is no folder', async () => {
  writeFileSync(join(folder.path, 'file'), '')
  expect(await isWritable(join(folder.path, 'file'))).toBe(false)
  expect(await isWritable(join(folder.path, 'nothing'))).toBe(false)
})

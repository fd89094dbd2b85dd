// tefuda doctor: the same findings as on screen, and the record for support.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AtHome, atHome } from './atHome.ts'

let home: AtHome
let folder: string
beforeAll(async () => {
  home = await atHome()
  folder = mkdtempSync(join(tmpdir(), 'tefuda-doctor-'))
  home.insert('taro')
})
afterAll(async () => {
  await home.close()
  rmSync(folder, { recursive: true })
})

it('tells findings in the person’s words, without readings', async () => {
  const { out, status } = await home.run('doctor --lang ja')
  expect(status).toBe(0)
  expect(out).toContain('✓ マイナンバーカードを読み取れました。')
  expect(out).not.toMatch(/[{}|]/)
  const { json } = await home.run('doctor --json')
  expect(JSON.stringify(json['findings'])).not.toMatch(/\|/)
})

it('writes the record as it shows it, and never over a file', async () => {
  const path = join(folder, 'record.txt')
  const first = await home.run(`doctor --json --bundle ${path}`)
  expect(first.status).toBe(0)
  expect(readFileSync(path, 'utf8')).toBe(first.json['bundle'])
  expect(first.json['bundle']).toMatch(/^ok {5}card\.read$/m)
  writeFileSync(path, 'mine')
  const again = await home.run(`doctor --json --bundle ${path}`)
  expect([again.status, again.json.failure]).toEqual([3, { code: 'file.exists', name: 'record.txt' }])
  expect(readFileSync(path, 'utf8')).toBe('mine')
  const nowhere = await home.run(`doctor --json --bundle ${join(folder, 'nowhere', 'x')}`)
  expect([nowhere.status, nowhere.json.failure]).toEqual([3, { code: 'file.notWritten' }])
  const shown = await home.run('doctor --bundle -')
  expect(shown.out).toContain('record for support')
  expect((await home.run('list --bundle x --json')).status).toBe(2)
})

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { oneAtATime } from './oneAtATime.mjs'

let folder: string
let lock: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tefuda-lock-'))
  lock = join(folder, 'lock')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('two that come at once work one after the other', async () => {
  const told: string[] = []
  const work = (name: string) => () =>
    new Promise<void>((done) => {
      told.push(`${name} begins`)
      setTimeout(() => {
        told.push(`${name} ends`)
        done()
      }, 100)
    })
  await Promise.all([oneAtATime(lock, work('a')), oneAtATime(lock, work('b'))])
  const [first] = told[0] === 'a begins' ? ['a', 'b'] : ['b', 'a']
  const second = first === 'a' ? 'b' : 'a'
  expect(told).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`])
})

test('work that fails lets go of the lock and passes its failure on', async () => {
  await expect(oneAtATime(lock, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck')
  expect(await oneAtATime(lock, () => Promise.resolve('mine'))).toBe('mine')
})

test('a process that is killed at work lets go of the lock', async () => {
  const module = pathToFileURL(join(import.meta.dirname, 'oneAtATime.mjs')).href
  const words = `
    import { oneAtATime } from '${module}'
    await oneAtATime(${JSON.stringify(lock)}, () => new Promise(() => { console.log('at work'); setInterval(() => {}, 1000) }))`
  const other = spawn(process.execPath, ['--input-type=module', '-e', words])
  await new Promise((atWork) => other.stdout.on('data', atWork))
  const mine = oneAtATime(lock, () => Promise.resolve('mine'))
  other.kill('SIGKILL')
  expect(await mine).toBe('mine')
})

// The types are those of the Electron that ships; tests run on whichever Electron this machine has. So nothing may be used
// that only one of them has: every member that the sources use is looked for in the running program.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'
import { missingInLanguage, missingInMain } from '../support/missingMembers.ts'
import { launch, newHome, type Program } from '../support/program.ts'
import { type UsedMember, usedMembers } from '../support/usedApi.ts'

const checkout = fromSurroundings('TEFUDA_APP')
let program: Program
test.beforeAll(async () => {
  program = await launch({ home: newHome() })
})
test.afterAll(async () => program.quit())

const majorOf = (version: string) => version.replace(/^\D*/, '').split('.')[0]

test('the types are those of the Electron that is shipped', async () => {
  const read = async (path: string) => JSON.parse(await readFile(join(checkout, path), 'utf8'))
  const shipped = (await read('package.json')).devDependencies.electron
  expect(majorOf((await read('node_modules/electron/package.json')).version)).toBe(majorOf(shipped))
  // The builder takes that version unless it is told another one.
  expect(await readFile(join(checkout, 'electron-builder.yml'), 'utf8')).not.toContain('electronVersion')
})

test("everything of Electron and Node that main uses is in the running program's Electron", async () => {
  const used = usedMembers(join(checkout, 'main')).filter(({ from }) => from !== 'language')
  // What the looking is worth: it knows these, and misses what is not there.
  expect(used).toContainEqual(expect.objectContaining({ from: 'electron', owner: 'App', name: 'relaunch' }))
  expect(used).toContainEqual(expect.objectContaining({ from: 'node', owner: '"crypto"', name: 'createHash' }))
  const invented: UsedMember[] = [
    { from: 'electron', owner: 'App', name: 'notThere', usedIn: '' },
    { from: 'node', owner: '"crypto"', name: 'notThere', usedIn: '' },
    { from: 'node', owner: 'Hash', name: 'notThere', usedIn: '' },
    { from: 'node', owner: 'NotThere', name: 'x', usedIn: '' },
  ]
  expect(await missing([...used, ...invented])).toEqual([
    'App.notThere',
    '"crypto".notThere',
    'Hash.notThere',
    'NotThere.x: no example of NotThere',
  ])
})

test("everything of Node that the practice world uses is in the running program's Node", async () => {
  const used = usedMembers(join(checkout, 'practice')).filter(({ from }) => from === 'node')
  expect(used.length).toBeGreaterThan(50)
  expect(await missing(used)).toEqual([])
})

test('everything of the language and of pages is in the engines of the running program', async () => {
  const invented: UsedMember[] = [
    { from: 'language', owner: 'Array', name: 'notThere', usedIn: '' },
    { from: 'language', owner: 'MapConstructor', name: 'notThere', usedIn: '' },
    { from: 'language', owner: '', name: 'NotThere', usedIn: '' },
  ]
  const expected = ['Array.notThere', 'MapConstructor.notThere', '.NotThere']
  const usedIn = (...folders: string[]) =>
    folders.flatMap((folder) => usedMembers(join(checkout, folder))).filter(({ from }) => from === 'language')
  const [inMain, inPage] = [usedIn('main', 'practice', 'preload'), usedIn('renderer', 'preload')]
  expect(inPage).toContainEqual(expect.objectContaining({ owner: 'MapConstructor', name: 'groupBy' }))
  expect(await program.app.evaluate(missingInLanguage, [...inMain, ...invented])).toEqual(expected)
  const asPage = new Function('used', `return (${missingInLanguage})(undefined, used)`) as (
    used: UsedMember[],
  ) => string[]
  expect(await program.page.evaluate(asPage, [...inPage, ...invented])).toEqual(expected)
})

/** @returns the members that are not in the program's main process */
const missing = (used: readonly UsedMember[]): Promise<string[]> => program.app.evaluate(missingInMain, [...used])

// A real drawer with many credentials: pages of its list, and what a search finds.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePki } from '../../tests/cross/formatsPki.ts'
import { at, temporaryFolder, testDrawer } from '../../tests/support/drawers.ts'
import { incomingInsurance, incomingLicence } from '../../tests/support/issued.ts'
import type { CredentialId } from '../credentials/credential.ts'
import type { Drawer } from './drawer.ts'
import { createDrawer } from './openDrawer.ts'

const names = ['架空　花子', '架空 太郎', 'カクウ　ミドリ', 'ｶｸｳ ｶﾞｸ', 'KAKUU Ume', '見本 一']
let home: ReturnType<typeof temporaryFolder>
let drawer: Drawer
beforeAll(async () => {
  home = temporaryFolder()
  const pki = makePki()
  drawer = await createDrawer(testDrawer(home.path, { trust: pki.trust }).create)
  for (const name of names)
    await drawer.accept([incomingInsurance(pki, await drawer.createKey(), { name, number: '13579' })], at)
  await drawer.accept([incomingLicence(pki, await drawer.createKey())], at)
})
afterAll(async () => {
  await drawer.close()
  home.remove()
})

const search = (text: string, from = 0, most = 30) => drawer.page({ text, from, most, at })
const places = async (text: string): Promise<number[]> => {
  const list = (await drawer.list(at)).map(({ id }) => id)
  return (await search(text)).cards.map(({ id }) => list.indexOf(id))
}

test.each([
  ['架空', [0, 1]],
  ['かくう', [2, 3]],
  ['ｶｸｳ', [2, 3]],
  ['がく', [3]],
  ['花', [0]],
  ['架空花子', [0]],
  ['花子 架空', [0]],
  ['kakuu', [4, 6]],
  ['ＫＡＫＵＵ', [4, 6]],
  ['運転免許', [6]],
  ['テスト健康保険組合', []],
  ['13579', [0, 1, 2, 3, 4, 5]],
  ["'; DROP TABLE credential; --", []],
  ['%', []],
  ['_', []],
])('%s finds %j', async (text, expected) => expect(await places(text)).toEqual(expected))

test('pages are parts of the list, and tell how many there are', async () => {
  const list = await drawer.list(at)
  expect(await search('')).toEqual({ cards: list, found: 7, all: 7 })
  expect(await search('', 2, 3)).toEqual({ cards: list.slice(2, 5), found: 7, all: 7 })
  expect(await search('', 7)).toEqual({ cards: [], found: 7, all: 7 })
  expect(await search('架空', 1, 1)).toEqual({ cards: list.slice(1, 2), found: 2, all: 7 })
})

test('what was removed is found no more', async () => {
  const [first] = (await search('見本')).cards
  await drawer.remove(first?.id as CredentialId, at)
  expect(await search('見本')).toEqual({ cards: [], found: 0, all: 6 })
})

// The clock set back and forth: the drawer says so, keeps the order of its ledger, and forgets no nonce.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makePki } from '../../tests/cross/formatsPki.ts'
import { type TestDrawer, temporaryFolder, testDrawer } from '../../tests/support/drawers.ts'
import { incomingInsurance } from '../../tests/support/issued.ts'
import { isBehind } from '../turnedBack.ts'
import { createDrawer, openDrawer } from './openDrawer.ts'

const noon = '2026-11-23T03:00:00.000Z'
const yearLater = '2027-11-23T03:00:00.000Z'
const dayBefore = '2026-11-22T03:00:00.000Z'
let home: ReturnType<typeof temporaryFolder>
let testing: TestDrawer
beforeEach(async () => {
  home = temporaryFolder()
  const pki = makePki()
  testing = testDrawer(home.path, { trust: pki.trust })
  const drawer = await createDrawer({ ...testing.create, at: noon })
  await drawer.accept([incomingInsurance(pki, await drawer.createKey())], noon)
  await drawer.close()
})
afterEach(() => home.remove())

const opened = (at: string) => openDrawer({ ...testing.open(), at })
const first = { text: '', from: 0, most: 1 }

test('a clock that went back is told with the time that the drawer had seen, until it has caught up', async () => {
  const forth = await opened(yearLater)
  const shown = await forth.page({ ...first, at: yearLater })
  expect(shown.cards[0]?.expired).toBe(true)
  expect(shown.clockBehind).toBeUndefined()
  await forth.close()
  const back = await opened(noon)
  // What had ended looks as if it counted: never without the word about the clock.
  expect(await back.page({ ...first, at: noon })).toMatchObject({ cards: [{ expired: false }], clockBehind: yearLater })
  await back.close()
  const again = await opened(yearLater)
  expect((await again.page({ ...first, at: yearLater })).clockBehind).toBeUndefined()
  await again.close()
})

test('the clock going back while the drawer is open is told as well', async () => {
  const drawer = await opened(noon)
  expect((await drawer.page({ ...first, at: noon })).clockBehind).toBeUndefined()
  expect((await drawer.page({ ...first, at: dayBefore })).clockBehind).toBe(noon)
  await drawer.close()
})

test('some minutes are what clocks are set right by', () => {
  expect(isBehind('2026-11-23T02:55:00.000Z', noon)).toBe(false)
  expect(isBehind('2026-11-23T02:54:59.000Z', noon)).toBe(true)
  expect(isBehind(yearLater, noon)).toBe(false)
})

test('the ledger keeps the order of what happened, and what was answered once stays answered', async () => {
  const times = [yearLater, dayBefore, noon]
  for (const at of times) {
    const drawer = await opened(at)
    await drawer.record({ at, act: 'share', outcome: 'done', party: at, items: [] })
    expect(await drawer.useNonce('client', 'nonce', at)).toBe(at !== yearLater)
    await drawer.close()
  }
  const drawer = await opened(noon)
  expect((await drawer.ledger()).map(({ party }) => party)).toEqual([...times].reverse())
  expect(await drawer.verifyLedger(null, {})).toMatchObject({ sound: true, findings: [] })
  await drawer.close()
})

// The guard and the short hold over a real PC/SC service: whose card it is, what happens between asking and holding, and
// that other programs have the card while a person types.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { pcscReaders } from '../../main/adapters/pcscReaders.ts'
import { WalletError } from '../../main/failure.ts'
import { practiceProfile } from '../../main/practice/practiceProfile.ts'
import { createWallet, type Wallet } from '../../main/wallet.ts'
import { createPortal, type Portal } from '../../practice/portal/portal.ts'
import { openWorld } from '../../practice/world.ts'
import { worldFolder } from '../../practice/worldFolder.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { inProcessDrawer } from '../support/inProcessDrawer.ts'
import { memoryKeychain } from '../support/memoryKeychain.ts'
import { pictureProcess, verifierProcess } from '../support/processes.ts'
import { testOrigin } from '../support/stage.ts'
import { steeredFiles } from '../support/steeredFiles.ts'
import { converse, type Hand, pathOf, startHand } from './hand.ts'

const reader = 'Virtual PCD 00 00'
const passphrase = 'sakana tsukue aozora yuube kakeru hikari'

// Its owner becomes whoever holds the card; the world lies in it.
const home = mkdtempSync(join(tmpdir(), 'tefuda-guard-'))
const env = { ...process.env, TEFUDA_HOME: home }
let hand: Hand
let wallet: Wallet
let portal: Portal
let folder: ReturnType<typeof temporaryFolder>
let pin: string
/** PINs that were asked, and what happens while the person types. */
let asked: string[]
let typing: () => Promise<unknown>

beforeAll(() => {
  hand = startHand(env)
})
afterAll(async () => {
  await hand.end()
  rmSync(home, { recursive: true })
})

beforeEach(async () => {
  folder = temporaryFolder()
  asked = []
  typing = async () => undefined
  await put('taro')
  const world = await openWorld(worldFolder(env), () => new Date())
  const trust = world.trust()
  portal = createPortal({ world, database: ':memory:', now: () => new Date(), origin: testOrigin, controlToken: 'x' })
  wallet = createWallet(
    {
      readers: pcscReaders({ busyLimitMs: 5_000 }),
      keychain: memoryKeychain(),
      fetch: (request) => Promise.resolve(portal.fetch(request)),
      askSecret: async (question) => {
        if (question.kind === 'recoveryShow') return new TextEncoder().encode(question.code)
        if (question.kind !== 'pin') return new TextEncoder().encode(passphrase)
        asked.push(question.purpose)
        await typing()
        return new TextEncoder().encode(pin)
      },
      openInBrowser: async () => undefined,
      files: steeredFiles(),
      startDrawerProcess: inProcessDrawer,
      startPictureProcess: pictureProcess,
      startVerifierProcess: verifierProcess,
      now: () => new Date(),
      home: folder.path,
    },
    {
      trust,
      portal: () => practiceProfile(testOrigin, trust.tls),
      keychain: 'system',
      settingsHome: folder.path,
      switchRealm: async () => undefined,
    },
  )
  await seen((card) => card === 'myNumber')
  await wallet.handlers.household.addPerson({ name: '架空 太', colour: 'blue', opener: 'card' })
  asked.length = 0
})
afterEach(async () => {
  await wallet.close()
  portal.close()
  await hand.ask({ do: 'remove' })
  folder.remove()
})

async function put(person: string, kind: 'myNumber' | 'phone' = 'myNumber'): Promise<void> {
  await hand.ask({ do: 'remove' })
  const { pins } = await hand.ask({ do: 'insert', person, kind })
  pin = (pins as { authentication: string }).authentication
}

/** Until what lies in the reader is of that kind. */
async function seen(fits: (kind: string | undefined) => boolean): Promise<void> {
  const kind = async () =>
    (await wallet.handlers.card.read(undefined)).readers.find(({ id }) => id === reader)?.card?.kind
  await expect.poll(async () => fits(await kind()), { timeout: 20_000 }).toBe(true)
}

const logIn = (whose?: string): Promise<unknown> =>
  wallet.handlers.session.logIn({ reader, ...(whose === undefined ? {} : { whose }) }).then(
    () => 'done',
    (error: unknown) => (error instanceof WalletError ? error.failure : error),
  )

it('lets another program have the card while the person types, and holds it afterwards', async () => {
  typing = async () => {
    const other = converse<unknown>(process.execPath, [pathOf('otherProgram.ts')])
    expect(await other.ask({ reader })).toEqual({ holds: true })
    await other.ask('let go')
    await other.end()
  }
  expect(await logIn()).toBe('done')
})

it('sends no PIN to a card that was exchanged, put in anew or pulled out while the person typed', async () => {
  for (const [next, code] of [
    ['hanako', 'card.swapped'],
    ['taro', 'card.swapped'],
    [undefined, 'card.absent'],
  ] as const) {
    const right = pin
    typing = async () => {
      if (next === undefined) await hand.ask({ do: 'remove' })
      else await put(next)
      pin = right
      await seen((kind) => (next === undefined ? kind === undefined : kind === 'myNumber'))
    }
    expect(await logIn()).toMatchObject({ code })
    typing = async () => undefined
    expect(await hand.ask({ do: 'verifies' })).toEqual({ verifies: 0 })
    await put('taro')
    await seen((kind) => kind === 'myNumber')
  }
})

it('tells another member’s card and a phone apart from the open person’s, over PC/SC too', async () => {
  const { household } = wallet.handlers
  const second = await household.addPerson({ name: '架空 次', colour: 'green', opener: 'passphrase' })
  expect(await logIn()).toMatchObject({ code: 'card.otherPerson', personId: expect.any(String) })
  await put('hanako')
  await seen((kind) => kind === 'myNumber')
  expect(await logIn()).toEqual({ code: 'card.unfamiliar', knows: false })
  expect(asked).toEqual([])
  await household.bindCard({ reader })
  expect(await logIn()).toBe('done')

  await put('hanako', 'phone')
  await seen((kind) => kind === 'myNumber')
  expect(await logIn()).toEqual({ code: 'card.holderUnnamed' })
  expect(await logIn(second.id)).toEqual({ code: 'card.unfamiliar', knows: true })
  await household.bindCard({ reader })
  expect(await logIn(second.id)).toBe('done')
})

// The real realm as it is opened, beside a practice world on the same PC: it knows nobody of practice, speaks with no server
// on this machine, and starts no keyring of its own.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { fail } from '../../main/failure.ts'
import { readHousehold } from '../../main/household/household.ts'
import { type OpenRealm, openRealm } from '../../main/openRealm.ts'
import { createWallet } from '../../main/wallet.ts'
import { createMemoryReaders } from '../../practice/memoryReaders.ts'
import { sharedWorld, sharedWorldFolder } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { codeOf } from '../support/drawers.ts'
import { refusal as failureOf } from '../support/refusal.ts'
import { steeredFiles } from '../support/steeredFiles.ts'

const now = () => new Date()
const home = mkdtempSync(join(tmpdir(), 'tefuda-test-'))
const trustFolder = join(import.meta.dirname, '../../resources/trust')
let world: World
let real: OpenRealm

beforeAll(async () => {
  // No secret service answers there.
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', `unix:path=${join(home, 'no-bus')}`)
  world = await sharedWorld(now)
  real = await openRealm('real', home, sharedWorldFolder(now), trustFolder)
})
afterAll(async () => {
  await real.end()
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true, force: true })
})

it('trusts nobody of the practice world', () => {
  const anchors = ({ jpki, issuers, mdocIssuers, verifiers, registrars }: typeof real.trust) =>
    [...jpki.authentication, ...jpki.signature, ...issuers, ...mdocIssuers, ...verifiers, ...registrars].map((der) =>
      Buffer.from(der).toString('base64'),
    )
  const practice = anchors(world.trust())
  expect(practice.length).toBeGreaterThan(5)
  expect(anchors(real.trust).filter((anchor) => practice.includes(anchor))).toEqual([])
  expect(real.trust.realm).toBe('real')
  expect(real.trust.tls).toEqual([])
  expect(real.world).toBeUndefined()
})

it('speaks with no server on this machine or its network, whatever a link says', async () => {
  for (const url of [
    'https://localhost:20443/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://10.0.0.1/',
    'https://169.254.169.254/',
  ])
    expect(await codeOf(real.fetch(new Request(url)))).toBe('portal.badAnswer')
  expect(await codeOf(real.fetch(new Request('http://example.com/')))).toBe('portal.badAnswer')
})

it.runIf(process.platform === 'linux')('has no keychain where no secret service answers, and starts none', async () => {
  expect(await readHousehold(real.home, real.keychain)).toMatchObject({ people: [], without: 'keychain.unavailable' })
  expect(await codeOf(real.keychain.write('household', new Uint8Array(32)))).toBe('keychain.unavailable')
  expect(readdirSync(home)).toEqual(['real'])
  expect(real.keychainKind).toBe('system')
})

it('has no portal until somebody who runs one has filled in every slot', async () => {
  const failure = await failureOf(async () => real.portal?.())
  expect(failure).toMatchObject({ code: 'portal.notConfigured' })
  expect(failure).toMatchObject({
    missing: expect.arrayContaining(['origin', 'issuer', 'client.id', 'transport.origin', 'endpoints.token']),
  })
})

it('has none of the practice tools', async () => {
  const wallet = createWallet(
    {
      readers: createMemoryReaders([]),
      keychain: real.keychain,
      fetch: real.fetch,
      askSecret: async () => fail({ code: 'app.cancelled' }),
      openInBrowser: async () => undefined,
      files: steeredFiles(),
      startDrawerProcess: () => fail({ code: 'drawer.processEnded' }),
      startPictureProcess: () => fail({ code: 'drawer.processEnded' }),
      startVerifierProcess: () => fail({ code: 'drawer.processEnded' }),
      now,
      home: real.home,
    },
    {
      trust: real.trust,
      portal: () => fail({ code: 'portal.notConfigured', missing: ['origin'] }),
      keychain: real.keychainKind,
      settingsHome: home,
      switchRealm: async () => undefined,
    },
  )
  const { practice } = wallet.handlers
  const calls = [
    practice.read(undefined),
    practice.insertCard({ reader: 'any', personId: 'taro' }),
    practice.removeCard({ reader: 'any' }),
    practice.startPortal(undefined),
    practice.stopPortal(undefined),
    practice.ask({ verifier: 'clinic' }),
    practice.openPhone({ address: 'https://localhost:20443/phone/x' }),
  ]
  expect(calls).toHaveLength(Object.keys(practice).length)
  for (const call of calls) expect(await codeOf(call)).toBe('practice.only')
  await wallet.close()
})

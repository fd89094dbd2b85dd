// Where secrets and attributes must not come: a whole journey with values that stand out, then a search for them in all
// that is written, told, thrown or shown.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { fail } from '../../main/failure.ts'
import { dispatcher } from '../../main/ipc/dispatch.ts'
import type { SecretQuestion, Transmit } from '../../main/ports.ts'
import { practiceProfile } from '../../main/practice/practiceProfile.ts'
import { createWallet } from '../../main/wallet.ts'
import { createPracticeCard } from '../../practice/card/practiceCard.ts'
import { createMemoryReaders } from '../../practice/memoryReaders.ts'
import { createPortal } from '../../practice/portal/portal.ts'
import { portalControl } from '../../practice/portal/portalControl.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import { buildWallet } from '../../preload/buildWallet.ts'
import type { Outcome } from '../../preload/failure.ts'
import { inProcessDrawer } from '../support/inProcessDrawer.ts'
import { memoryKeychain } from '../support/memoryKeychain.ts'
import { pictureProcess, verifierProcess } from '../support/processes.ts'
import { steeredFiles } from '../support/steeredFiles.ts'

const reader = '練習用リーダー 1'
const origin = 'https://localhost:20445'
const name = '架空 カナリア'
const passphrase = 'kanariya wa tori kago de utau 9041'
const wrongPassphrase = 'machigai no kanariya 7730 sora'
const wrongPin = '9041'
/** Short, because errors about JSON quote only some characters of it. */
const strange = 'c4n4ry'
const controlToken = 'a-token-that-only-this-test-knows'

/** All that left the wallet, by the way it took. */
const told = {
  /** Standard error and output of this process, the drawer's part included. */
  lines: '',
  failures: [] as unknown[],
  /** Everything that crossed to the page: answers and events. */
  page: [] as string[],
  ledger: '',
  /** Names and contents of every file of the home. */
  names: [] as string[],
  files: [] as Buffer[],
}
/** What must not come where: see the tests. */
const canaries = {
  pin: '',
  recovery: [] as string[],
  /** As the cards, the portal and the keychain saw them. */
  pinCommands: [] as Buffer[],
  tokens: new Set<string>(),
  householdSecrets: [] as Buffer[],
  attributes: new Set<string>(),
}

beforeAll(async () => {
  const write = (text: string | Uint8Array): boolean => {
    told.lines += Buffer.from(text as string).toString('utf8')
    return true
  }
  const spies = [
    vi.spyOn(process.stderr, 'write').mockImplementation(write),
    vi.spyOn(process.stdout, 'write').mockImplementation(write),
  ]
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    spies.push(
      vi.spyOn(console, method).mockImplementation((...words) => void write(words.map(String).join(' '))) as never,
    )
  try {
    await play()
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
})

async function play(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'tefuda-canary-'))
  const now = () => new Date()
  const world = await sharedWorld(now)
  const person = world.person('taro') ?? expect.unreachable()
  canaries.pin = person.pins.authentication ?? ''
  const portal = createPortal({ world, database: ':memory:', now, origin, controlToken })
  const control = portalControl((request) => portal.fetch(request), origin, controlToken)
  const memory = createMemoryReaders([reader])
  memory.insert(reader, createPracticeCard(world, person))
  const spied: typeof memory = {
    ...memory,
    withCard: (id, work) => memory.withCard(id, (transmit) => work(watched(transmit))),
  }
  const keychain = memoryKeychain()
  let network: ((request: Request) => Promise<Response>) | undefined
  let secrets: (question: SecretQuestion) => string = () => fail({ code: 'app.cancelled' })

  const open = () =>
    createWallet(
      {
        readers: spied,
        keychain: {
          ...keychain,
          write: async (entry, secret) => {
            // The ledger's head is no secret: it is kept there so that it lies outside the drawer.
            if (!entry.startsWith('ledger-')) canaries.householdSecrets.push(Buffer.from(secret))
            await keychain.write(entry, secret)
          },
        },
        fetch: async (request) => {
          if (network !== undefined) return network(request)
          const answer = await portal.fetch(request)
          for (const [, token] of (await answer.clone().text()).matchAll(/"access_token":\s*"([^"]+)"/g))
            if (token !== undefined) canaries.tokens.add(token)
          return answer
        },
        askSecret: async (question) => {
          if (question.kind === 'recoveryShow') canaries.recovery.push(question.code)
          return new TextEncoder().encode(secrets(question))
        },
        openInBrowser: async () => undefined,
        files: steeredFiles(),
        startDrawerProcess: inProcessDrawer,
        startPictureProcess: pictureProcess,
        startVerifierProcess: verifierProcess,
        now,
        home: join(home, 'practice'),
      },
      {
        trust: world.trust(),
        portal: () => practiceProfile(origin, world.trust().tls),
        keychain: 'system',
        settingsHome: home,
        switchRealm: async () => undefined,
      },
    )
  const page = (wallet: ReturnType<typeof open>) => {
    wallet.on((event, payload) => void told.page.push(JSON.stringify({ event, payload })))
    const dispatch = dispatcher(wallet.handlers)
    return buildWallet(
      async (call, input) => {
        const outcome = await dispatch({ name: call, input })
        told.page.push(JSON.stringify(outcome))
        if (!outcome.ok) told.failures.push(outcome.failure)
        return outcome
      },
      () => () => undefined,
    )
  }
  const right = (question: SecretQuestion): string => {
    if (question.kind === 'pin') return canaries.pin
    return question.kind === 'recoveryShow' || question.kind === 'recoveryCode'
      ? (canaries.recovery[0] ?? '')
      : passphrase
  }

  const first = open()
  const api = page(first)
  secrets = right
  const { id: personId } = yes(await api.household.addPerson({ name, colour: 'blue', opener: 'card' }))
  yes(await api.keys.add({ kind: 'passphrase' }))

  // Wrong secrets: each ends in a failure that repeats nothing.
  secrets = () => wrongPin
  no(await api.session.logIn({}), 'card.pinWrong')
  secrets = right
  yes(await api.session.logIn({}))
  yes(await api.session.inbox())

  for (const kind of ['health-insurance', 'licence'] as const) {
    const summary = yes(await api.receive.open({ offer: (await control.offerTo('taro', kind)).offer }))
    yes(await api.receive.accept({ id: summary.id }))
  }
  const withCode = await control.offerTo('taro', 'health-insurance', { tx_code: true })
  const asked = yes(await api.receive.open({ offer: withCode.offer }))
  no(await api.receive.accept({ id: asked.id, txCode: '000000' }), 'offer.codeWrong')

  for (const { id } of yes(await api.credentials.list())) {
    for (const { path, text, picture } of yes(await api.credentials.show({ id })).attributes) {
      // Kinds, dates and yes/no stand in the ledger and in failures for reasons of their own.
      const telling = ![...path].join('.').match(/date|on$|kind|type|over|sex|country|ratio|until|issued|from/i)
      if (telling && picture === undefined && text.ja.length >= 6) canaries.attributes.add(text.ja)
    }
  }
  const request = yes(await api.share.open({ request: (await control.requestFrom('clinic')).request }))
  yes(await api.share.send({ id: request.id, optionId: request.leastOptionId, credentials: firstOf(request) }))

  // What strangers send is not repeated either: links, answers, and errors that nobody expected.
  no(await api.receive.open({ offer: `openid-credential-offer://?credential_offer=${strange}` }), 'offer.invalid')
  no(await api.share.open({ request: `openid4vp://?client_id=${strange}&request=${strange}` }), 'request.invalid')
  no(await api.share.open({ request: `https://example.com/${strange}` }), 'request.invalid')
  network = async () => new Response(strange, { headers: { 'content-type': 'application/json' } })
  no(await api.session.logIn({}), 'portal.badAnswer')
  network = async () => {
    throw new Error(strange)
  }
  no(await api.session.logIn({}), 'app.unexpected')
  network = undefined
  told.ledger = JSON.stringify(yes(await api.ledger.list()))

  // As it lies on the disk while it is open, and after the lock.
  await gather(home)
  yes(await api.household.lock())
  secrets = () => wrongPassphrase
  no(await api.household.unlock({ personId, by: 'passphrase' }), 'drawer.wrongKey')
  secrets = () => '0'.repeat(28)
  no(await api.household.unlock({ personId, by: 'recovery' }), 'drawer.wrongKey')
  secrets = right
  yes(await api.household.unlock({ personId, by: 'recovery' }))
  await first.close()
  await gather(home)
  portal.close()
  await rm(home, { recursive: true, force: true })
}

/** Remembers the commands that held a PIN: VERIFY with data (ISO/IEC 7816-4 11.5.6). */
const watched =
  (transmit: Transmit): Transmit =>
  (command) => {
    if (command[1] === 0x20 && command.length > 5) canaries.pinCommands.push(Buffer.from(command))
    return transmit(command)
  }

async function gather(home: string): Promise<void> {
  for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    told.names.push(path)
    if (entry.isFile()) told.files.push(await readFile(path))
  }
}

function firstOf({ options, leastOptionId }: { options: readonly Option[]; leastOptionId: string }) {
  const parts = options.find(({ id }) => id === leastOptionId)?.parts ?? []
  return Object.fromEntries(parts.map(({ queryId, candidates }) => [queryId, candidates[0]?.credential.id ?? '']))
}
interface Option {
  readonly id: string
  readonly parts: readonly { queryId: string; candidates: readonly { credential: { id: string } }[] }[]
}

function yes<T>(outcome: Outcome<T>): T {
  return outcome.ok ? outcome.value : expect.unreachable(outcome.failure.code)
}
function no(outcome: Outcome<unknown>, code: string): void {
  expect(outcome.ok ? 'ok' : outcome.failure.code).toBe(code)
}

/** A text, in the spellings in which it might have been written down. */
const spellings = (text: string | Buffer): string[] => {
  const bytes = Buffer.from(text as string)
  return [
    ...(typeof text === 'string' ? [text, JSON.stringify(text).slice(1, -1)] : []),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64').replaceAll('=', ''),
    bytes.toString('base64url'),
    [...bytes].join(','),
  ]
}
/** Standing for itself: not as some digits within a longer number, hash or id. */
const standsIn = (where: string, word: string): boolean =>
  new RegExp(`(?<![0-9A-Za-z_-])${word.replaceAll(/[^0-9A-Za-z]/g, '\\$&')}(?![0-9A-Za-z_-])`).test(where)

const places = (): Record<string, string> => ({
  lines: told.lines,
  failures: JSON.stringify(told.failures),
  page: told.page.join('\n'),
  ledger: told.ledger,
  names: told.names.join('\n'),
  files: told.files.map((file) => file.toString('latin1')).join('\n'),
})
const found = (needles: readonly string[], but: readonly string[] = []): string[] =>
  Object.entries(places()).flatMap(([place, text]) =>
    !but.includes(place) && needles.some((needle) => text.includes(place === 'files' ? latin1(needle) : needle))
      ? [place]
      : [],
  )
const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

it('the journey had what is searched for, and wrote what is searched', () => {
  expect(canaries.pin).toMatch(/^\d{4}$/)
  expect(canaries.recovery).toHaveLength(1)
  expect(canaries.pinCommands.length).toBeGreaterThan(1)
  // One for the portal, one for each credential.
  expect(canaries.tokens.size).toBeGreaterThanOrEqual(3)
  expect(canaries.householdSecrets).toHaveLength(1)
  expect(canaries.attributes.size).toBeGreaterThan(8)
  expect(told.lines).toContain('unexpected')
  expect(told.failures.length).toBeGreaterThanOrEqual(8)
  expect(told.files.length).toBeGreaterThan(4)
  expect(JSON.parse(told.ledger).map(({ act }: { act: string }) => act)).toEqual(
    expect.arrayContaining(['logIn', 'receive', 'share', 'slotChange']),
  )
  // The search finds what is there: the page was shown the person's name and attributes.
  expect(found([name])).toEqual(['page', 'ledger'])
})

it('PINs come nowhere, nor the commands that hold them', () => {
  for (const pin of [canaries.pin, wrongPin])
    expect(Object.entries(places()).flatMap(([place, text]) => (standsIn(text, pin) ? [place] : []))).toEqual([])
  for (const command of canaries.pinCommands) {
    expect(found(spellings(command))).toEqual([])
    expect(found([command.toString('latin1')], ['lines', 'failures', 'page', 'ledger', 'names'])).toEqual([])
  }
})

it('passphrases and recovery codes come nowhere, right or wrong', () => {
  const codes = canaries.recovery.flatMap((code) => [code, code.replaceAll('-', '')])
  for (const secret of [passphrase, wrongPassphrase, ...codes]) expect(found(spellings(secret))).toEqual([])
})

it('access tokens and the household secret come nowhere', () => {
  for (const token of canaries.tokens) expect(found(spellings(token))).toEqual([])
  for (const secret of canaries.householdSecrets) {
    expect(found(spellings(secret))).toEqual([])
    expect(told.files.some((file) => file.includes(secret))).toBe(false)
  }
})

it('no private key is shown to the page', () => {
  expect(told.page.join('\n')).not.toMatch(/"d":|PRIVATE KEY/)
})

it('attributes are shown to the page and come nowhere else: no line, no failure, no ledger, no file', () => {
  for (const value of canaries.attributes) expect(found(spellings(value), ['page'])).toEqual([])
})

// By the name of the drawer: every entry says who acted and for whom.
it('the person is named on the page and in the own ledger alone', () => {
  expect(found(spellings(name), ['page', 'ledger'])).toEqual([])
})

it('what strangers send is not repeated', () => {
  expect(found([strange])).toEqual([])
})

afterAll(() => {
  told.files.length = 0
})

// The card's language spoken to the practice card: what a log-in sends, what it costs, and what it does when things go wrong.
import { createPublicKey, publicDecrypt, verify, X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authenticate, withAuthenticationKey } from '../../main/card/authentication.ts'
import { rememberCertificates } from '../../main/card/certificateFile.ts'
import { lookAtCard } from '../../main/card/look.ts'
import { cardSlotMessage, newCardSalt } from '../../main/drawer/keySlots.ts'
import { WalletError } from '../../main/failure.ts'
import type { Transmit } from '../../main/ports.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import type { PracticePerson } from '../../practice/person.ts'
import { openWorld, type World } from '../../practice/world.ts'

let folder: string
let world: World

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tefuda-card-'))
  world = await openWorld(folder, () => new Date())
})
afterAll(() => rm(folder, { recursive: true }))

const message = new TextEncoder().encode('what the portal wants signed')
const now = () => new Date()

function personOf(id: string): PracticePerson {
  const person = world.person(id)
  if (person === undefined) throw new Error(`nobody is called ${id}`)
  return person
}
const cardOf = (id: string, options: PracticeCardOptions = {}): PracticeCard =>
  createPracticeCard(world, personOf(id), options)
const pinOf = (id: string): string => personOf(id).pins.authentication ?? ''

/** Types that PIN; counts how often it was asked and what was said of the tries. */
function types(pin: string) {
  const asked: number[] = []
  const typed: Uint8Array[] = []
  return {
    asked,
    typed,
    options: {
      lastTry: 'refuse' as const,
      askPin: async (triesLeft: number) => {
        asked.push(triesLeft)
        const bytes = new Uint8Array(Buffer.from(pin))
        typed.push(bytes)
        return bytes
      },
    },
  }
}

/** Commands that VERIFY with data, by their count. */
function watchVerifies(card: PracticeCard): Uint8Array[] {
  const verifies: Uint8Array[] = []
  card.onExchange = (command) => {
    if (command[1] === 0x20 && command.length > 4) verifies.push(Uint8Array.from(command))
  }
  return verifies
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => (error instanceof WalletError ? error.failure : error),
  )

/** What making a drawer's slot, and opening it, asks of the card. */
const signDrawerSlot = (
  transmit: Transmit,
  { salt, twice, ...options }: Parameters<typeof withAuthenticationKey>[1] & { salt: Uint8Array; twice: boolean },
) =>
  withAuthenticationKey(transmit, options, async ({ certificate, signSlot }) => {
    return { certificate, signature: await signSlot(salt, twice) }
  })

describe('authenticating', () => {
  it('signs the message so that the certificate verifies it, tells the tries left first and wipes the PIN', async () => {
    const person = types(pinOf('taro'))
    const card = cardOf('taro')
    const { certificate, signature } = await authenticate(card.transmit, { ...person.options, message })
    expect(Buffer.from(certificate)).toEqual(Buffer.from(personOf('taro').authentication?.certificate ?? []))
    expect(verify('sha256', message, new X509Certificate(certificate).publicKey, signature)).toBe(true)
    expect(person.asked).toEqual([3])
    expect(person.typed).toEqual([new Uint8Array(4)])
  })

  it('takes at most 7 commands a second time with short file identifiers; the first adds only the certificate', async () => {
    const memory = rememberCertificates()
    const card = cardOf('taro')
    const counts: number[] = []
    for (let time = 0; time < 2; time++) {
      const before = card.received
      await authenticate(card.transmit, { ...types(pinOf('taro')).options, message, memory })
      counts.push(card.received - before)
    }
    const [first = 0, later = 0] = counts
    const rest = Math.ceil((personOf('taro').authentication?.certificate.length ?? 0) / 256) - 1
    expect(later).toBeLessThanOrEqual(7)
    expect(first).toBe(later + rest)
  })

  it('takes at most 9 commands a second time on a card that takes no short file identifiers', async () => {
    const memory = rememberCertificates()
    const card = cardOf('taro')
    const counts: number[] = []
    for (let time = 0; time < 2; time++) {
      let count = 0
      const transmit: Transmit = (command) => {
        count++
        return byShortId(command) ? Promise.resolve(Uint8Array.of(0x6a, 0x86)) : card.transmit(command)
      }
      await authenticate(transmit, { ...types(pinOf('taro')).options, message, memory })
      counts.push(count)
    }
    expect(counts[1]).toBeLessThanOrEqual(9)
  })

  it('works over split answers and wrong lengths, still sending the PIN once', async () => {
    const card = cardOf('hanako')
    card.setSplitAnswers(true)
    const verifies = watchVerifies(card)
    const { certificate, signature } = await authenticate(card.transmit, {
      ...types(pinOf('hanako')).options,
      message,
    })
    expect(verify('sha256', message, new X509Certificate(certificate).publicKey, signature)).toBe(true)
    expect(verifies).toHaveLength(1)
  })

  it('leaves nothing verified behind, also without a reset', async () => {
    const card = cardOf('taro')
    await authenticate(card.transmit, { ...types(pinOf('taro')).options, message })
    await card.transmit(Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex')))
    const answer = await card.transmit(Uint8Array.from(Buffer.from('802A0097040000000000', 'hex')))
    expect(Buffer.from(answer).toString('hex')).toBe('6982')
  })

  it('says how many tries a wrong PIN leaves', async () => {
    const card = cardOf('taro')
    const wrong = types('9999')
    expect(await failureOf(authenticate(card.transmit, { ...wrong.options, message }))).toEqual({
      code: 'card.pinWrong',
      triesLeft: 2,
    })
    expect(card.triesLeft('authentication')).toBe(2)
    expect(wrong.typed).toEqual([new Uint8Array(4)])
  })

  it('sends nothing to a locked card', async () => {
    const card = cardOf('taro', { triesLeft: { authentication: 0 } })
    const verifies = watchVerifies(card)
    const person = types(pinOf('taro'))
    expect(await failureOf(authenticate(card.transmit, { ...person.options, message }))).toEqual({
      code: 'card.pinLocked',
    })
    expect(person.asked).toEqual([])
    expect(verifies).toEqual([])
  })

  it('stops at one try left until the person confirms knowing the PIN', async () => {
    const card = cardOf('taro', { triesLeft: { authentication: 1 } })
    const person = types(pinOf('taro'))
    expect(await failureOf(authenticate(card.transmit, { ...person.options, message }))).toEqual({
      code: 'card.lastTry',
    })
    expect(person.asked).toEqual([])
    expect(card.triesLeft('authentication')).toBe(1)
    await authenticate(card.transmit, { ...person.options, lastTry: 'askPinConfirms', message })
    expect(person.asked).toEqual([1])
    expect(card.triesLeft('authentication')).toBe(3)
  })

  it.each(['', '123', '12345', '12a4', '１２３４'])('sends no text that cannot be the PIN: "%s"', async (text) => {
    const card = cardOf('taro')
    const verifies = watchVerifies(card)
    expect(await failureOf(authenticate(card.transmit, { ...types(text).options, message }))).toEqual({
      code: 'card.pinForm',
    })
    expect(verifies).toEqual([])
    expect(card.triesLeft('authentication')).toBe(3)
  })

  it('tells a card issued without PINs from a locked one', async () => {
    const failure = await failureOf(authenticate(cardOf('ume').transmit, { ...types('1234').options, message }))
    expect(failure).toEqual({ code: 'card.withoutPins' })
  })

  it('stops before the PIN when the check says that the card is somebody else’s', async () => {
    const card = cardOf('hanako')
    const person = types(pinOf('hanako'))
    const check = () => {
      throw new WalletError({ code: 'card.otherPerson' })
    }
    expect(await failureOf(authenticate(card.transmit, { ...person.options, message, check }))).toEqual({
      code: 'card.otherPerson',
    })
    expect(person.asked).toEqual([])
  })

  it('checks the holder of a phone’s token after the PIN and before anything is signed', async () => {
    const card = cardOf('taro', { token: 'iphone' })
    const instructions: number[] = []
    card.onExchange = (command) => instructions.push(command[1] ?? 0)
    const check = () => {
      throw new WalletError({ code: 'card.otherPerson' })
    }
    expect(await failureOf(authenticate(card.transmit, { ...types(pinOf('taro')).options, message, check }))).toEqual({
      code: 'card.otherPerson',
    })
    expect(instructions).toContain(0x20)
    expect(instructions).not.toContain(0x2a)
    const { certificate, signature } = await authenticate(card.transmit, { ...types(pinOf('taro')).options, message })
    expect(verify('sha256', message, new X509Certificate(certificate).publicKey, signature)).toBe(true)
  })

  it('says so when the holder has no such certificate, and when the card is of another kind', async () => {
    const without = cardOf('taro', { without: ['authentication'] })
    const person = types(pinOf('taro'))
    expect(await failureOf(authenticate(without.transmit, { ...person.options, message }))).toEqual({
      code: 'card.noCertificate',
    })
    const foreign = cardOf('taro', { foreign: true })
    expect(await failureOf(authenticate(foreign.transmit, { ...person.options, message }))).toEqual({
      code: 'card.unknown',
    })
    expect(person.asked).toEqual([])
  })

  it('never hands out a signature that the certificate does not verify', async () => {
    const card = cardOf('taro')
    const other = cardOf('hanako')
    await unlocked(other, pinOf('hanako'))
    const transmit: Transmit = (command) => (command[1] === 0x2a ? other : card).transmit(command)
    expect(await failureOf(authenticate(transmit, { ...types(pinOf('taro')).options, message }))).toEqual({
      code: 'card.garbled',
      step: 'sign (mismatch)',
    })
  })

  it('never takes another card’s certificate from memory', async () => {
    const memory = rememberCertificates()
    await authenticate(cardOf('taro').transmit, { ...types(pinOf('taro')).options, message, memory })
    const { certificate } = await authenticate(cardOf('hanako').transmit, {
      ...types(pinOf('hanako')).options,
      message,
      memory,
    })
    expect(Buffer.from(certificate)).toEqual(Buffer.from(personOf('hanako').authentication?.certificate ?? []))
  })

  it.each(['beforeCommand', 'beforeAnswer'] as const)(
    'takes an interrupted VERIFY (%s) for a removed card, never for a wrong PIN, and does not send it again',
    async (moment) => {
      const card = cardOf('taro', { triesLeft: { authentication: 2 } })
      const verifies = watchVerifies(card)
      let sent = 0
      const transmit: Transmit = async (command) => {
        if (command[1] === 0x20 && command.length > 4) {
          sent++
          card.failAt(1, { kind: 'removal', moment })
        }
        return await card.transmit(command).catch((error: unknown) => {
          throw new WalletError({ code: 'card.removed' }, error)
        })
      }
      expect(await failureOf(authenticate(transmit, { ...types(pinOf('taro')).options, message }))).toEqual({
        code: 'card.removed',
      })
      expect(sent).toBe(1)
      expect(verifies.length).toBeLessThanOrEqual(1)
      const { card: seen } = await lookAtCard(card.transmit, { now })
      expect(seen).toMatchObject({ triesLeft: { authentication: card.triesLeft('authentication') } })
    },
  )

  it('opens a drawer and logs in with one PIN entry', async () => {
    const card = cardOf('taro')
    const verifies = watchVerifies(card)
    const salt = newCardSalt()
    const person = types(pinOf('taro'))
    const signed = await withAuthenticationKey(card.transmit, person.options, async ({ signSlot, sign }) => {
      return { slot: await signSlot(salt, false), login: await sign(message) }
    })
    expect(person.asked).toHaveLength(1)
    expect(verifies).toHaveLength(1)
    expect(signed.slot).not.toEqual(signed.login)
  })
})

describe('signing for a drawer', () => {
  it('signs the slot’s message as it is, the same every time, and nothing that is a DigestInfo', async () => {
    const card = cardOf('taro')
    const inputs: Uint8Array[] = []
    card.onExchange = (command) => {
      if (command[1] === 0x2a) inputs.push(command.slice(5, 5 + (command[4] ?? 0)))
    }
    const salt = newCardSalt()
    const sign = () => signDrawerSlot(card.transmit, { ...types(pinOf('taro')).options, salt, twice: true })
    const first = await sign()
    const second = await sign()
    expect(first.signature).toEqual(second.signature)
    const key = createPublicKey(
      new X509Certificate(first.certificate).publicKey.export({ type: 'spki', format: 'pem' }),
    )
    expect(publicDecrypt(key, first.signature)).toEqual(Buffer.from(cardSlotMessage(salt)))
    expect(inputs).toHaveLength(4)
    for (const input of inputs) expect(Buffer.from(input)).toEqual(Buffer.from(cardSlotMessage(salt)))
    expect(inputs[0]?.[0]).not.toBe(0x30)
  })

  it('refuses a card that signs differently the second time', async () => {
    const card = cardOf('taro')
    let signatures = 0
    const transmit: Transmit = async (command) => {
      if (command[1] !== 0x2a || ++signatures !== 2) return card.transmit(command)
      // As a randomised padding would.
      return Uint8Array.from([...new Uint8Array(256).fill(7), 0x90, 0x00])
    }
    const work = signDrawerSlot(transmit, { ...types(pinOf('taro')).options, salt: newCardSalt(), twice: true })
    expect(await failureOf(work)).toMatchObject({ code: 'card.unstableSignature' })
  })
})

describe('looking at a card', () => {
  it('tells tries, certificate and label without spending or sending anything', async () => {
    const card = cardOf('taro', { triesLeft: { authentication: 2, signature: 4, input: 1 } })
    const verifies = watchVerifies(card)
    const { card: seen, medium, certificate } = await lookAtCard(card.transmit, { now })
    expect(medium).toBe('myNumberCard')
    expect(seen).toMatchObject({
      kind: 'myNumber',
      label: 'JPKIAPICCTOKEN2',
      triesLeft: { authentication: 2, signature: 4, input: 1 },
      withoutPins: false,
      hasSignatureCertificate: true,
      authentication: { expired: false },
    })
    expect(Buffer.from(certificate ?? [])).toEqual(Buffer.from(personOf('taro').authentication?.certificate ?? []))
    expect(verifies).toEqual([])
    expect(card.triesLeft('authentication')).toBe(2)
  })

  it('tells the grandmother’s card without PINs, a child’s without signing certificate, and an expired one', async () => {
    expect((await lookAtCard(cardOf('ume').transmit, { now })).card).toMatchObject({ withoutPins: true })
    expect((await lookAtCard(cardOf('haruto').transmit, { now })).card).toMatchObject({
      withoutPins: false,
      hasSignatureCertificate: false,
    })
    expect((await lookAtCard(cardOf('ichiro').transmit, { now })).card).toMatchObject({
      authentication: { expired: true },
    })
  })

  it('does not take a locked card for one without PINs', async () => {
    const card = cardOf('taro', { triesLeft: { authentication: 0, signature: 0, input: 0 } })
    expect((await lookAtCard(card.transmit, { now })).card).toMatchObject({ withoutPins: false })
  })

  it.each([
    ['android', 'JPKIAPGPSETOKEN'],
    ['iphone', 'JPKIAPIOSTOKEN'],
  ] as const)(
    'tells a phone’s token (%s) apart: no certificate before the PIN, no input helper',
    async (token, label) => {
      const { card, medium } = await lookAtCard(cardOf('taro', { token }).transmit, { now })
      expect(medium).toBe(token)
      expect(card).toMatchObject({ label, authentication: null, triesLeft: { authentication: 3, input: null } })
    },
  )

  it('says of a card of another kind that it is not known', async () => {
    expect((await lookAtCard(cardOf('taro', { foreign: true }).transmit, { now })).card).toEqual({ kind: 'unknown' })
  })
})

describe('a card that answers anything', () => {
  const card = (): PracticeCard => cardOf('taro')
  const answers = fc.array(fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 300 })), {
    maxLength: 40,
  })

  it('never makes the wallet crash, nor send a PIN twice', async () => {
    await fc.assert(
      fc.asyncProperty(answers, fc.boolean(), async (given, look) => {
        let sent = 0
        const queue = [...given]
        const transmit: Transmit = async (command) => {
          if (command[1] === 0x20 && command.length > 4) sent++
          return queue.shift() ?? Uint8Array.of(0x6f, 0x00)
        }
        const work = look
          ? lookAtCard(transmit, { now })
          : authenticate(transmit, { ...types('1234').options, message })
        await work.catch((error: unknown) => expect(error).toBeInstanceOf(WalletError))
        expect(sent).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 },
    )
  })

  it('is told as a failure wherever the answer breaks off or is turned over', async () => {
    const kinds = fc.oneof(
      fc.constant({ kind: 'garbled' } as const),
      fc.nat(257).map((length) => ({ kind: 'truncated', length }) as const),
      fc.uint8Array({ maxLength: 20 }).map((bytes) => ({ kind: 'answer', bytes }) as const),
    )
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 14 }), kinds, fc.boolean(), async (at, fault, look) => {
        const broken = card()
        broken.failAt(at, fault)
        const verifies = watchVerifies(broken)
        const work = look
          ? lookAtCard(broken.transmit, { now })
          : authenticate(broken.transmit, { ...types(pinOf('taro')).options, message })
        const result = await work.catch((error: unknown) => error)
        // Whole in spite of the fault (it struck nothing of weight), or a failure with a name.
        if (result instanceof Error) expect(result).toBeInstanceOf(WalletError)
        else if ('signature' in Object(result))
          expect(verify('sha256', message, certificateKey(), (result as { signature: Uint8Array }).signature)).toBe(
            true,
          )
        expect(verifies.length).toBeLessThanOrEqual(1)
        expect(broken.triesLeft('authentication')).toBe(3)
      }),
      { numRuns: 150 },
    )
  })

  const certificateKey = () => new X509Certificate(personOf('taro').authentication?.certificate ?? '').publicKey
})

/** READ BINARY, VERIFY and sign that name their file by short identifier. */
function byShortId(command: Uint8Array): boolean {
  const [, instruction, p1 = 0, p2 = 0] = command
  if (instruction === 0xb0) return (p1 & 0x80) !== 0
  return (instruction === 0x20 || instruction === 0x2a) && p2 !== 0x80
}

async function unlocked(card: PracticeCard, pin: string): Promise<void> {
  await card.transmit(Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex')))
  await card.transmit(Uint8Array.from([0x00, 0x20, 0x00, 0x98, 0x04, ...Buffer.from(pin)]))
}

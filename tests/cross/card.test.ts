// The card's language spoken to the practice card: what a log-in sends, what it costs, and what it does when things go wrong.
import { createPublicKey, publicDecrypt, verify, X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuthenticationKey } from '../../main/card/authentication.ts'
import { rememberCertificates } from '../../main/card/certificateFile.ts'
import { lookAtCard } from '../../main/card/look.ts'
import { cardSlotMessage, newCardSalt } from '../../main/drawer/cardSlot.ts'
import { WalletError } from '../../main/failure.ts'
import type { Transmit } from '../../main/ports.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import type { PracticePerson } from '../../practice/person.ts'
import { openWorld, type World } from '../../practice/world.ts'
import { type CardPin, holdKey, see, signHeld } from '../support/cardPin.ts'

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

/** That PIN, typed by a person who was told that many tries. */
const types = (pin: string, shown = 3) => ({ typed: { bytes: new Uint8Array(Buffer.from(pin)), shown } })

/** Looks at the card and signs with it, as a log-in does. `looked`: who answers the look, where that is another. */
async function authenticate(
  transmit: Transmit,
  { message, looked = transmit, ...pin }: CardPin & { message: Uint8Array; looked?: Transmit },
) {
  return signHeld(transmit, await see(looked, pin.memory), { message, ...pin })
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
const signDrawerSlot = async (
  transmit: Transmit,
  { salt, twice, ...pin }: CardPin & { salt: Uint8Array; twice: boolean },
) =>
  holdKey(transmit, await see(transmit), pin, async ({ certificate, signSlot }: AuthenticationKey) => {
    return { certificate, signature: await signSlot(salt, twice) }
  })

describe('authenticating', () => {
  it('signs the message so that the certificate verifies it, and wipes the PIN', async () => {
    const person = types(pinOf('taro'))
    const card = cardOf('taro')
    const { certificate, signature } = await authenticate(card.transmit, { ...person, message })
    expect(Buffer.from(certificate)).toEqual(Buffer.from(personOf('taro').authentication?.certificate ?? []))
    expect(verify('sha256', message, new X509Certificate(certificate).publicKey, signature)).toBe(true)
    expect(person.typed.bytes).toEqual(new Uint8Array(4))
  })

  it('holds the card for at most 7 commands with short file identifiers; seeing it first adds only the certificate', async () => {
    const memory = rememberCertificates()
    const card = cardOf('taro')
    const looks: number[] = []
    const holds: number[] = []
    for (let time = 0; time < 2; time++) {
      const begun = card.received
      const seen = await see(card.transmit, memory)
      looks.push(card.received - begun)
      const held = card.received
      await signHeld(card.transmit, seen, { ...types(pinOf('taro')), message, memory })
      holds.push(card.received - held)
    }
    const [first = 0, later = 0] = looks
    const rest = Math.ceil((personOf('taro').authentication?.certificate.length ?? 0) / 256) - 1
    expect(first).toBe(later + rest)
    expect(holds).toEqual([6, 6])
  })

  it('holds it for at most 9 commands on a card that takes no short file identifiers', async () => {
    const memory = rememberCertificates()
    const card = cardOf('taro')
    const holds: number[] = []
    let count = 0
    const transmit: Transmit = (command) => {
      count++
      return byShortId(command) ? Promise.resolve(Uint8Array.of(0x6a, 0x86)) : card.transmit(command)
    }
    for (let time = 0; time < 2; time++) {
      const seen = await see(transmit, memory)
      const held = count
      await signHeld(transmit, seen, { ...types(pinOf('taro')), message, memory })
      holds.push(count - held)
    }
    expect(holds).toEqual([9, 9])
  })

  it('works over split answers and wrong lengths, still sending the PIN once', async () => {
    const card = cardOf('hanako')
    card.setSplitAnswers(true)
    const verifies = watchVerifies(card)
    const { certificate, signature } = await authenticate(card.transmit, {
      ...types(pinOf('hanako')),
      message,
    })
    expect(verify('sha256', message, new X509Certificate(certificate).publicKey, signature)).toBe(true)
    expect(verifies).toHaveLength(1)
  })

  it('leaves nothing verified behind, also without a reset', async () => {
    const card = cardOf('taro')
    await authenticate(card.transmit, { ...types(pinOf('taro')), message })
    await card.transmit(Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex')))
    const answer = await card.transmit(Uint8Array.from(Buffer.from('802A0097040000000000', 'hex')))
    expect(Buffer.from(answer).toString('hex')).toBe('6982')
  })

  it('says how many tries a wrong PIN leaves', async () => {
    const card = cardOf('taro')
    const wrong = types('9999')
    expect(await failureOf(authenticate(card.transmit, { ...wrong, message }))).toEqual({
      code: 'card.pinWrong',
      triesLeft: 2,
    })
    expect(card.triesLeft('authentication')).toBe(2)
    expect(wrong.typed.bytes).toEqual(new Uint8Array(4))
  })

  it('sends nothing to a locked card, and wipes what was typed', async () => {
    const card = cardOf('taro', { triesLeft: { authentication: 0 } })
    const verifies = watchVerifies(card)
    const person = types(pinOf('taro'))
    expect(await failureOf(authenticate(card.transmit, { ...person, message }))).toEqual({ code: 'card.pinLocked' })
    expect(verifies).toEqual([])
    expect(person.typed.bytes).toEqual(new Uint8Array(4))
  })

  it('sends nothing when the tries left are not those that the person was told', async () => {
    for (const [left, shown] of [
      [1, 3],
      [2, 3],
      [3, 1],
    ] as const) {
      const card = cardOf('taro', { triesLeft: { authentication: left } })
      const verifies = watchVerifies(card)
      expect(await failureOf(authenticate(card.transmit, { ...types(pinOf('taro'), shown), message }))).toEqual({
        code: 'card.triesChanged',
        triesLeft: left,
      })
      expect([verifies, card.triesLeft('authentication')]).toEqual([[], left])
    }
  })

  it('sends the last try when the person was told that it is the last', async () => {
    const card = cardOf('taro', { triesLeft: { authentication: 1 } })
    await authenticate(card.transmit, { ...types(pinOf('taro'), 1), message })
    expect(card.triesLeft('authentication')).toBe(3)
  })

  it('sends nothing to another card than the one that was seen', async () => {
    const [mine, other, phone, none] = [
      cardOf('taro'),
      cardOf('hanako'),
      cardOf('taro', { token: 'iphone' }),
      cardOf('taro', { without: ['authentication'] }),
    ]
    for (const [seen, held] of [
      [mine, other],
      [mine, phone],
      [phone, mine],
      [mine, none],
      [none, mine],
      [mine, cardOf('taro', { foreign: true })],
    ] as const) {
      const verifies = watchVerifies(held)
      const work = authenticate(held.transmit, { ...types(pinOf('taro')), message, looked: seen.transmit })
      expect(await failureOf(work)).toEqual({ code: 'card.swapped' })
      expect(verifies).toEqual([])
    }
  })

  it.each(['', '123', '12345', '12a4', '１２３４'])('sends no text that cannot be the PIN: "%s"', async (text) => {
    const card = cardOf('taro')
    const verifies = watchVerifies(card)
    expect(await failureOf(authenticate(card.transmit, { ...types(text), message }))).toEqual({
      code: 'card.pinForm',
    })
    expect(verifies).toEqual([])
    expect(card.triesLeft('authentication')).toBe(3)
  })

  it('tells a card issued without PINs from a locked one', async () => {
    const failure = await failureOf(authenticate(cardOf('ume').transmit, { ...types('1234'), message }))
    expect(failure).toEqual({ code: 'card.withoutPins' })
  })

  it('checks the holder of a phone’s token after the PIN and before anything is signed', async () => {
    const card = cardOf('taro', { token: 'iphone' })
    const instructions: number[] = []
    card.onExchange = (command) => instructions.push(command[1] ?? 0)
    const opened = () => Promise.reject(new WalletError({ code: 'card.otherPerson' }))
    expect(await failureOf(authenticate(card.transmit, { ...types(pinOf('taro')), message, opened }))).toEqual({
      code: 'card.otherPerson',
    })
    expect(instructions).toContain(0x20)
    expect(instructions).not.toContain(0x2a)
    const { certificate, signature } = await authenticate(card.transmit, { ...types(pinOf('taro')), message })
    expect(verify('sha256', message, new X509Certificate(certificate).publicKey, signature)).toBe(true)
  })

  it('never hands out a signature that the certificate does not verify', async () => {
    const card = cardOf('taro')
    const other = cardOf('hanako')
    await unlocked(other, pinOf('hanako'))
    const transmit: Transmit = (command) => (command[1] === 0x2a ? other : card).transmit(command)
    expect(await failureOf(authenticate(transmit, { ...types(pinOf('taro')), message }))).toEqual({
      code: 'card.garbled',
      step: 'sign (mismatch)',
    })
  })

  it('never takes another card’s certificate from memory', async () => {
    const memory = rememberCertificates()
    await authenticate(cardOf('taro').transmit, { ...types(pinOf('taro')), message, memory })
    const { certificate } = await authenticate(cardOf('hanako').transmit, {
      ...types(pinOf('hanako')),
      message,
      memory,
    })
    expect(Buffer.from(certificate)).toEqual(Buffer.from(personOf('hanako').authentication?.certificate ?? []))
  })

  it.each(['beforeCommand', 'beforeAnswer'] as const)(
    'takes an interrupted VERIFY (%s) for one of which nothing is known, never for a wrong PIN, and does not send it again',
    async (moment) => {
      const card = cardOf('taro', { triesLeft: { authentication: 2 } })
      const verifies = watchVerifies(card)
      const seen = await see(card.transmit)
      let sent = 0
      let gone = false
      const transmit: Transmit = async (command) => {
        if (gone) throw new WalletError({ code: 'card.removed' })
        if (command[1] === 0x20 && command.length > 4) {
          sent++
          card.failAt(1, { kind: 'removal', moment })
        }
        return await card.transmit(command).catch((error: unknown) => {
          gone = true
          throw new WalletError({ code: 'card.removed' }, error)
        })
      }
      expect(await failureOf(signHeld(transmit, seen, { ...types(pinOf('taro'), 2), message }))).toEqual({
        code: 'card.interrupted',
        before: 2,
        triesLeft: null,
      })
      expect(sent).toBe(1)
      expect(verifies.length).toBeLessThanOrEqual(1)
      const { card: back } = await lookAtCard(card.transmit, { now })
      expect(back).toMatchObject({ triesLeft: { authentication: card.triesLeft('authentication') } })
    },
  )

  it.each([
    ['9999', { kind: 'garbled' }, 1],
    ['9999', { kind: 'truncated', length: 1 }, 1],
    ['9999', { kind: 'answer', bytes: Uint8Array.of(0x6f, 0x00) }, 2],
    ['9999', { kind: 'answer', bytes: Uint8Array.of(0x6c, 0x04) }, 2],
    ['1357', { kind: 'garbled' }, 3],
  ] as const)(
    'reads the counter again after a VERIFY whose answer is odd (%s, %j): %i left',
    async (pin, fault, left) => {
      const card = cardOf('taro', { triesLeft: { authentication: 2 } })
      const verifies = watchVerifies(card)
      const seen = await see(card.transmit)
      // SELECT, certificate, tries; then VERIFY.
      card.failAt(4, fault)
      expect(await failureOf(signHeld(card.transmit, seen, { ...types(pin, 2), message }))).toEqual({
        code: 'card.interrupted',
        before: 2,
        triesLeft: left,
      })
      expect(card.triesLeft('authentication')).toBe(left)
      expect(verifies).toHaveLength(1)
    },
  )

  it('opens a drawer and logs in with one PIN entry', async () => {
    const card = cardOf('taro')
    const verifies = watchVerifies(card)
    const salt = newCardSalt()
    const seen = await see(card.transmit)
    const signed = await holdKey(card.transmit, seen, types(pinOf('taro')), async ({ signSlot, sign }) => {
      return { slot: await signSlot(salt, false), login: await sign(message) }
    })
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
    const sign = () => signDrawerSlot(card.transmit, { ...types(pinOf('taro')), salt, twice: true })
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
    const work = signDrawerSlot(transmit, { ...types(pinOf('taro')), salt: newCardSalt(), twice: true })
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
        const work = look ? lookAtCard(transmit, { now }) : authenticate(transmit, { ...types('1234'), message })
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
          : authenticate(broken.transmit, { ...types(pinOf('taro')), message })
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

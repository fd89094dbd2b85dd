// Reading what practice cards hold beside certificates: through the card watch and the questions, down to every command.
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createCardWatch } from '../../main/card/cardWatch.ts'
import { lookAtCard } from '../../main/card/look.ts'
import { type Failure, WalletError } from '../../main/failure.ts'
import type { PinAsker } from '../../main/journeys/askPin.ts'
import { type CardReading, readCardAttributes, readCardFace, readLicence } from '../../main/journeys/readCardData.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { checkNumberB } from '../../practice/card/checkNumbers.ts'
import { createLicenceCard } from '../../practice/card/licenceCard.ts'
import { createPracticeCard, type PracticeCard } from '../../practice/card/practiceCard.ts'
import { createMemoryReaders } from '../../practice/memoryReaders.ts'
import type { PracticePerson } from '../../practice/person.ts'
import type { World } from '../../practice/world.ts'
import { pictureProcess } from '../support/pictureProcess.ts'
import { sharedWorld } from '../support/stage.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld(() => new Date())
})
const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const reader = 'Practice Reader 0'

function personOf(id: string): PracticePerson {
  const person = world.person(id)
  if (person === undefined) throw new Error(`nobody is called ${id}`)
  return person
}

/** A card in a reader, and a person who types what the question asks for, or something else. */
function desk(card: PracticeCard, typed: (question: SecretQuestion) => string, authorities?: Uint8Array[]) {
  const readers = createMemoryReaders([reader])
  readers.insert(reader, card)
  const trace: string[] = []
  card.onExchange = (command) => void trace.push(Buffer.from(command).toString('hex').toUpperCase())
  const cards = createCardWatch({ readers, now: () => new Date(), pauseMs: 1 })
  open.push(cards)
  const asked: SecretQuestion[] = []
  const steps: string[] = []
  const stop = new AbortController()
  const asker: PinAsker = {
    cards,
    signal: stop.signal,
    guard: async () => undefined,
    askSecret: async (question) => {
      asked.push(question)
      return new TextEncoder().encode(typed(question))
    },
  }
  const reading: CardReading = {
    asker,
    step: (name) => void steps.push(name),
    startPictureProcess: pictureProcess,
    authorities: authorities ?? [...(world.trust().cardAuthorities ?? [])],
    reader,
    person: '練習 太郎',
  }
  return { reading, asked, steps, trace, cards, readers, stop }
}

/** Types the right answer to every question about that person's cards. */
const knows =
  (person: PracticePerson) =>
  (question: SecretQuestion): string => {
    if (question.kind === 'checkNumberB') return checkNumberB(person)
    return question.kind === 'pin' ? (person.pins[question.pin] ?? '') : ''
  }

const failureOf = (work: Promise<unknown>): Promise<Failure | 'no failure'> =>
  work.then(
    () => 'no failure' as const,
    (error: unknown) => {
      if (error instanceof WalletError) return error.failure
      throw error
    },
  )

const statesOf = ({ checks }: { checks: readonly { check: string; state: string }[] }) =>
  Object.fromEntries(checks.map(({ check, state }) => [check, state]))

describe('the four attributes', () => {
  it.each(['pin', 'checkNumberB'] as const)('are read by %s, with one question and one VERIFY', async (by) => {
    const person = personOf('hanako')
    const { reading, asked, trace, steps } = desk(createPracticeCard(world, person), knows(person))
    const read = await readCardAttributes(reading, by)
    expect(read).toMatchObject({
      name: person.name.kanji,
      address: person.address,
      birthDate: person.birthDate,
      sex: 'female',
    })
    expect(statesOf(read)).toEqual({ offsets: 'held', content: 'held', signature: 'held', signer: 'held' })
    expect(asked).toEqual([
      by === 'pin'
        ? { kind: 'pin', pin: 'input', triesLeft: 3, purpose: 'readAttributes', person: '練習 太郎' }
        : { kind: 'checkNumberB', triesLeft: 10, purpose: 'readAttributes', person: '練習 太郎' },
    ])
    expect(trace.filter((command) => command.startsWith('0020') && command.length > 8)).toHaveLength(1)
    expect(steps).toEqual(['readingAttributes'])
  })

  it('read each file once and leave the card clean', async () => {
    const person = personOf('taro')
    const { reading, trace, cards } = desk(createPracticeCard(world, person), knows(person))
    await cards.look(reader)
    const before = trace.length
    await readCardAttributes(reading, 'pin')
    const sent = trace.slice(before)
    // Same card, application, count, PIN, EF 0002, 0003 (2) and 0004 (3), leave.
    expect(sent.map((command) => command.slice(0, 8))).toEqual([
      '00A4040C',
      '00B08A00',
      '00A4040C',
      '00200091',
      '00200091',
      '00B08200',
      '00B08300',
      '00B00100',
      '00B08400',
      '00B00100',
      '00B00200',
      '00A4040C',
    ])
  })

  it('are not said to be signed by somebody when nobody is known to certify', async () => {
    const person = personOf('taro')
    const { reading } = desk(createPracticeCard(world, person), knows(person), [])
    expect(statesOf(await readCardAttributes(reading, 'pin'))).toMatchObject({
      signature: 'held',
      signer: 'notChecked',
    })
  })

  it('ask nothing on a phone, on a card without PINs, or when the number is locked', async () => {
    const phone = desk(createPracticeCard(world, personOf('taro'), { token: 'android' }), () => '1234')
    expect(await failureOf(readCardAttributes(phone.reading, 'pin'))).toEqual({ code: 'card.withoutPins' })
    expect(await failureOf(readCardAttributes(phone.reading, 'checkNumberB'))).toEqual({ code: 'card.noData' })
    expect(await failureOf(readCardFace(phone.reading))).toEqual({ code: 'card.noData' })
    const locked = createPracticeCard(world, personOf('taro'), { triesLeft: { checkNumberB: 0, faceCheckNumberB: 0 } })
    const number = desk(locked, knows(personOf('taro')))
    expect(await failureOf(readCardAttributes(number.reading, 'checkNumberB'))).toEqual({ code: 'card.numberLocked' })
    expect(await failureOf(readCardFace(number.reading))).toEqual({ code: 'card.numberLocked' })
    expect([...phone.asked, ...number.asked]).toEqual([])
  })

  it('tell a wrong number with the card’s count, and send none that cannot be one', async () => {
    const card = createPracticeCard(world, personOf('taro'))
    const wrong = desk(card, () => '55021720352285')
    expect(await failureOf(readCardAttributes(wrong.reading, 'checkNumberB'))).toEqual({
      code: 'card.numberWrong',
      triesLeft: 9,
    })
    const shapeless = desk(card, () => '1980021720352285')
    expect(await failureOf(readCardAttributes(shapeless.reading, 'checkNumberB'))).toEqual({ code: 'card.pinForm' })
    expect(card.triesLeft('checkNumberB')).toBe(9)
  })

  it('are not read from another card than was asked for', async () => {
    const taro = createPracticeCard(world, personOf('taro'))
    const hanako = createPracticeCard(world, personOf('hanako'))
    const swapped = desk(taro, (question) => {
      swapped.readers.insert(reader, hanako)
      return knows(personOf('taro'))(question)
    })
    expect(await failureOf(readCardAttributes(swapped.reading, 'checkNumberB'))).toEqual({ code: 'card.swapped' })
    expect([taro.triesLeft('checkNumberB'), hanako.triesLeft('checkNumberB')]).toEqual([10, 10])
  })

  it('stop between two commands when the person cancels, with no PIN left verified', async () => {
    const card = createPracticeCard(world, personOf('taro'))
    const stopped = desk(card, knows(personOf('taro')))
    await stopped.cards.look(reader)
    const seen = card.onExchange
    card.onExchange = (command, answer) => {
      seen?.(command, answer)
      if (command[1] === 0xb0 && command[2] === 0x82) stopped.stop.abort()
    }
    expect(await failureOf(readCardAttributes(stopped.reading, 'pin'))).toEqual({ code: 'app.cancelled' })
    expect(card.triesLeft('input')).toBe(3)
    expect(Buffer.from(await card.transmit(Uint8Array.of(0, 0xb0, 0x82, 0, 0))).toString('hex')).not.toMatch(/9000$/)
  })
})

describe('the face', () => {
  it('is read by the printed number, drawn, and found to be as it was signed', async () => {
    const person = personOf('hanako')
    const { reading, asked, steps } = desk(createPracticeCard(world, person), knows(person))
    const face = await readCardFace(reading)
    expect(face).toMatchObject({ birthDate: person.birthDate, sex: 'female', expiresOn: person.card.expiresOn })
    for (const picture of [face.name, face.address, face.photo, face.securityCode])
      expect(picture).toMatch(/^data:image\/png;base64,iVBOR/)
    expect(statesOf(face)).toEqual({
      offsets: 'held',
      signature: 'held',
      signer: 'held',
      expirySigned: 'notChecked',
    })
    expect(asked).toEqual([{ kind: 'checkNumberB', triesLeft: 10, purpose: 'readFace', person: '練習 太郎' }])
    expect(steps).toEqual(['readingFace', 'drawingPictures'])
  })
})

describe('a driver’s licence', () => {
  it('on a card of its own is read with external characters and changes, domicile and photo by the second PIN', async () => {
    const person = personOf('hanako')
    const { reading, asked } = desk(createLicenceCard(world, person), knows(person))
    const first = await readLicence(reading, false)
    const { licence } = person
    if (licence === undefined) throw new Error('no licence')
    expect(first).toMatchObject({
      form: 'licenceCard',
      name: ['練習　', { picture: expect.stringMatching(/^data:image\/png/) }, expect.any(String)],
      kana: [person.name.kana],
      birthDate: person.birthDate,
      issuedOn: licence.issuedOn,
      expiresOn: licence.expiresOn,
      colour: '優良',
      number: licence.number,
      authority: licence.authority,
      domicile: null,
      photo: null,
    })
    expect(first.conditions.map((parts) => parts.join(''))).toEqual(licence.conditions)
    expect(first.categories).toContainEqual({
      name: { ja: '準中型', en: 'Semi-medium vehicles' },
      heldSince: '2009-08-20',
    })
    expect(first.changes).toEqual([
      expect.objectContaining({ of: 'entries', text: [person.address], authority: licence.authority }),
    ])
    expect(statesOf(first)).toEqual({ licenceSignature: 'notChecked' })
    const second = await readLicence(reading, true)
    expect(second.domicile?.join('')).toBe(licence.domicile)
    expect(second.photo).toMatch(/^data:image\/png/)
    expect(asked.map((question) => question.kind === 'pin' && question.pin)).toEqual([
      'licence1',
      'licence1',
      'licence2',
    ])
  })

  it('whose holder set no PIN opens without a question', async () => {
    const person = personOf('ichiro')
    const { reading, asked } = desk(createLicenceCard(world, person, { withoutPins: true }), () => 'never')
    const read = await readLicence(reading, true)
    expect(read.domicile).not.toBeNull()
    expect(asked).toEqual([])
  })

  it('on the My Number Card shows what is public of it, and says that the rest is unread', async () => {
    const person = personOf('taro')
    const { reading, asked } = desk(createPracticeCard(world, person), knows(person))
    const read = await readLicence(reading, false)
    expect(read).toMatchObject({
      form: 'myNumberCard',
      expiresOn: person.licence?.expiresOn,
      photo: expect.stringMatching(/^data:image\/png/),
      name: [],
      categories: [],
    })
    expect(statesOf(read)).toEqual({ licenceOnCard: 'notChecked', licenceSignature: 'notChecked' })
    expect(asked).toEqual([
      { kind: 'pin', pin: 'licenceOnCard', triesLeft: 10, purpose: 'readLicence', person: '練習 太郎' },
    ])
  })

  it('sends its holder to the police when it is locked, and tells a wrong PIN by its count', async () => {
    const person = personOf('hanako')
    const locked = desk(createLicenceCard(world, person, { triesLeft: { licence1: 0 } }), knows(person))
    expect(await failureOf(readLicence(locked.reading, false))).toEqual({ code: 'card.licencePinLocked' })
    expect(locked.asked).toEqual([])
    const card = createLicenceCard(world, person, { triesLeft: { licence2: 1 } })
    const wrong = desk(card, (question) =>
      question.kind === 'pin' && question.pin === 'licence2' ? '0000' : knows(person)(question),
    )
    expect(await failureOf(readLicence(wrong.reading, true))).toEqual({ code: 'card.licencePinLocked' })
    expect([card.triesLeft('licence1'), card.triesLeft('licence2')]).toEqual([3, 0])
  })

  it('whose second VERIFY was cut off is not called wrong: nobody can tell that it is the same licence that comes back', async () => {
    const person = personOf('hanako')
    const card = createLicenceCard(world, person, { triesLeft: { licence1: 2 } })
    const cut = desk(card, (question) =>
      question.kind === 'pin' && question.pin === 'licence2' ? '0000' : knows(person)(question),
    )
    const noted = card.onExchange
    card.onExchange = (command, answer) => {
      noted?.(command, answer)
      // Behind the first PIN: the count of the second, then its VERIFY, which spends a try whose answer never arrives.
      if (command[1] === 0x20 && command[3] === 0x81 && command.length > 4)
        card.failAt(2, { kind: 'removal', moment: 'beforeAnswer' })
    }
    const reading = failureOf(readLicence(cut.reading, true))
    await new Promise<void>((resolve) => {
      const stop = cut.cards.onChange(({ readers }) => {
        if (readers.some(({ card: held }) => held !== null)) return
        stop()
        resolve()
      })
    })
    cut.readers.insert(reader, card)
    expect(await reading).toEqual({ code: 'card.interrupted', before: 3, triesLeft: null })
  })

  it('is not on every card', async () => {
    const { reading, asked } = desk(createPracticeCard(world, personOf('ume')), () => '1234')
    expect(await failureOf(readLicence(reading, false))).toEqual({ code: 'card.noData' })
    expect(asked).toEqual([])
  })
})

describe('a look', () => {
  const look = (card: PracticeCard) => lookAtCard((command) => card.transmit(command), { now: () => new Date() })

  it('tells every kind of card by its applications, and what each PIN has left', async () => {
    const own = await look(createPracticeCard(world, personOf('taro'), { triesLeft: { residentOfRegister: 1 } }))
    expect(own.applications).toEqual(['jpki', 'input', 'face', 'common', 'resident', 'licenceOnCard'])
    expect(own.card).toMatchObject({
      kind: 'myNumber',
      medium: 'myNumberCard',
      triesLeft: { authentication: 3, signature: 5, input: 3, resident: 1 },
      licence: { pinSet: true, triesLeft: 10 },
    })
    const phone = await look(createPracticeCard(world, personOf('taro'), { token: 'iphone' }))
    expect(phone.applications).toEqual(['jpki'])
    expect(phone.card).toMatchObject({ medium: 'iphone', licence: null, triesLeft: { input: null, resident: null } })
    const licence = await look(createLicenceCard(world, personOf('hanako'), { triesLeft: { licence2: 2 } }))
    expect(licence.applications).toEqual(['licence'])
    expect(licence.card).toEqual({
      kind: 'licence',
      pinSet: true,
      triesLeft: { licence1: 3, licence2: 2 },
      issuedOn: personOf('hanako').licence?.issuedOn,
      expiresOn: personOf('hanako').licence?.expiresOn,
    })
    const foreign = await look(createPracticeCard(world, personOf('taro'), { foreign: true }))
    expect(foreign).toMatchObject({ card: { kind: 'unknown' }, applications: [] })
  })

  it('tells the card before the My Number Card by its label, and a residence card from a broken one', async () => {
    const card = createPracticeCard(world, personOf('taro'))
    const older = async (command: Uint8Array): Promise<Uint8Array> => {
      const text = Buffer.from(command).toString('hex')
      if (text.startsWith('00a4040c') && !text.includes('d392f00026')) return Uint8Array.of(0x6a, 0x82)
      if (text.startsWith('00b086'))
        return new Uint8Array(Buffer.from(`${'JPKIAPICCTOKEN'.padEnd(32)}\x90\x00`, 'latin1'))
      return card.transmit(command)
    }
    const { card: seen, applications } = await lookAtCard(older, { now: () => new Date() })
    expect(seen).toMatchObject({
      kind: 'myNumber',
      medium: 'residentCard',
      licence: null,
      triesLeft: { resident: null },
    })
    expect(applications).toEqual(['jpki'])
    const residence = async (command: Uint8Array): Promise<Uint8Array> =>
      Buffer.from(command).includes(Buffer.from('D392F0004F02', 'hex'))
        ? Uint8Array.of(0x90, 0)
        : Uint8Array.of(0x6a, 0x82)
    expect(await lookAtCard(residence, { now: () => new Date() })).toMatchObject({
      card: { kind: 'unknown' },
      applications: ['residence'],
    })
  })

  it('takes few commands and sends no PIN', async () => {
    const sent: Uint8Array[] = []
    const card = createPracticeCard(world, personOf('taro'))
    card.onExchange = (command) => void sent.push(Uint8Array.from(command))
    const memory = { access: { shortIds: true }, recall: () => undefined, keep: () => undefined }
    await lookAtCard((command) => card.transmit(command), { now: () => new Date(), memory })
    expect(sent.length).toBeLessThanOrEqual(25)
    expect(sent.filter((command) => command[1] === 0x20 && command.length > 4)).toEqual([])
  })

  it('of a card that answers oddly to what need not be asked is whole all the same', async () => {
    const card = createPracticeCard(world, personOf('taro'))
    let selected = ''
    const odd = async (command: Uint8Array): Promise<Uint8Array> => {
      if (command[1] === 0xa4 && command[2] === 0x04) selected = Buffer.from(command.subarray(5)).toString('hex')
      const optional = /^(d39210003100010104(01|02)|d3921000310001010100|a00000023106)/.test(selected)
      return optional ? Uint8Array.of(0x6f, 0x01) : card.transmit(command)
    }
    const { card: seen } = await lookAtCard(odd, { now: () => new Date() })
    expect(seen).toMatchObject({ kind: 'myNumber', triesLeft: { input: 3, resident: null }, licence: null })
  })
})

describe('a card that fails at any command', () => {
  const faults = fc.oneof(
    fc.constant({ kind: 'garbled' } as const),
    fc.nat(257).map((length) => ({ kind: 'truncated', length }) as const),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => ({ kind: 'answer', bytes }) as const),
    fc
      .constantFrom('beforeCommand' as const, 'beforeAnswer' as const)
      .map((moment) => ({ kind: 'removal', moment }) as const),
  )

  it.each([
    ['attributes by PIN', 'hanako'],
    ['attributes by number', 'hanako'],
    ['face', 'hanako'],
    ['licence', 'hanako'],
    ['licence on the card', 'taro'],
  ])(
    'gives the whole truth or a failure with a name, and sees each PIN once: %s',
    async (what, id) => {
      const person = personOf(id)
      const make = () => (what === 'licence' ? createLicenceCard(world, person) : createPracticeCard(world, person))
      const read = (reading: CardReading): Promise<object> => {
        if (what === 'face') return readCardFace(reading)
        if (what.startsWith('licence')) return readLicence(reading, true)
        return readCardAttributes(reading, what === 'attributes by PIN' ? 'pin' : 'checkNumberB')
      }
      const right = await read(desk(make(), knows(person)).reading)
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 34 }), faults, async (at, fault) => {
          const card = make()
          const { reading, trace, cards } = desk(card, knows(person))
          await cards.look(reader)
          card.failAt(at, fault)
          trace.length = 0
          const result = await read({ ...reading, asker: { ...reading.asker, patienceMs: 1 } }).catch(
            (error: unknown) => error,
          )
          if (result instanceof Error) expect(result).toBeInstanceOf(WalletError)
          else if (!suspect(result)) expect(result).toEqual(right)
          const sent = trace.filter((command) => command.startsWith('0020') && command.length > 8)
          expect(new Set(sent).size).toBe(sent.length)
          await cards.close()
        }),
        { numRuns: what === 'attributes by PIN' ? 60 : 20 },
      )
    },
    60_000,
  )

  /** A read that says itself that something does not fit. */
  const suspect = (result: unknown): boolean =>
    typeof result === 'object' &&
    result !== null &&
    'checks' in result &&
    Array.isArray(result.checks) &&
    result.checks.some(({ state }: { state: string }) => state === 'failed')
})

/**
 * Over everything that the wallet does with a card: nothing selects, reads or verifies the 個人番号. In 券面事項入力補助AP that
 * is EF 0001 and 照合番号A (0014), in 券面事項確認AP EF 0005 and 照合番号A (0013), by file identifier or by short one.
 */
describe('the 個人番号', () => {
  const numbers: Readonly<Record<string, readonly number[]>> = {
    d3921000310001010408: [0x01, 0x14],
    d3921000310001010402: [0x05, 0x13],
  }

  function touched(trace: readonly string[]): string[] {
    let application = ''
    let current = 0
    return trace.filter((text) => {
      const command = Buffer.from(text, 'hex')
      const [, ins = 0, p1 = 0, p2 = 0] = command
      if (ins === 0xa4 && p1 === 0x04) {
        application = command.subarray(5).toString('hex')
        current = 0
        return false
      }
      if (ins === 0xa4 && p1 === 0x02) current = command.readUInt16BE(5)
      if (ins === 0xb0 && p1 >= 0x80) current = p1 & 0x1f
      if (ins === 0x20 && p2 > 0x80) current = p2 & 0x1f
      return numbers[application]?.includes(current) ?? false
    })
  }

  it('is never touched, whatever is read', async () => {
    for (const id of ['taro', 'hanako', 'sakura', 'ume']) {
      const person = personOf(id)
      const card = createPracticeCard(world, person)
      const { reading, trace, cards } = desk(card, knows(person))
      await cards.look(reader)
      const read = [
        ...(person.pins.input === undefined ? [] : [await readCardAttributes(reading, 'pin')]),
        await readCardAttributes(reading, 'checkNumberB'),
        await readCardFace(reading),
        ...(card.triesLeft('checkNumberB') && person.licence?.heldAs === 'myNumberCard'
          ? [await readLicence(reading, false)]
          : []),
      ]
      expect(trace.length).toBeGreaterThan(40)
      expect(touched(trace)).toEqual([])
      expect(trace.join()).not.toContain(Buffer.from(person.card.individualNumber).toString('hex').toUpperCase())
      expect(JSON.stringify(read)).not.toContain(person.card.individualNumber)
      expect(card.triesLeft('checkNumberA')).toBe(10)
      expect(card.triesLeft('faceCheckNumberA')).toBe(10)
    }
  })

  it('would be noticed', () => {
    expect(touched(['00A4040C0AD3921000310001010408', '00B0810011'])).toHaveLength(1)
    expect(touched(['00A4040C0AD3921000310001010408', '00A4020C020001', '00B0000011'])).toHaveLength(2)
    expect(touched(['00A4040C0AD3921000310001010402', '002000930C313233343536373839303138'])).toHaveLength(1)
    expect(touched(['00A4040C0AD3921000310001010402', '00B0820000'])).toEqual([])
  })
})

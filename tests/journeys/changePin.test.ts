// Changing each PIN of the practice card, and what is told when it goes wrong.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CardPin, Fault } from '../../practice/card/practiceCard.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { deskReader, openPinDesk, type PinDesk } from '../support/pinDesk.ts'
import { failureOf, openStage } from '../support/stage.ts'

let world: World
let desk: PinDesk
beforeAll(async () => {
  world = await sharedWorld(() => new Date())
})
afterEach(() => desk.close())

const pinsOf = (id = 'taro') => world.person(id)?.pins ?? {}
const fresh = { authentication: '8317', signature: 'K7MOMIJI4', input: '5072', resident: '4093' } as const
const names = ['authentication', 'signature', 'input', 'resident'] as const

/** VERIFY with data, and commands that change a PIN, in the order in which they reached the card. */
function trace(card = desk.card): string[] {
  const seen: string[] = []
  card.onExchange = (command) => {
    const ins = command[1] ?? 0
    if (ins === 0x20 && command.length > 4) seen.push('verify')
    if (ins === 0x24 || ins === 0x32) seen.push('change')
  }
  return seen
}

/** Strikes at the first command of that kind from now on: the `nth` one. */
async function strikeAt(ins: readonly number[], fault: Fault, nth = 1): Promise<void> {
  const { card } = desk
  await desk.watch.look(deskReader)
  let left = nth
  const transmit = card.transmit
  Object.assign(card, {
    transmit: (command: Uint8Array) => {
      if (ins.includes(command[1] ?? 0) && command.length > 4 && --left === 0) card.failAt(1, fault)
      return transmit(command)
    },
  })
}
const verify = [0x20]
const change = [0x24, 0x32]
const pulled = (moment: 'beforeCommand' | 'beforeAnswer'): Fault => ({ kind: 'removal', moment })

describe('changing a PIN', () => {
  it.each(names)('%s: the new one counts from then on, the old one no more', async (pin) => {
    desk = openPinDesk(world, 'taro')
    const old = pinsOf()[pin] ?? ''
    const seen = trace()
    desk.typed.push(old, fresh[pin])
    await desk.change(pin)
    expect(desk.asked.map(({ kind }) => kind)).toEqual(['pin', 'newPin'])
    expect(desk.asked[0]).toMatchObject({ pin, purpose: 'changePin', triesLeft: pin === 'signature' ? 5 : 3 })
    const places = pin === 'resident' ? 2 : 1
    expect(seen).toEqual(Array.from({ length: places }, () => ['verify', 'change']).flat())
    desk.typed.push(old, 'A1B2C3D9'.slice(0, pin === 'signature' ? 8 : 0) || '9164')
    expect(await failureOf(desk.change(pin))).toEqual({ code: 'card.pinWrong', triesLeft: pin === 'signature' ? 4 : 2 })
    desk.typed.push(fresh[pin], pin === 'signature' ? 'SORA8UMI3' : '9164')
    await desk.change(pin)
    expect(desk.card.triesLeft(pin)).toBe(pin === 'signature' ? 5 : 3)
  })

  it('leaves nothing verified, and wipes what was typed', async () => {
    desk = openPinDesk(world, 'taro')
    desk.typed.push(pinsOf().authentication ?? '', fresh.authentication)
    await desk.change('authentication')
    const [, question] = desk.asked
    expect(question?.kind === 'newPin' && [...question.old]).toEqual([0, 0, 0, 0])
    const sign = await desk.readers.withCard(deskReader, async (transmit) => {
      await transmit(Uint8Array.from(Buffer.from('00a4040c0ad392f000260100000001', 'hex')))
      return transmit(Uint8Array.from(Buffer.from('802a009704deadbeef00', 'hex')))
    })
    expect(Buffer.from(sign).toString('hex')).toBe('6982')
  })

  it('takes the letters of the signing PIN as capitals', async () => {
    desk = openPinDesk(world, 'taro')
    desk.typed.push('renshu01', 'k7momiji4')
    await desk.change('signature')
    desk.typed.push('K7MOMIJI4', 'sora8umi3')
    await desk.change('signature')
  })

  it('refuses in the window what has the wrong form, is the old one, or would be guessed; nothing is sent', async () => {
    desk = openPinDesk(world, 'taro')
    await desk.watch.look(deskReader)
    const seen = trace()
    const old = pinsOf().authentication ?? ''
    desk.typed.push(old, '12', old, '1234', '7777', '0217', '1980')
    expect(await failureOf(desk.change('authentication', { birthdays: async () => ['19800217'] }))).toEqual({
      code: 'app.cancelled',
    })
    expect(desk.refused).toEqual(['form', 'same', 'run', 'repeated', 'birthday', 'birthday'])
    expect(seen).toEqual([])
  })

  it.each(['signature', 'input'] as const)(
    'a birthday that only the card tells is refused after the old %s PIN opened it',
    async (pin) => {
      desk = openPinDesk(world, 'taro')
      const born = (world.person('taro')?.birthDate ?? '').replaceAll('-', '')
      const seen = trace()
      desk.typed.push(pinsOf()[pin] ?? '', pin === 'input' ? born.slice(4) : `KX${born.slice(2)}Q`)
      expect(await failureOf(desk.change(pin))).toEqual({ code: 'card.newPinWeak', weakness: 'birthday' })
      expect(seen).toEqual(['verify'])
      desk.typed.push(pinsOf()[pin] ?? '', fresh[pin])
      await desk.change(pin)
    },
  )

  it('a birthday that lies in the drawer is refused where it is typed', async () => {
    const stage = await openStage()
    await stage.logIn()
    await stage.receive('health-insurance')
    const born = (world.person('taro')?.birthDate ?? '').replaceAll('-', '')
    desk = openPinDesk(world, 'taro')
    desk.typed.push(pinsOf().authentication ?? '', born.slice(4))
    expect(await failureOf(desk.change('authentication', { birthdays: () => stage.drawer.birthdays() }))).toEqual({
      code: 'app.cancelled',
    })
    expect(desk.refused).toEqual(['birthday'])
    await stage.close()
  })

  it.each(['android', 'iphone'] as const)('leaves the PINs of a phone alone: %s', async (token) => {
    desk = openPinDesk(world, 'taro', { token })
    expect(await failureOf(desk.change('authentication'))).toEqual({ code: 'card.pinOnPhone' })
    expect(desk.asked).toEqual([])
  })

  it('asks nothing of a locked PIN', async () => {
    desk = openPinDesk(world, 'taro', { triesLeft: { input: 0 } })
    expect(await failureOf(desk.change('input'))).toEqual({ code: 'card.pinLocked' })
    expect(desk.asked).toEqual([])
  })

  it('sends nothing when another program spent a try meanwhile', async () => {
    desk = openPinDesk(world, 'taro')
    const seen = trace()
    const asker = { ...desk.asker }
    Object.assign(desk.asker, {
      askSecret: async (...question: Parameters<typeof asker.askSecret>) => {
        desk.card.setTriesLeft('authentication', 2)
        return asker.askSecret(...question)
      },
    })
    desk.typed.push(pinsOf().authentication ?? '', fresh.authentication)
    expect(await failureOf(desk.change('authentication'))).toEqual({ code: 'card.triesChanged', triesLeft: 2 })
    expect(seen).toEqual([])
  })

  it('says so when the card does not take the new one', async () => {
    desk = openPinDesk(world, 'taro')
    await strikeAt(change, { kind: 'answer', bytes: Uint8Array.of(0x6a, 0x80) })
    desk.typed.push(pinsOf().input ?? '', fresh.input)
    expect(await failureOf(desk.change('input'))).toEqual({ code: 'card.pinNotChanged' })
    desk.typed.push(pinsOf().input ?? '', fresh.input)
    await desk.change('input')
  })
})

describe('an interruption', () => {
  it.each([
    ['pulled before', pulled('beforeCommand')],
    ['pulled after', pulled('beforeAnswer')],
    ['garbled', { kind: 'garbled' }],
    ['cut', { kind: 'truncated', length: 1 }],
    ['odd word', { kind: 'answer', bytes: Uint8Array.of(0x65, 0x81) }],
  ] as [string, Fault][])('around the change is told as unknown, with all tries there: %s', async (_, fault) => {
    desk = openPinDesk(world, 'taro')
    await strikeAt(change, fault)
    const seen = trace()
    desk.typed.push(pinsOf().input ?? '', fresh.input)
    expect(await failureOf(desk.change('input'))).toEqual({ code: 'card.changeUnknown', pin: 'input' })
    expect(seen.filter((what) => what === 'verify').length).toBe(1)
    expect(desk.card.triesLeft('input')).toBe(3)
  })

  it('around the VERIFY: the try is told as spent when the card comes back with fewer', async () => {
    desk = openPinDesk(world, 'taro')
    await strikeAt(verify, pulled('beforeAnswer'))
    desk.typed.push('0000', fresh.input)
    const ended = failureOf(desk.change('input'))
    const stop = desk.watch.onChange(({ readers: [slot] }) => {
      if (slot?.card === null) desk.readers.insert(deskReader, desk.card)
    })
    expect(await ended).toEqual({ code: 'card.interrupted', before: 3, triesLeft: 2 })
    stop()
  })

  it('around the VERIFY: the try is told as not spent when the card never got it', async () => {
    desk = openPinDesk(world, 'taro')
    await strikeAt(verify, pulled('beforeCommand'))
    desk.typed.push('0000', fresh.input)
    const ended = failureOf(desk.change('input'))
    const stop = desk.watch.onChange(({ readers: [slot] }) => {
      if (slot?.card === null) desk.readers.insert(deskReader, desk.card)
    })
    expect(await ended).toEqual({ code: 'card.interrupted', before: 3, triesLeft: 3 })
    stop()
  })

  it('around the VERIFY: nobody knows when the card stays away, and another card’s count is not taken for it', async () => {
    desk = openPinDesk(world, 'taro')
    const other = openPinDesk(world, 'hanako', { triesLeft: { input: 1 } })
    await strikeAt(verify, pulled('beforeAnswer'))
    desk.typed.push('0000', fresh.input)
    const ended = failureOf(desk.change('input'))
    const stop = desk.watch.onChange(({ readers: [slot] }) => {
      if (slot?.card === null) desk.readers.insert(deskReader, other.card)
    })
    expect(await ended).toEqual({ code: 'card.interrupted', before: 3, triesLeft: null })
    stop()
    await other.close()
  })
})

describe('the PIN that lies in two places', () => {
  const places: readonly CardPin[] = ['residentOfRegister', 'residentOfCommon']
  const old = () => pinsOf().resident ?? ''

  it('is not touched when the fewer tries are not what was told', async () => {
    desk = openPinDesk(world, 'taro', { triesLeft: { residentOfCommon: 2 } })
    desk.typed.push(old(), fresh.resident)
    await desk.change('resident')
    expect(desk.asked[0]).toMatchObject({ triesLeft: 2 })
    expect(places.map((place) => desk.card.triesLeft(place))).toEqual([3, 3])
  })

  it('changed in the first place only is told so, and a second go finishes it', async () => {
    desk = openPinDesk(world, 'taro')
    await strikeAt(change, { kind: 'answer', bytes: Uint8Array.of(0x69, 0x85) }, 2)
    desk.typed.push(old(), fresh.resident)
    expect(await failureOf(desk.change('resident'))).toEqual({
      code: 'card.pinHalfChanged',
      second: 'old',
      wrong: null,
      triesLeft: null,
    })
    // Another new one than before would leave two values on the card.
    desk.typed.push(old(), '9164')
    expect(await failureOf(desk.change('resident'))).toMatchObject({ wrong: 'new', triesLeft: 2 })
    const seen = trace()
    desk.typed.push(old(), fresh.resident)
    await desk.change('resident')
    expect(seen).toEqual(['verify', 'verify', 'change'])
    desk.typed.push(fresh.resident, '9164')
    await desk.change('resident')
    expect(places.map((place) => desk.card.triesLeft(place))).toEqual([3, 3])
  })

  it('pulled out between its places is told so too', async () => {
    desk = openPinDesk(world, 'taro')
    await strikeAt(verify, pulled('beforeCommand'), 2)
    desk.typed.push(old(), fresh.resident)
    expect(await failureOf(desk.change('resident'))).toMatchObject({ code: 'card.pinHalfChanged', second: 'old' })
    desk.readers.insert(deskReader, desk.card)
    desk.typed.push('0000', fresh.resident)
    expect(await failureOf(desk.change('resident'))).toEqual({
      code: 'card.pinHalfChanged',
      second: 'old',
      wrong: 'old',
      triesLeft: 2,
    })
    desk.typed.push(old(), fresh.resident)
    await desk.change('resident')
  })

  it('interrupted at its second change is told as unknown there', async () => {
    desk = openPinDesk(world, 'taro')
    await strikeAt(change, pulled('beforeAnswer'), 2)
    desk.typed.push(old(), fresh.resident)
    expect(await failureOf(desk.change('resident'))).toMatchObject({ code: 'card.pinHalfChanged', second: 'unknown' })
  })

  it.each(['beforeCommand', 'beforeAnswer'] as const)(
    'pulled out at its first place is told by that place’s own count: %s',
    async (moment) => {
      desk = openPinDesk(world, 'taro', { triesLeft: { residentOfCommon: 2 } })
      await strikeAt(verify, pulled(moment))
      desk.typed.push('0000', fresh.resident)
      const ended = failureOf(desk.change('resident'))
      const stop = desk.watch.onChange(({ readers: [slot] }) => {
        if (slot?.card === null) desk.readers.insert(deskReader, desk.card)
      })
      expect(await ended).toEqual({
        code: 'card.interrupted',
        before: 3,
        triesLeft: moment === 'beforeCommand' ? 3 : 2,
      })
      stop()
    },
  )

  it('wrong in the first place spends no try of the second', async () => {
    desk = openPinDesk(world, 'taro')
    desk.typed.push('0000', fresh.resident)
    expect(await failureOf(desk.change('resident'))).toEqual({ code: 'card.pinWrong', triesLeft: 2 })
    expect(places.map((place) => desk.card.triesLeft(place))).toEqual([2, 3])
  })
})

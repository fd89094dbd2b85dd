// Reading the attributes and the face of practice cards: through the card watch and the questions, down to every command.
import { describe, expect, it } from 'vitest'
import { readCardAttributes, readCardFace } from '../../main/journeys/readCardData.ts'
import { createPracticeCard } from '../../practice/card/practiceCard.ts'
import { cardDataStage, knows, reader, statesOf } from '../support/readingDesk.ts'
import { failureOf } from '../support/stage.ts'

const stage = cardDataStage()
const { desk, personOf } = stage

describe('the four attributes', () => {
  it.each(['pin', 'checkNumberB'] as const)('are read by %s, with one question and one VERIFY', async (by) => {
    const person = personOf('hanako')
    const { reading, asked, trace, steps } = desk(createPracticeCard(stage.world, person), knows(person))
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
    const { reading, trace, cards } = desk(createPracticeCard(stage.world, person), knows(person))
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
    const { reading } = desk(createPracticeCard(stage.world, person), knows(person), [])
    expect(statesOf(await readCardAttributes(reading, 'pin'))).toMatchObject({
      signature: 'held',
      signer: 'notChecked',
    })
  })

  it('ask nothing on a phone, on a card without PINs, or when the number is locked', async () => {
    const phone = desk(createPracticeCard(stage.world, personOf('taro'), { token: 'android' }), () => '1234')
    expect(await failureOf(readCardAttributes(phone.reading, 'pin'))).toEqual({ code: 'card.withoutPins' })
    expect(await failureOf(readCardAttributes(phone.reading, 'checkNumberB'))).toEqual({ code: 'card.noData' })
    expect(await failureOf(readCardFace(phone.reading))).toEqual({ code: 'card.noData' })
    const locked = createPracticeCard(stage.world, personOf('taro'), {
      triesLeft: { checkNumberB: 0, faceCheckNumberB: 0 },
    })
    const number = desk(locked, knows(personOf('taro')))
    expect(await failureOf(readCardAttributes(number.reading, 'checkNumberB'))).toEqual({ code: 'card.numberLocked' })
    expect(await failureOf(readCardFace(number.reading))).toEqual({ code: 'card.numberLocked' })
    expect([...phone.asked, ...number.asked]).toEqual([])
  })

  it('tell a wrong number with the card’s count, and send none that cannot be one', async () => {
    const card = createPracticeCard(stage.world, personOf('taro'))
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
    const taro = createPracticeCard(stage.world, personOf('taro'))
    const hanako = createPracticeCard(stage.world, personOf('hanako'))
    const swapped = desk(taro, (question) => {
      swapped.readers.insert(reader, hanako)
      return knows(personOf('taro'))(question)
    })
    expect(await failureOf(readCardAttributes(swapped.reading, 'checkNumberB'))).toEqual({ code: 'card.swapped' })
    expect([taro.triesLeft('checkNumberB'), hanako.triesLeft('checkNumberB')]).toEqual([10, 10])
  })

  it('stop between two commands when the person cancels, with no PIN left verified', async () => {
    const card = createPracticeCard(stage.world, personOf('taro'))
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
    const { reading, asked, steps } = desk(createPracticeCard(stage.world, person), knows(person))
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

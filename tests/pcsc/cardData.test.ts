// What cards hold, read over a real PC/SC service: both cards of one person in two readers.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pcscReaders } from '../../main/adapters/pcscReaders.ts'
import { readCardAttributes, readCardFace, readLicence } from '../../main/journeys/readCardData.ts'
import type { CardReaders, SecretQuestion } from '../../main/ports.ts'
import { type ReadingStage, readingStage } from '../support/cardReading.ts'
import { type Hand, startHand } from './hand.ts'

const [ownCard, licenceCard] = ['Virtual PCD 00 00', 'Virtual PCD 00 01']

let hand: Hand
let readers: CardReaders
let stage: ReadingStage

beforeAll(async () => {
  hand = startHand()
  const { pins, checkNumberB } = await hand.ask({ do: 'insert', person: 'hanako' })
  await hand.ask({ do: 'insert', person: 'hanako', kind: 'licence', reader: 1 })
  readers = pcscReaders()
  const answers = pins as Record<string, string>
  stage = readingStage(readers, (question: SecretQuestion) =>
    question.kind === 'pin' ? (answers[question.pin] ?? '') : String(checkNumberB),
  )
  for (const reader of [ownCard, licenceCard]) await stage.looked(reader)
})
afterAll(async () => {
  await stage.close()
  await readers.close()
  await hand.ask({ do: 'remove' })
  await hand.ask({ do: 'remove', reader: 1 })
  await hand.end()
})

it('reads attributes, face and licence, and says which checks held', async () => {
  const attributes = await readCardAttributes(stage.reading(ownCard), 'pin')
  expect(attributes).toMatchObject({ name: '練習　花子', sex: 'female' })
  const byNumber = await readCardAttributes(stage.reading(ownCard), 'checkNumberB')
  expect(byNumber).toEqual(attributes)
  const face = await readCardFace(stage.reading(ownCard))
  expect(face.photo).toMatch(/^data:image\/png;base64,/)
  expect(face.checks).toContainEqual({ check: 'signature', state: 'held' })
  const licence = await readLicence(stage.reading(licenceCard), true)
  expect(licence.photo).toMatch(/^data:image\/png;base64,/)
  expect(licence.domicile).not.toBeNull()
  // Nobody certified the practice issuer here: whose key it is stays open, and is said to.
  expect(attributes.checks).toContainEqual({ check: 'signer', state: 'notChecked' })
})

it('leaves nothing verified behind: the next program is asked for the PIN again', async () => {
  await readCardAttributes(stage.reading(ownCard), 'pin')
  await readers.withCard(ownCard, async (transmit) => {
    await transmit(Uint8Array.from(Buffer.from('00A4040C0AD3921000310001010408', 'hex')))
    expect(Buffer.from(await transmit(Uint8Array.of(0, 0xb0, 0x82, 0, 0))).toString('hex')).toBe('6982')
  })
})

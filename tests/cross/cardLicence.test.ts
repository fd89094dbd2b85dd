// Reading the driver's licence of practice cards, of either form.
import { describe, expect, it } from 'vitest'
import { readLicence } from '../../main/journeys/readCardData.ts'
import { createLicenceCard } from '../../practice/card/licenceCard.ts'
import { createPracticeCard } from '../../practice/card/practiceCard.ts'
import { cardDataStage, knows, reader, statesOf } from '../support/readingDesk.ts'
import { failureOf } from '../support/stage.ts'

const stage = cardDataStage()
const { desk, personOf } = stage

describe('a driver’s licence', () => {
  it('on a card of its own is read with external characters and changes, domicile and photo by the second PIN', async () => {
    const person = personOf('hanako')
    const { reading, asked } = desk(createLicenceCard(stage.world, person), knows(person))
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
    const { reading, asked } = desk(createLicenceCard(stage.world, person, { withoutPins: true }), () => 'never')
    const read = await readLicence(reading, true)
    expect(read.domicile).not.toBeNull()
    expect(asked).toEqual([])
  })

  it('on the My Number Card shows what is public of it, and says that the rest is unread', async () => {
    const person = personOf('taro')
    const { reading, asked } = desk(createPracticeCard(stage.world, person), knows(person))
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
    const locked = desk(createLicenceCard(stage.world, person, { triesLeft: { licence1: 0 } }), knows(person))
    expect(await failureOf(readLicence(locked.reading, false))).toEqual({ code: 'card.licencePinLocked' })
    expect(locked.asked).toEqual([])
    const card = createLicenceCard(stage.world, person, { triesLeft: { licence2: 1 } })
    const wrong = desk(card, (question) =>
      question.kind === 'pin' && question.pin === 'licence2' ? '0000' : knows(person)(question),
    )
    expect(await failureOf(readLicence(wrong.reading, true))).toEqual({ code: 'card.licencePinLocked' })
    expect([card.triesLeft('licence1'), card.triesLeft('licence2')]).toEqual([3, 0])
  })

  it('whose second VERIFY was cut off is not called wrong: nobody can tell that it is the same licence that comes back', async () => {
    const person = personOf('hanako')
    const card = createLicenceCard(stage.world, person, { triesLeft: { licence1: 2 } })
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
    const { reading, asked } = desk(createPracticeCard(stage.world, personOf('ume')), () => '1234')
    expect(await failureOf(readLicence(reading, false))).toEqual({ code: 'card.noData' })
    expect(asked).toEqual([])
  })
})

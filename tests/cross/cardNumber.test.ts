import { describe, expect, it } from 'vitest'
import { readCardAttributes, readCardFace, readLicence } from '../../main/journeys/readCardData.ts'
import { createPracticeCard } from '../../practice/card/practiceCard.ts'
import { cardDataStage, knows, reader } from '../support/readingDesk.ts'

const stage = cardDataStage()
const { desk, personOf } = stage

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
      const card = createPracticeCard(stage.world, person)
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

// What a look tells of every kind of card.
import { describe, expect, it } from 'vitest'
import { lookAtCard } from '../../main/card/look.ts'
import { createLicenceCard } from '../../practice/card/licenceCard.ts'
import { createPracticeCard, type PracticeCard } from '../../practice/card/practiceCard.ts'
import { cardDataStage } from '../support/readingDesk.ts'

const stage = cardDataStage()
const { personOf } = stage

describe('a look', () => {
  const look = (card: PracticeCard) => lookAtCard((command) => card.transmit(command), { now: () => new Date() })

  it('tells every kind of card by its applications, and what each PIN has left', async () => {
    const own = await look(createPracticeCard(stage.world, personOf('taro'), { triesLeft: { residentOfRegister: 1 } }))
    expect(own.applications).toEqual(['jpki', 'input', 'face', 'common', 'resident', 'licenceOnCard'])
    expect(own.card).toMatchObject({
      kind: 'myNumber',
      medium: 'myNumberCard',
      triesLeft: { authentication: 3, signature: 5, input: 3, resident: 1 },
      licence: { pinSet: true, triesLeft: 10 },
    })
    const phone = await look(createPracticeCard(stage.world, personOf('taro'), { token: 'iphone' }))
    expect(phone.applications).toEqual(['jpki'])
    expect(phone.card).toMatchObject({ medium: 'iphone', licence: null, triesLeft: { input: null, resident: null } })
    const licence = await look(createLicenceCard(stage.world, personOf('hanako'), { triesLeft: { licence2: 2 } }))
    expect(licence.applications).toEqual(['licence'])
    expect(licence.card).toEqual({
      kind: 'licence',
      pinSet: true,
      triesLeft: { licence1: 3, licence2: 2 },
      issuedOn: personOf('hanako').licence?.issuedOn,
      expiresOn: personOf('hanako').licence?.expiresOn,
    })
    const foreign = await look(createPracticeCard(stage.world, personOf('taro'), { foreign: true }))
    expect(foreign).toMatchObject({ card: { kind: 'unknown' }, applications: [] })
  })

  it('tells the card before the My Number Card by its label, and a residence card from a broken one', async () => {
    const card = createPracticeCard(stage.world, personOf('taro'))
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
    const card = createPracticeCard(stage.world, personOf('taro'))
    card.onExchange = (command) => void sent.push(Uint8Array.from(command))
    const memory = { access: { shortIds: true }, recall: () => undefined, keep: () => undefined }
    await lookAtCard((command) => card.transmit(command), { now: () => new Date(), memory })
    expect(sent.length).toBeLessThanOrEqual(25)
    expect(sent.filter((command) => command[1] === 0x20 && command.length > 4)).toEqual([])
  })

  it('of a card that answers oddly to what need not be asked is whole all the same', async () => {
    const card = createPracticeCard(stage.world, personOf('taro'))
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

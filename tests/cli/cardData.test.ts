// tefuda card …: what the card holds, by descriptor or at a terminal, as text and as one JSON object.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkNumberB } from '../../practice/card/checkNumbers.ts'
import { createLicenceCard } from '../../practice/card/licenceCard.ts'
import { type AtHome, atHome, reader } from './atHome.ts'

let home: AtHome
let folder: string
beforeAll(async () => {
  home = await atHome()
  folder = await mkdtemp(join(tmpdir(), 'tefuda-card-out-'))
})
afterAll(async () => {
  await home.close()
  await rm(folder, { recursive: true })
})

function personOf(id: string) {
  const person = home.world.person(id)
  if (person === undefined) throw new Error(`nobody is called ${id}`)
  return person
}

describe('tefuda card', () => {
  it('tells the resident PIN, the medium and the licence of the card', async () => {
    home.insert('taro', { triesLeft: { residentOfCommon: 2 } })
    const { status, json } = await home.run('card --json')
    expect(status).toBe(0)
    expect(json).toMatchObject({
      ok: true,
      readers: [
        {
          medium: 'myNumberCard',
          applications: ['jpki', 'input', 'face', 'common', 'resident', 'licenceOnCard'],
          card: { triesLeft: { resident: 2 }, licence: { pinSet: true, triesLeft: 10 } },
        },
        { card: null },
      ],
    })
    const { out } = await home.run('card')
    expect(out).toContain('My Number Card (JPKIAPICCTOKEN2)')
    expect(out).toContain('resident register (住民基本台帳用) 2')
    home.readers.insert(reader, createLicenceCard(home.world, personOf('hanako')))
    const licence = await home.run('card')
    expect(licence.status).toBe(0)
    expect(licence.out).toContain('licence PIN 1 3, licence PIN 2 3')
    expect(licence.out).toContain(personOf('hanako').licence?.expiresOn)
  })
})

describe('tefuda card attributes', () => {
  it('reads by PIN and by the printed number, from descriptors, with its checks', async () => {
    const person = personOf('taro')
    home.insert('taro')
    const byPin = await home.run('card attributes --pin-fd 3 --json', { lines: { 3: person.pins.input ?? '' } })
    expect(byPin.status).toBe(0)
    expect(byPin.json).toMatchObject({
      ok: true,
      attributes: { name: person.name.kanji, address: person.address, birthDate: person.birthDate, sex: 'male' },
    })
    const lines = { 4: checkNumberB(person) }
    const byNumber = await home.run('card attributes --by number --number-fd 4', { lines })
    expect(byNumber.status).toBe(0)
    expect(byNumber.out).toContain(`Address: ${person.address}`)
    expect(byNumber.out).toContain('+ The signature holds')
  })

  it('tells a wrong PIN with the card’s count, and a number that cannot be one without sending it', async () => {
    const card = home.insert('taro')
    const wrong = await home.run('card attributes --pin-fd 3 --json', { lines: { 3: '0000' } })
    expect(wrong).toMatchObject({ status: 1, json: { failure: { code: 'card.pinWrong', triesLeft: 2 } } })
    const shapeless = await home.run('card attributes --by number --number-fd 4 --json', { lines: { 4: '1' } })
    expect(shapeless).toMatchObject({ status: 2, json: { failure: { code: 'card.pinForm' } } })
    expect(card.triesLeft('checkNumberB')).toBe(10)
    const nobody = await home.run('card attributes --json')
    expect(nobody).toMatchObject({ status: 2, json: { failure: { code: 'usage' } } })
  })
})

describe('tefuda card face', () => {
  it('writes the photo as PNG for its owner alone, and overwrites nothing', async () => {
    const person = personOf('hanako')
    home.insert('hanako')
    const file = join(folder, 'photo.png')
    const lines = { 4: checkNumberB(person) }
    const first = await home.run(`card face --number-fd 4 --out ${file} --json`, { lines })
    expect(first).toMatchObject({ status: 0, json: { savedAs: file, face: { birthDate: person.birthDate } } })
    expect((await readFile(file)).subarray(1, 4).toString()).toBe('PNG')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const again = await home.run(`card face --number-fd 4 --out ${file} --json`, { lines })
    expect(again).toMatchObject({ status: 3, json: { failure: { code: 'file.exists' } } })
    const text = await home.run('card face --number-fd 4', { lines })
    expect(text.out).toContain(`Valid until: ${person.card.expiresOn}`)
    expect(text.out).not.toContain('data:image')
  })
})

describe('tefuda card licence', () => {
  it('reads with one PIN, and with both from two descriptors', async () => {
    const person = personOf('hanako')
    const card = createLicenceCard(home.world, person)
    home.readers.insert(reader, card)
    const lines = { 3: person.pins.licence1 ?? '', 4: person.pins.licence2 ?? '' }
    const one = await home.run('card licence --pin-fd 3', { lines })
    expect(one.status).toBe(0)
    expect(one.out).toContain(`Licence number: ${person.licence?.number}`)
    expect(one.out).toContain('[character as a picture]')
    expect(one.out).toContain('? The signature of the licence was not checked')
    expect(one.out).not.toContain('Registered domicile')
    const both = await home.run('card licence --second --pin-fd 3 --second-pin-fd 4 --json', { lines })
    expect(both.json).toMatchObject({
      ok: true,
      licence: { domicile: [person.licence?.domicile], photo: expect.stringMatching(/^data:image\/png/) },
    })
    expect([card.triesLeft('licence1'), card.triesLeft('licence2')]).toEqual([3, 3])
  })

  it('never sends the first PIN as the second', async () => {
    const person = personOf('hanako')
    const card = createLicenceCard(home.world, person)
    home.readers.insert(reader, card)
    const lines = { 3: person.pins.licence1 ?? '' }
    const { status } = await home.run('card licence --second --pin-fd 3 --json', { lines })
    expect(status).toBe(2)
    expect([card.triesLeft('licence1'), card.triesLeft('licence2')]).toEqual([3, 3])
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, temporaryFolder } from '../../tests/support/drawers.ts'
import { memoryKeychain } from '../../tests/support/memoryKeychain.ts'
import { plainList, writeList } from '../../tests/support/peopleList.ts'
import { datesOf, type OwnDate } from '../calendar/ownDates.ts'
import type { CredentialEnding } from '../drawer/contract/credentials.ts'
import {
  allowOverview,
  changePeople,
  colourPerson,
  keepOverview,
  movePerson,
  picturePerson,
  remindPerson,
  renamePerson,
  type Telling,
} from './changePeople.ts'
import { addPerson, newDrawerId, readHousehold } from './household.ts'
import { peopleFile } from './householdSecret.ts'
import { seenByAll } from './overview.ts'

let folder: ReturnType<typeof temporaryFolder>
let place: { home: string; keychain: ReturnType<typeof memoryKeychain> }
beforeEach(() => {
  folder = temporaryFolder()
  place = { home: join(folder.path, 'practice'), keychain: memoryKeychain() }
})
afterEach(() => folder.remove())

const settled = async (...names: string[]): Promise<string[]> => {
  const ids = []
  for (const name of names) {
    const { id } = await addPerson(place.home, place.keychain, { name, colour: 'blue', drawerId: newDrawerId() })
    ids.push(id)
  }
  return ids
}
const people = async () => (await readHousehold(place.home, place.keychain)).people
const names = async () => (await people()).map(({ name }) => name)

const card = (name: string, validUntil: string, kind: CredentialEnding['kind'] = 'licence'): CredentialEnding => ({
  kind,
  name: { ja: name, en: `${name} (en)` },
  validUntil,
})

const told = <D extends object>(day: D) => ({ ...day, toldOn: '2026-11-01' })
const nothingElse = { kept: [], portalMandates: [], applications: [], bills: [], followUpsDone: [] }
const datesOfEndings = (endings: readonly CredentialEnding[]) => datesOf({ ...nothingElse, endings })
const telling = (dates: readonly OwnDate[]): Telling => ({
  dates: async () => dates,
  applications: async () => expect.unreachable(),
})

describe('a person', () => {
  test('gets another name in one spelling, and nobody’s that is there', async () => {
    const [one = '', two = ''] = await settled('架空 一郎', '架空 二葉')
    expect(await renamePerson(place, one, ' 架空　イチロウ ')).toBe('架空 イチロウ')
    expect(await renamePerson(place, one, '架空 イチロウ')).toBe('架空 イチロウ')
    expect(await codeOf(renamePerson(place, two, '架空　イチロウ'))).toBe('person.nameTaken')
    expect(await codeOf(renamePerson(place, 'nobody', '架空 三'))).toBe('person.notFound')
    expect(await names()).toEqual(['架空 イチロウ', '架空 二葉'])
  })

  test('gets another colour and a picture, and can be without one again', async () => {
    const [one = '', two = ''] = await settled('架空 一郎', '架空 二葉')
    await colourPerson(place, one, 'magenta')
    await picturePerson(place, one, { drawing: 'cat' })
    await picturePerson(place, two, { photo: 'data:image/jpeg;base64,/9j/4A==' })
    expect(await people()).toMatchObject([
      { colour: 'magenta', picture: { drawing: 'cat' } },
      { colour: 'blue', picture: { photo: 'data:image/jpeg;base64,/9j/4A==' } },
    ])
    await picturePerson(place, one, null)
    expect((await people())[0]).not.toHaveProperty('picture')
    await expect(picturePerson(place, one, { photo: 'https://example.jp/photo.jpg' })).rejects.toThrow()
    await expect(picturePerson(place, one, { photo: '/home/ichiro/photo.jpg' })).rejects.toThrow()
    expect((await people())[0]).not.toHaveProperty('picture')
  })

  test('stands where they are put', async () => {
    const [one = '', , three = ''] = await settled('一', '二', '三')
    await movePerson(place, three, 0)
    expect(await names()).toEqual(['三', '一', '二'])
    await movePerson(place, three, 99)
    expect(await names()).toEqual(['一', '二', '三'])
    await movePerson(place, one, 1)
    expect(await names()).toEqual(['二', '一', '三'])
    const before = readFileSync(peopleFile(place.home))
    await movePerson(place, one, 1)
    expect(readFileSync(peopleFile(place.home))).toEqual(before)
  })

  test('and all that are changed at once are all changed', async () => {
    const ids = await settled('一', '二', '三')
    await Promise.all([
      ...ids.map((id) => colourPerson(place, id, 'cyan')),
      ...ids.map((id, index) => renamePerson(place, id, `新 ${index}`)),
      ...ids.map((id) => picturePerson(place, id, { drawing: 'boat' })),
    ])
    for (const person of await people()) expect(person).toMatchObject({ colour: 'cyan', picture: { drawing: 'boat' } })
    expect(await names()).toEqual(['新 0', '新 1', '新 2'])
  })
})

test('a list that an earlier version wrote opens, and is added to', async () => {
  const [one = ''] = await settled('架空 一郎')
  const old = [{ id: one, name: '架空 一郎', colour: 'green', drawerId: newDrawerId() }]
  await writeList(place, old)
  expect(await people()).toMatchObject(old)
  await picturePerson(place, one, { drawing: 'tree' })
  expect(await people()).toMatchObject([{ ...old[0], picture: { drawing: 'tree' } }])
})

describe('what the family sees of a shut drawer', () => {
  const licence = card('架空 運転免許証', '2027-03-01T14:59:59Z')
  const cards = datesOfEndings([licence, card('架空 健康保険', '2026-12-31T15:00:00Z', 'insurance')])
  const fewer = datesOfEndings([licence])

  test('is nothing before its person allowed it, whatever lies in the drawer', async () => {
    const [one = ''] = await settled('架空 一郎')
    await keepOverview(place, one, telling(cards))
    expect(await people()).toMatchObject([{ name: '架空 一郎' }])
    const plain = await plainList(place)
    for (const word of ['overview', '2027', '2026', '免許', '健康保険']) expect(plain).not.toContain(word)
  })

  test('is the day alone, or with its name, and nothing else; and goes at once', async () => {
    const [one = ''] = await settled('架空 一郎')
    const bare = await plainList(place)
    await allowOverview(place, one, 'date', cards)
    expect(JSON.parse(await plainList(place))[0].overview).toEqual({ shows: 'date', next: { until: '2027-01-01' } })
    expect(await plainList(place)).not.toMatch(/健康保険|免許|一郎.*一郎/)
    await allowOverview(place, one, 'named', cards)
    expect(JSON.parse(await plainList(place))[0].overview).toEqual({
      shows: 'named',
      next: { until: '2027-01-01', name: { ja: '架空 健康保険', en: '架空 健康保険 (en)' } },
    })
    await keepOverview(place, one, telling(fewer))
    expect(JSON.parse(await plainList(place))[0].overview.next.until).toBe('2027-03-01')
    await allowOverview(place, one, 'date', cards)
    expect(await plainList(place)).not.toMatch(/健康保険|免許/)
    await allowOverview(place, one, 'nothing', cards)
    expect(await plainList(place)).toBe(bare)
  })

  test('never comes back when it is kept up to date while it is switched off', async () => {
    const [one = ''] = await settled('架空 一郎')
    await allowOverview(place, one, 'named', cards)
    await Promise.all([
      keepOverview(place, one, telling(fewer)),
      allowOverview(place, one, 'nothing', cards),
      keepOverview(place, one, telling(cards)),
    ])
    expect(await plainList(place)).not.toContain('overview')
  })

  test('is every day of the calendar, with what was told of it kept while it stays the same', async () => {
    const [one = ''] = await settled('架空 一郎')
    const own: typeof cards = [
      { key: 'k', kind: 'own', name: { ja: '旅券', en: '旅券' }, on: '2028-01-01', credential: false },
    ]
    await allowOverview(place, one, 'calendar', [...cards, ...own])
    const days = async () => JSON.parse(await plainList(place))[0].overview.days
    expect((await days()).map(({ kind, until }: Record<string, string>) => `${kind} ${until}`)).toEqual([
      'insurance 2027-01-01',
      'licence 2027-03-01',
      'own 2028-01-01',
    ])
    await remindPerson(place, one, true)
    await changePeople(place, (list) =>
      list.map((person) =>
        person.overview?.shows === 'calendar'
          ? { ...person, overview: { ...person.overview, days: person.overview.days.map(told) } }
          : person,
      ),
    )
    await keepOverview(place, one, telling(fewer))
    expect(await days()).toMatchObject([{ kind: 'licence', toldOn: '2026-11-01' }])
    await keepOverview(place, one, telling(datesOfEndings([card('架空 運転免許証', '2032-03-01T14:59:59Z')])))
    expect((await days())[0].toldOn).toBeUndefined()
    // Less is shown: what was named goes at once, and the wish to be reminded stays.
    await allowOverview(place, one, 'date', cards)
    expect(await plainList(place)).not.toMatch(/免許|健康保険|旅券/)
    expect(JSON.parse(await plainList(place))[0].overview.remind).toBe(true)
    await remindPerson(place, one, false)
    expect(await plainList(place)).not.toContain('remind')
    await allowOverview(place, one, 'nothing', cards)
    expect(await codeOf(remindPerson(place, one, true))).toBe('calendar.nothingShown')
  })
})

describe('what expires next', () => {
  const next = (shows: 'date' | 'named', ...all: CredentialEnding[]) => {
    const seen = seenByAll(shows, datesOfEndings(all))
    return seen.shows === 'calendar' ? undefined : seen.next
  }
  const until = (...all: CredentialEnding[]) => next('date', ...all)?.until
  test('is the earliest end; a renewed one hides the old one', () => {
    expect(until()).toBeUndefined()
    expect(until(card('a', '2027-05-01T00:00:00Z'), card('b', '2027-04-01T00:00:00Z'))).toBe('2027-04-01')
    expect(until(card('a', '2020-05-01T00:00:00Z'), card('a', '2030-05-01T00:00:00Z'))).toBe('2030-05-01')
    expect(until(card('a', '2020-05-01T00:00:00Z'), card('b', '2030-05-01T00:00:00Z'))).toBe('2020-05-01')
    expect(until(card('a', 'no date'))).toBeUndefined()
  })
  test('is a day in Japan, and an issuer’s long name is cut', () => {
    expect(until(card('a', '2027-03-31T15:00:00Z'))).toBe('2027-04-01')
    const long = next('named', card('長'.repeat(500), '2027-03-31T15:00:00Z'))
    expect(long).toMatchObject({ name: { ja: '長'.repeat(100) } })
  })
})

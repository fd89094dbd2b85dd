import { existsSync, readFileSync, statSync } from 'node:fs'
import { convertIcsCalendar } from 'ts-ics'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../tests/support/drawers.ts'
import { memoryKeychain } from '../../tests/support/memoryKeychain.ts'
import { allowOverview, listedPeople, remindPerson } from '../household/changePeople.ts'
import { addPerson, newDrawerId } from '../household/household.ts'
import { createCalendarNews } from './calendarNews.ts'
import { dueReminders } from './dueReminders.ts'
import type { OwnDate } from './ownDates.ts'
import { tellReminders } from './reminders.ts'
import { isSubscribed, removeSubscription, subscriptionFile, writeSubscription } from './subscription.ts'

let folder: ReturnType<typeof temporaryFolder>
let place: { home: string; keychain: ReturnType<typeof memoryKeychain> }
let today = '2026-11-26'
/** What the system was given; `takes` false: nobody listens. */
let shown: string[] = []
let takes = true
beforeEach(() => {
  folder = temporaryFolder()
  place = { home: folder.path, keychain: memoryKeychain() }
  today = '2026-11-26'
  shown = []
  takes = true
})
afterEach(() => folder.remove())

const tell = () =>
  tellReminders({
    place,
    now: () => new Date(`${today}T03:00:00Z`),
    language: async () => 'ja',
    notices: {
      can: async () => takes,
      show: async ({ title, body }) => {
        if (takes) shown.push(`${title}|${body}`)
        return takes
      },
    },
  })
const date = (name: string, on: string): OwnDate => ({
  key: name,
  kind: 'credential',
  name: { ja: name, en: name },
  on,
  credential: true,
})
async function person(
  shows: 'date' | 'named' | 'calendar',
  dates: readonly OwnDate[],
  name = '架空 太郎',
): Promise<string> {
  const { id } = await addPerson(place.home, place.keychain, { name, colour: 'blue', drawerId: newDrawerId() })
  await allowOverview(place, id, shows, dates)
  await remindPerson(place, id, true)
  return id
}

describe('a reminder', () => {
  test('comes 60, 30, 7 and 1 days before and on the day, each once, also when the PC was off on that day', async () => {
    await person('named', [date('架空 運転免許証', '2026-12-31')])
    const told: string[] = []
    for (today of [
      '2026-10-31',
      '2026-11-01',
      '2026-11-02',
      '2026-12-03',
      '2026-12-04',
      '2026-12-29',
      '2026-12-31',
      '2027-01-03',
      '2027-01-20',
    ])
      if ((await tell()).length > 0) told.push(today)
    expect(told).toEqual(['2026-11-01', '2026-12-03', '2026-12-29', '2026-12-31'])
    expect(shown[0]).toBe('手札：架空 太郎|架空 運転免許証 の期限：2026年12月31日（あと 60 日）')
    expect(shown[3]).toContain('きょう')
  })

  test('says no more than everybody may see, and comes to nobody who did not wish it', async () => {
    await person('date', [date('架空 運転免許証', '2026-12-01')])
    const other = await person('calendar', [date('架空 会員証', '2026-12-01')], '架空 花子')
    await remindPerson(place, other, false)
    await tell()
    expect(shown).toEqual(['手札：架空 太郎|期限のあるもの：2026年12月1日（あと 5 日）'])
  })

  test('that the system did not take comes again', async () => {
    await person('calendar', [date('あ', '2026-12-01'), date('い', '2026-12-02'), date('う', '2027-12-02')])
    takes = false
    expect(await tell()).toEqual([])
    takes = true
    expect(await tell()).toHaveLength(1)
    expect(shown[0]).toMatch(/あ の期限.*\nい の期限.*$/)
    expect(await tell()).toEqual([])
    expect(dueReminders(await listedPeople(place), '2026-12-01')).toMatchObject([
      { dates: [{ on: '2026-12-01' }, { on: '2026-12-02' }] },
    ])
  })

  test('makes nothing where nobody lives', async () => {
    expect(await tell()).toEqual([])
    expect(place.keychain.names()).toEqual([])
  })
})

test('the file for calendar programs holds what everybody may see, for this account alone', async () => {
  await person('date', [date('架空 運転免許証', '2026-12-31')])
  await person('calendar', [date('架空 会員証', '2027-01-31')], '架空 花子')
  const write = async () =>
    writeSubscription(await listedPeople(place), { home: place.home, language: 'ja', now: new Date() })
  expect(isSubscribed(place.home)).toBe(false)
  await write()
  const text = readFileSync(subscriptionFile(place.home), 'utf8')
  expect(text).not.toContain('運転免許証')
  const { events = [] } = convertIcsCalendar(undefined, text)
  expect(events.map(({ summary }) => summary)).toEqual(['架空 太郎：期限のあるもの', '架空 花子：架空 会員証 の期限'])
  expect(statSync(subscriptionFile(place.home)).mode & 0o077).toBe(0)
  const written = statSync(subscriptionFile(place.home)).mtimeMs
  await write()
  expect(statSync(subscriptionFile(place.home)).mtimeMs).toBe(written)
  await removeSubscription(place.home)
  expect(existsSync(subscriptionFile(place.home))).toBe(false)
})

describe('while the program runs', () => {
  /** A clock whose hours the test lets pass. */
  function handClock() {
    let waiting: (() => void) | undefined
    return {
      now: () => 0,
      after: (_ms: number, call: () => void) => {
        waiting = call
        return () => {
          waiting = undefined
        }
      },
      anHour: () => waiting?.(),
      waits: () => waiting !== undefined,
    }
  }
  const notices = {
    can: async () => true,
    show: async ({ body }: { body: string }) => {
      shown.push(body)
      return true
    },
  }

  test('it reminds when it starts and every hour, the file follows, and nothing goes on after its end', async () => {
    const id = await person('named', [date('架空 運転免許証', '2026-12-26')])
    await writeSubscription([], { home: place.home, language: 'ja', now: new Date() })
    const clock = handClock()
    let changes = 0
    const ports = { ...place, notices, now: () => new Date(`${today}T03:00:00Z`) }
    const changed = () => void changes++
    const news = createCalendarNews(ports, { language: async () => 'ja', changed, clock })
    await expect.poll(() => clock.waits()).toBe(true)
    expect(shown).toHaveLength(1)
    expect(readFileSync(subscriptionFile(place.home), 'utf8')).toContain('運転免許証')
    today = '2026-12-19'
    clock.anHour()
    await expect.poll(() => shown.length).toBe(2)
    await allowOverview(place, id, 'nothing', [])
    await news.follow()
    expect(readFileSync(subscriptionFile(place.home), 'utf8')).not.toContain('運転免許証')
    expect(changes).toBe(3)
    news.end()
    today = '2026-12-26'
    expect(clock.waits()).toBe(false)
  })

  test('on the command line it reminds only when it is told to', async () => {
    await person('named', [date('架空 運転免許証', '2026-12-26')])
    const ports = { ...place, notices, now: () => new Date(`${today}T03:00:00Z`) }
    const news = createCalendarNews(ports, { language: async () => 'ja', changed: () => undefined, clock: undefined })
    await news.follow()
    expect(shown).toEqual([])
    expect(await news.remind()).toHaveLength(1)
  })
})

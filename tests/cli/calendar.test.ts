// The calendar from the command line, over real drawers: with the card there, without it, and with every drawer shut.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertIcsCalendar } from 'ts-ics'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Calendar, calendar } from '../../preload/shapes/calendar.ts'
import { type AtHome, atHome, reader } from './atHome.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru'
let home: AtHome
const taro = '--person 太郎'
const pin = () => ({ lines: { 3: home.pinOf('taro') } })
const words = { lines: { 3: passphrase } }
const shown = async (command: string, typing = {}): Promise<Calendar> =>
  calendar.parse((await home.run(`${command} --json`, typing)).json['calendar'])
const dates = ({ entries }: Calendar) => entries.map(({ kind, name }) => `${kind} ${name?.ja ?? ''}`.trim())
const day = (days: number) => new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

beforeAll(async () => {
  home = await atHome()
  home.insert('taro')
  await home.run('person add 太郎 --pin-fd 3 --json', pin())
  await home.run('person add 花子 --passphrase-fd 3 --json', words)
})
afterAll(() => home.close())

it('knows what the card told, also when it lies there no more', async () => {
  const certificate = 'authentication 利用者証明用電子証明書'
  expect(dates(await shown(`calendar ${taro} --pin-fd 3`, pin()))).toEqual([certificate])
  expect(dates(await shown('calendar'))).toEqual([])
  await home.run(`person overview calendar ${taro} --pin-fd 3`, pin())
  home.readers.remove(reader)
  home.network = () => Promise.reject(new Error('the network was used'))
  const family = await shown('calendar')
  home.network = undefined
  expect(dates(family)).toEqual([certificate])
  expect(family.people.map(({ name, seen }) => `${name} ${seen}`)).toEqual(['太郎 calendar', '花子 nothing'])
})

it('takes a date of one’s own, and gives of a shut drawer what was allowed and no more', async () => {
  const her = '--person 花子 --passphrase-fd 3'
  const added = await shown(`calendar add 架空の旅券 --until ${day(7)} ${her}`, words)
  const own = added.entries.find(({ kind }) => kind === 'own')
  expect(own).toMatchObject({ name: { ja: '架空の旅券' }, days: 7, on: day(7) })
  expect(dates(await shown('calendar'))).not.toContain('own 架空の旅券')
  await home.run(`person overview date ${her}`, words)
  expect(JSON.stringify(await shown('calendar'))).not.toContain('架空の旅券')
  await home.run(`person overview calendar ${her}`, words)
  const { out } = await home.run('calendar --lang ja')
  expect(out).toContain(`${day(7)}  花子：架空の旅券  (あと 7 日)`)

  await home.run('calendar file on')
  const file = join(home.folder, 'practice', 'tefuda-calendar.ics')
  const summaries = () =>
    (convertIcsCalendar(undefined, readFileSync(file, 'utf8')).events ?? []).map(({ summary }) => summary)
  expect(summaries()).toContain('花子：架空の旅券')

  expect((await home.run('calendar remind --json')).json).toMatchObject({ told: [] })
  expect((await home.run(`calendar remind on ${her} --json`, words)).status).toBe(0)
  expect((await home.run('calendar remind --json')).json).toMatchObject({ told: [{ person: '花子', dates: 1 }] })
  expect((await home.run('calendar remind --json')).json).toMatchObject({ told: [] })
  expect(home.notices).toEqual([{ title: '手札：花子', body: expect.stringContaining('架空の旅券') }])

  await home.run(`calendar remove ${own?.keptId} ${her}`, words)
  expect(dates(await shown('calendar'))).not.toContain('own 架空の旅券')
  expect(summaries()).not.toContain('花子：架空の旅券')
  expect((await home.run(`calendar remove ${own?.keptId} ${her} --json`, words)).json.failure?.code).toBe(
    'calendar.notFound',
  )
  await home.run('calendar file off')
  expect(existsSync(file)).toBe(false)
})

it('saves what it lists as a file, over none that is there', async () => {
  home.insert('taro')
  const out = join(home.folder, 'mine.ics')
  expect((await home.run(`calendar export ${out} ${taro} --pin-fd 3 --json`, pin())).json).toMatchObject({
    savedAs: 'mine.ics',
  })
  expect((convertIcsCalendar(undefined, readFileSync(out, 'utf8')).events ?? []).map(({ summary }) => summary)).toEqual(
    ['太郎：マイナンバーカードの電子証明書（ログイン用）の期限'],
  )
  expect((await home.run(`calendar export ${out} --json`)).json.failure?.code).toBe('file.exists')
})

it('leaves nothing of somebody who has gone in the file', async () => {
  await home.run('calendar file on')
  const file = join(home.folder, 'practice', 'tefuda-calendar.ics')
  expect(readFileSync(file, 'utf8')).toContain('太郎')
  const gone = await home.run(`person erase 太郎 --confirm 太郎 --pin-fd 3 --json`, pin())
  expect(gone.status).toBe(0)
  expect(readFileSync(file, 'utf8')).not.toContain('太郎')
  await home.run('pc dispose --confirm erase　everything --json')
  expect(existsSync(file)).toBe(false)
})

it('says what was not understood', async () => {
  for (const command of [
    'calendar add X',
    'calendar add X --until soon',
    'calendar file',
    'calendar remind later',
    'calendar erase',
  ])
    expect([command, (await home.run(command)).status]).toEqual([command, 2])
})

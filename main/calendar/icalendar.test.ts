import fc from 'fast-check'
import { convertIcsCalendar } from 'ts-ics'
import { expect, test } from 'vitest'
import { buildCalendarFile } from './icalendar.ts'

const at = new Date('2026-11-26T00:00:00Z')
const one = { id: 'abc', summary: '架空 太郎：運転免許証 の期限', description: '誕生日の前後1か月', on: '2026-12-31' }

test('another program reads the same days, words and reminders', () => {
  const { events = [], ...file } = convertIcsCalendar(undefined, buildCalendarFile([one], { language: 'ja', at }))
  expect(file).toMatchObject({ version: '2.0', method: 'PUBLISH' })
  expect(events).toHaveLength(1)
  const [event] = events
  expect(event).toMatchObject({ uid: 'abc@tefuda', summary: one.summary, description: one.description })
  expect(event?.start).toMatchObject({ date: new Date('2026-12-31T00:00:00Z'), type: 'DATE' })
  expect(event?.stamp.date).toEqual(at)
  expect(event?.timeTransparent).toBe('TRANSPARENT')
  expect(event?.alarms?.map(({ action, trigger }) => [action, trigger])).toEqual(
    [30, 7, 1].map((days) => ['DISPLAY', expect.objectContaining({ type: 'relative', value: { before: true, days } })]),
  )
})

test('keeps to RFC 5545 3.1: lines end in CRLF and have 75 bytes at most', () => {
  const long = { ...one, summary: '長い名前'.repeat(60), description: 'Words, with; signs \\ of TEXT\nand a line' }
  const text = buildCalendarFile([long], { language: 'ja', at })
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const [event] = convertIcsCalendar(undefined, text).events ?? []
  expect(event?.summary).toBe(long.summary)
  expect(event?.description).toBe('Words, with; signs \\ of TEXT and a line')
})

test('a name of an issuer adds no line of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
      const text = buildCalendarFile([{ ...one, summary: `x${name}` }], { language: 'en', at })
      const unfolded = text.replaceAll('\r\n ', '').split('\r\n')
      expect(unfolded.filter((line) => line.startsWith('BEGIN:VEVENT'))).toHaveLength(1)
      expect(unfolded.filter((line) => line.startsWith('BEGIN:VALARM'))).toHaveLength(3)
      expect(unfolded.every((line) => line === '' || /^[A-Z-]+[:;]/.test(line))).toBe(true)
    }),
    { numRuns: 12 },
  )
})

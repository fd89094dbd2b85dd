// `tefuda calendar …`: without a drawer what everybody may see, with one all of it.
import { basename, resolve } from 'node:path'
import type { WalletApi } from '../../../preload/contract.ts'
import type { Calendar } from '../../../preload/shapes/calendar.ts'
import { calendarWords, plainDate } from '../../../preload/text/calendarWords.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import type { CalendarCommand } from '../parse/calendar.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { namesADrawer, type WalletAtHand, withDrawer, withWallet } from '../withDrawer.ts'
import { writeNew } from '../writeNew.ts'

const text = {
  ja: {
    hidden: (names: string) => `見えていない人（引き出しを開けると見られます）: ${names}`,
    none: 'いま見られる予定はありません。',
    saved: (name: string) => `${name} に保存しました。暗号化していません。`,
    file: (name: string, folder: string) =>
      `カレンダーのプログラム用のファイル: ${folder}/${name}（暗号化していません）`,
    noFile: 'カレンダーのプログラム用のファイルはありません。',
    told: (person: string, dates: number) => `お知らせを出しました: ${person}（${dates} 件）`,
    nothingDue: 'いま出すお知らせはありません。',
    reminded: (on: boolean) => (on ? 'これから、お知らせを出します。' : 'もうお知らせを出しません。'),
  },
  en: {
    hidden: (names: string) => `Not seen here (open their drawers): ${names}`,
    none: 'There are no dates that can be seen now.',
    saved: (name: string) => `Saved as ${name}. It is not encrypted.`,
    file: (name: string, folder: string) => `File for calendar programs: ${folder}/${name} (not encrypted)`,
    noFile: 'There is no file for calendar programs.',
    told: (person: string, dates: number) => `Reminded: ${person} (${dates})`,
    nothingDue: 'No reminder is due now.',
    reminded: (on: boolean) => (on ? 'You are reminded from now on.' : 'You are reminded no more.'),
  },
} as const

export function calendar(command: CalendarCommand, desk: Desk): Promise<Result> {
  const work = ({ api }: WalletAtHand): Promise<Result> => perform(command, api, desk)
  return wantsDrawer(command, desk) ? withDrawer(desk, { card: false }, work) : withWallet(desk, false, work)
}

/** A person's own dates and choices are in their drawer; the rest is everybody's. */
function wantsDrawer(command: CalendarCommand, desk: Desk): boolean {
  switch (command.name) {
    case 'calendar add':
    case 'calendar remove':
      return true
    case 'calendar remind':
      return command.on !== undefined
    case 'calendar file':
      return false
    default:
      return namesADrawer(desk)
  }
}

async function perform(command: CalendarCommand, { calendar: api }: WalletApi, { language }: Desk): Promise<Result> {
  const words = text[language]
  switch (command.name) {
    case 'calendar list':
      return told(value(await api.read()), language)
    case 'calendar add':
      return told(value(await api.add({ name: command.what, on: command.on })), language)
    case 'calendar remove':
      return told(value(await api.remove({ id: command.id })), language)
    case 'calendar export': {
      const path = resolve(command.out)
      await writeNew(path, value(await api.exported()).text)
      return { status: 0, json: { ok: true, savedAs: basename(path) }, lines: [words.saved(basename(path))] }
    }
    case 'calendar file': {
      const { file } = value(await api.follow({ on: command.on }))
      return {
        status: 0,
        json: { ok: true, file },
        lines: [file === null ? words.noFile : words.file(file.name, file.folder)],
      }
    }
    case 'calendar remind': {
      if (command.on !== undefined) {
        const { people } = value(await api.remind({ on: command.on }))
        return { status: 0, json: { ok: true, people }, lines: [words.reminded(command.on)] }
      }
      const { told: reminded } = value(await api.tellDue())
      const lines = reminded.map(({ person, dates }) => words.told(person, dates))
      return { status: 0, json: { ok: true, told: reminded }, lines: lines.length === 0 ? [words.nothingDue] : lines }
    }
  }
}

function told(shown: Calendar, language: 'ja' | 'en'): Result {
  const words = calendarWords[language]
  const names = new Map(shown.people.map(({ personId, name }) => [personId, name]))
  const lines = shown.entries.map((entry) => {
    const what = withoutRuby(words.line(plainDate(entry)[language], names.get(entry.personId) ?? ''))
    const kept = entry.kind === 'own' && entry.keptId !== undefined ? `  [${entry.keptId}]` : ''
    return `${entry.on}  ${what}  (${withoutRuby(words.away(entry.days))})${kept}`
  })
  const hidden = shown.people.flatMap(({ seen, name }) => (seen === 'open' || seen === 'calendar' ? [] : [name]))
  return {
    status: 0,
    json: { ok: true, calendar: shown },
    lines: [
      ...(lines.length === 0 ? [text[language].none] : lines),
      ...(hidden.length === 0 ? [] : [text[language].hidden(hidden.join(', '))]),
    ],
  }
}

// `tefuda procedure …`: what there is to apply for, and what one of them takes, checked against drawer and card.
import type { WalletApi } from '../../../preload/contract.ts'
import type { CardNeed, Mark, Preflight, Procedure, ProcedureList } from '../../../preload/shapes/procedures.ts'
import { plainFailureText } from '../../../preload/text/failureText.ts'
import { procedureWords } from '../../../preload/text/procedureWords.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { fail, WalletError } from '../../failure.ts'
import { dayOf } from '../../mandates/days.ts'
import { NotUnderstood } from '../notUnderstood.ts'
import type { ProcedureCommand } from '../parse/procedures.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { knownCards, withDrawer } from '../withDrawer.ts'

const text = {
  ja: {
    found: (count: number, time: string) => `${count} 件（${time} にポータルが答えた内容）`,
    never: 'まだ何もさがしていません。',
    elsewhere: 'ここでは申し込めません',
    kept: (time: string) => `ポータルにつながらないので、${time} に聞いた内容です。`,
    fee: '手数料',
    contact: '問い合わせ先',
    places: (names: string) => `--in に合う市区町村がひとつに決まりません: ${names}`,
    noPlace: (typed: string) => `"${typed}" という市区町村はありません`,
  },
  en: {
    found: (count: number, time: string) => `${count} found (as the portal answered at ${time})`,
    never: 'Nothing was searched for yet.',
    elsewhere: 'cannot be applied for here',
    kept: (time: string) => `The portal cannot be reached; this is what it told at ${time}.`,
    fee: 'Fee',
    contact: 'Whom to ask',
    places: (names: string) => `--in names more than one municipality: ${names}`,
    noPlace: (typed: string) => `there is no municipality "${typed}"`,
  },
} as const

export function procedure(command: ProcedureCommand, desk: Desk): Promise<Result> {
  const shows = command.name === 'procedure show'
  return withDrawer(desk, { card: shows }, async ({ api }): Promise<Result> => {
    switch (command.name) {
      case 'procedure search': {
        const { text: words, event, kind, place } = command
        const municipality = place === undefined ? undefined : await municipalityOf(place, api, desk)
        const asked = {
          ...(words === '' ? {} : { text: words }),
          ...(event === undefined ? {} : { lifeEvent: event }),
          ...(kind === undefined ? {} : { personKind: kind }),
          ...(municipality === undefined ? {} : { municipality }),
        }
        return listed(value(await api.procedures.search(asked)), desk)
      }
      case 'procedure last': {
        const last = value(await api.procedures.last())
        if (last !== null) return listed(last, desk)
        return { status: 0, json: { ok: true, asked: null, found: [] }, lines: [text[desk.language].never] }
      }
      case 'procedure show':
        return show(command.id, api, desk)
    }
  })
}

/** By code, or by a name that is one place's alone. @throws NotUnderstood */
async function municipalityOf(typed: string, api: WalletApi, { language }: Desk): Promise<string> {
  const found = value(await api.procedures.municipalities({ text: typed.slice(0, 40) }))
  const exact = found.filter(({ code, prefecture, name }) => [code, name, `${prefecture}${name}`].includes(typed))
  const [first, second] = exact.length > 0 ? exact : found
  if (first === undefined) throw new NotUnderstood(text[language].noPlace(typed))
  if (second === undefined) return first.code
  const names = (exact.length > 0 ? exact : found).map(({ prefecture, name }) => `${prefecture}${name}`)
  throw new NotUnderstood(text[language].places(names.join(', ')))
}

function listed(list: ProcedureList, { language }: Desk): Result {
  const words = text[language]
  return {
    status: 0,
    json: { ok: true, ...list },
    lines: [
      words.found(list.found.length, list.asOf),
      ...list.found.map(
        ({ id, title, organisation, online }) =>
          `  ${id}  ${title}  ${organisation}${online ? '' : `  – ${words.elsewhere}`}`,
      ),
    ],
  }
}

async function show(id: string, api: WalletApi, desk: Desk): Promise<Result> {
  const opened = await api.procedures.open({ id })
  const kept = opened.ok ? null : value(await api.procedures.kept({ id }))
  const shown = opened.ok ? opened.value : (kept ?? fail(opened.failure))
  // Cards that lie there are looked at first; where no reader can be asked, that is one of the findings.
  await knownCards(api, { everyOne: true }).catch((error: unknown) => {
    if (!(error instanceof WalletError)) throw error
  })
  const preflight = value(await api.procedures.preflight({ id }))
  return {
    // As things stand it could not be sent.
    status: preflight?.verdict === 'stops' ? 1 : 0,
    json: { ok: true, procedure: shown, fresh: opened.ok, preflight },
    lines: [
      ...(opened.ok ? [] : [text[desk.language].kept(shown.asOf)]),
      ...aboutLines(shown, desk),
      ...(preflight === null ? [text[desk.language].elsewhere] : preflightLines(preflight, desk)),
    ],
  }
}

function aboutLines({ title, organisation, summary, content, fee, contact }: Procedure, { language }: Desk): string[] {
  const words = text[language]
  return [`${title} – ${organisation}`, summary, content, `${words.fee}: ${fee}`, `${words.contact}: ${contact}`, '']
}

const signs: Readonly<Record<Mark, string>> = { ok: '✓', look: 'i', todo: '-', stops: '✗' }

function preflightLines(preflight: Preflight, { language }: Desk): string[] {
  const words = procedureWords[language]
  const line = (mark: Mark, told: string) => `${signs[mark]} ${withoutRuby(told)}`
  const { who, session, needs, attachments } = preflight
  return [
    withoutRuby(words.verdicts[preflight.verdict].title),
    line(who.mark, who.actor === undefined ? words.owner(who.owner) : words.acting(who.actor.name, who.owner)),
    ...(who.refused === undefined ? [] : [line('stops', plainFailureText({ code: who.refused }, language).title)]),
    ...who.standings.map(
      ({ standing, note, fits }) =>
        `    ${withoutRuby(words.standings[standing])}: ${note} (${withoutRuby(words.fits[fits])})`,
    ),
    line(
      session.mark,
      session.by !== undefined
        ? words.session.by[session.by]
        : session.enrolled
          ? words.session.enrolled
          : words.session.none,
    ),
    ...needs.flatMap((need) => needLines(need, language).map(([mark, told]) => line(mark, told))),
    ...attachments.map(({ mark, title, required, papers, more, held }) =>
      line(
        mark,
        [
          `${title} (${required ? words.required : words.ifNeeded})`,
          ...(papers.length === 0 ? [] : [words.papers(papers.join(', '), more)]),
          ...(held.length === 0 ? [] : [words.held(held.join(', '))]),
        ].join(' – '),
      ),
    ),
    withoutRuby(words.effort(preflight.minutes, preflight.taps)),
    withoutRuby(words.tapsNow(preflight.tapsNow)),
  ]
}

function needLines(
  { use, purposes, whose, card, pin, certificate }: CardNeed,
  language: 'ja' | 'en',
): [Mark, string][] {
  const words = procedureWords[language]
  const { validUntil } = certificate
  const told: [Mark, string][] = [[card.mark, `${words.purposes(purposes)} – ${words.card[card.state](whose)}`]]
  if (pin.triesLeft !== null)
    told.push([pin.mark, pin.triesLeft === 0 ? words.pin.locked : words.pin.left(pin.triesLeft)])
  if (certificate.state !== 'unknown') {
    const day = validUntil === undefined ? '' : dayOf(validUntil)
    told.push([certificate.mark, words.certificate[certificate.state](day)])
  }
  return told.map(([mark, sentence]) => [mark, `${words.uses[use]}: ${sentence}`])
}

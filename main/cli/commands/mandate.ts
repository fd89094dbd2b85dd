// `tefuda mandate …`: who may act for whom, given, ended, and handed over.
import type { WalletApi } from '../../../preload/contract.ts'
import type { HeldMandate, Mandate, MandateList } from '../../../preload/shapes/mandates.ts'
import { type Person, personColour } from '../../../preload/shapes/people.ts'
import { mandateWords } from '../../../preload/text/mandateWords.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { fail } from '../../failure.ts'
import { dayOf } from '../../mandates/days.ts'
import { agree } from '../agree.ts'
import { NotUnderstood } from '../notUnderstood.ts'
import type { MandateCommand } from '../parse/mandates.ts'
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { knownCards, named, withDrawer } from '../withDrawer.ts'
import { mandateText } from './mandateText.ts'

type Mandates = Extract<Command, MandateCommand>

export function mandate(command: Mandates, desk: Desk): Promise<Result> {
  const text = mandateText[desk.language]
  const card =
    (command.name === 'mandate appoint' && (command.agentBy ?? 'card') === 'card') ||
    (command.name === 'mandate hand-over' && command.opener === 'card')
  return withDrawer(desk, { card }, async ({ api, secrets }): Promise<Result> => {
    const done = (list: MandateList): Result => ({ status: 0, json: { ok: true, ...list }, lines: [text.done] })
    switch (command.name) {
      case 'mandate list': {
        const list = value(await api.mandates.list())
        return { status: 0, json: { ok: true, ...list }, lines: linesOf(list, desk) }
      }
      case 'mandate child': {
        const { people } = value(await api.household.read())
        const colour = command.colour ?? freeColour(people)
        const added = value(await api.mandates.addChild({ name: command.person, birthDate: command.born, colour }))
        const recoveryCode = secrets.recoveryCode()
        const lines = [`${added.id}  ${added.name}`, `${desk.sentences.labels.recoveryCode}: ${recoveryCode}`]
        return { status: 0, json: { ok: true, person: added, recoveryCode }, lines }
      }
      case 'mandate appoint':
        return done(await appoint(command, api, desk))
      case 'mandate end':
        await agree(text.endQuestion, desk)
        return done(value(await api.mandates.end({ id: command.id })))
      case 'mandate give-up':
        await agree(text.giveUpQuestion, desk)
        return done(value(await api.mandates.giveUp({ id: command.id })))
      case 'mandate hand-over': {
        const { id, opener } = command
        if (opener === 'card') await knownCards(api, { everyOne: true })
        return done(value(await api.mandates.handOver({ id, opener })))
      }
    }
  })
}

/** An adult's agent, or, where a guardian acts, another guardian of the child. */
async function appoint(
  { agent, scope, until, agentBy }: Extract<Mandates, { name: 'mandate appoint' }>,
  api: WalletApi,
  desk: Desk,
): Promise<MandateList> {
  const text = mandateText[desk.language]
  const { people, open } = value(await api.household.read())
  const person = named(people, agent) ?? fail({ code: 'person.notFound' })
  const basis = open?.actor === undefined ? 'appointed' : 'guardian'
  if (basis === 'appointed' && until === undefined) throw new NotUnderstood('"mandate appoint" wants --until DAY')
  if (!desk.common.yes) desk.outside.terminal.note(text.honest)
  await agree(text.appointQuestion, desk)
  const by = agentBy ?? (person.openers.includes('card') ? 'card' : 'passphrase')
  const cards = by === 'card' ? await knownCards(api, { everyOne: true }) : undefined
  const reader = cards?.readers.find(({ card }) => card?.kind === 'myNumber' && card.personId === person.id)?.id
  const lastDay = until ?? dayOf(new Date().toISOString())
  const wanted = { agentId: person.id, basis, scope: [...scope], until: lastDay, by } as const
  return value(
    await api.mandates.appoint({ ...wanted, scope: [...scope], ...(reader === undefined ? {} : { reader }) }),
  )
}

function linesOf({ given, held, reminders, endedNow }: MandateList, { language }: Desk): string[] {
  const text = mandateText[language]
  const some = (lines: string[]) => (lines.length === 0 ? [text.none] : lines)
  return [
    ...reminders.map((one) => `! ${text.reminder(one)}`),
    ...endedNow.map(({ agent, ended }) => `! ${agent.name}: ${endOf(ended, language)}`),
    text.given,
    ...some(given.map((one) => lineOf(one.agent.name, one, language))),
    text.held,
    ...some(held.map((one) => lineOf(one.principal.name, one, language))),
    text.portal,
  ]
}

function lineOf(name: string, one: Mandate | HeldMandate, language: 'ja' | 'en'): string {
  const text = mandateText[language]
  const words = mandateWords[language]
  const scope = one.scope.map((part) => withoutRuby(words.scopes[part])).join(language === 'ja' ? '、' : ', ')
  const when = one.ended === null ? text.until(one.until) : endOf(one.ended, language)
  return `  ${one.id}  ${name}  ${withoutRuby(words.bases[one.basis])}  ${when}${one.basis === 'guardian' ? '' : `  ${scope}`}`
}

const endOf = (ended: Mandate['ended'], language: 'ja' | 'en'): string =>
  ended === null
    ? ''
    : mandateText[language].ended(dayOf(ended.at), withoutRuby(mandateWords[language].ends[ended.why]))

function freeColour(people: readonly Person[]): Person['colour'] {
  const taken = new Set(people.map(({ colour }) => colour))
  return personColour.options.find((colour) => !taken.has(colour)) ?? 'blue'
}

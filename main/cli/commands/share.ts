import type { RequestSummary, ShareOption } from '../../../preload/shapes/sharing.ts'
import { fail } from '../../failure.ts'
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { withDrawer } from '../withDrawer.ts'
import { ledgerText } from './ledgerText.ts'
import { insteadOf } from './mandateText.ts'

type Share = Extract<Command, { name: 'share' }>

/** Sends one of the answers that the query allows; without a choice nothing is sent, and the options are shown. */
export function share(command: Share, desk: Desk): Promise<Result> {
  const { language, sentences } = desk
  return withDrawer(desk, { card: false }, async ({ api }) => {
    const summary = value(await api.share.open({ request: command.request }))
    const option = (await chosen(command, summary, desk)) ?? undefined
    if (option === undefined) return showOptions(summary, desk)
    const credentials = candidates(option, command.credentials)
    const receipt = value(await api.share.send({ id: summary.id, optionId: option.id, credentials }))
    return {
      status: 0,
      json: { ok: true, option: option.id, credentials, receipt },
      lines: [
        sentences.sentTo(receipt.verifier),
        ...(receipt.actor.basis === 'self'
          ? []
          : [`  ${insteadOf(receipt.actor.name, receipt.principal.name, language)}`]),
        ...receipt.shared.map(
          ({ credential, attributes }) =>
            `  ${credential[language]}: ${attributes.map((one) => one[language]).join(', ')}`,
        ),
        ...(receipt.ledgerHead === undefined ? [] : [`${ledgerText[language].receipt}: ${receipt.ledgerHead}`]),
        ...(receipt.redirectTo === undefined ? [] : [receipt.redirectTo]),
      ],
    }
  })
}

/** @throws request.choiceInvalid for an option that there is not */
async function chosen({ choice }: Share, summary: RequestSummary, desk: Desk): Promise<ShareOption | undefined> {
  const { options, leastOptionId } = summary
  const named = (text: string): ShareOption =>
    options.find(({ id }, index) => id === text || String(index + 1) === text) ??
    fail({ code: 'request.choiceInvalid' })
  if (choice?.kind === 'least') return named(leastOptionId)
  if (choice?.kind === 'option') return named(choice.option)
  const { terminal } = desk.outside
  if (!terminal.interactive) return undefined
  for (const line of optionLines(summary, desk)) terminal.note(line)
  const answer = new TextDecoder().decode(await terminal.ask(`${desk.sentences.chooseOption}: `, false)).trim()
  return answer === '' ? undefined : named(answer)
}

/** The candidate for each credential query: the one that was named, else the one received last; the result says which. */
function candidates(option: ShareOption, named: Readonly<Record<string, string>>): Record<string, string> {
  const unknown = Object.keys(named).some((queryId) => !option.parts.some((part) => part.queryId === queryId))
  if (unknown) fail({ code: 'request.choiceInvalid' })
  return Object.fromEntries(
    option.parts.flatMap(({ queryId, candidates: all }) => {
      const id = named[queryId] ?? newest(all)?.credential.id
      return id === undefined ? [] : [[queryId, id]]
    }),
  )
}

type Candidate = ShareOption['parts'][number]['candidates'][number]

function newest(all: readonly Candidate[]): Candidate | undefined {
  return all.reduce<Candidate | undefined>(
    (last, one) => (last === undefined || one.credential.receivedAt > last.credential.receivedAt ? one : last),
    undefined,
  )
}

function showOptions(summary: RequestSummary, desk: Desk): Result {
  const options = summary.options.map((option, index) => ({
    number: index + 1,
    least: option.id === summary.leastOptionId,
    ...option,
  }))
  return {
    status: 1,
    json: {
      ok: false,
      sent: false,
      failure: { code: 'request.choiceInvalid' },
      verifier: summary.verifier,
      purpose: summary.purpose,
      options,
    },
    lines: [...(desk.outside.terminal.interactive ? [] : optionLines(summary, desk)), desk.sentences.nothingSent],
  }
}

function optionLines(summary: RequestSummary, { language, sentences: { labels } }: Desk): string[] {
  const { verifier, purpose, options, leastOptionId } = summary
  return [
    `${labels.verifier}: ${verifier.name} (${verifier.host})`,
    `${labels.purpose}: ${purpose}`,
    ...options.flatMap(({ id, parts }, index) => [
      `${labels.option} ${index + 1}${id === leastOptionId ? ` (${labels.least})` : ''}  ${id}`,
      ...parts.flatMap(({ queryId, candidates: all }) =>
        all.map(({ credential, attributes }) => {
          const shown = attributes.map(({ label, text }) => `${label[language]}: ${text[language]}`)
          return `    ${credential.name[language]} [${queryId}=${credential.id}]  ${shown.join(' / ')}`
        }),
      ),
    ]),
  ]
}

// `tefuda apply …`: an application filled in, looked at and sent from the command line, by the same calls as the screens.
import type { WalletApi } from '../../../preload/contract.ts'
import { type FormContent, formContent } from '../../../preload/shapes/applications.ts'
import type { AttachFrom, FillFrom, FillOffers, OpenDraft, Review } from '../../../preload/shapes/drafts.ts'
import { leavesOf } from '../../applications/places.ts'
import { valueText } from '../../applications/reviewRows.ts'
import { agree } from '../agree.ts'
import { guarded } from '../guarded.ts'
import { naming } from '../namedFile.ts'
import { NotUnderstood } from '../notUnderstood.ts'
import type { ApplyCommand } from '../parse/apply.ts'
import { readWhole } from '../readWhole.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { type WalletAtHand, withDrawer } from '../withDrawer.ts'
import { readerOf, withSession } from '../withSession.ts'
import { applyText } from './applyText.ts'

/** More than any form holds. */
const mostForm = 1024 * 1024

export function apply(command: ApplyCommand, desk: Desk): Promise<Result> {
  const work = ({ api }: WalletAtHand): Promise<Result> => perform(command, api, desk)
  const files = command.name === 'apply attach' && 'file' in command.what ? naming(command.what.file) : undefined
  if (wantsSession(command)) return withSession(desk, work)
  const card = command.name === 'apply fill' && command.from === 'card'
  return withDrawer(desk, { card, ...(files && { files }) }, work)
}

/** Everything else needs no portal, or none that knows who asks. */
const wantsSession = (command: ApplyCommand): boolean =>
  command.name === 'apply send' ||
  command.name === 'apply correct' ||
  command.name === 'application withdraw' ||
  (command.name === 'apply begin' && command.whom.kind === 'mandate')

async function perform(command: ApplyCommand, { drafts: api, ...others }: WalletApi, desk: Desk): Promise<Result> {
  const text = applyText[desk.language]
  switch (command.name) {
    case 'apply list': {
      const drafts = value(await api.list())
      const lines = drafts.map(({ id, title, savedAt, forWhom }) =>
        [id, savedAt.slice(0, 16), title, ...(forWhom === undefined ? [] : [text.forWhom(forWhom)])].join('  '),
      )
      return { status: 0, json: { ok: true, drafts }, lines: lines.length === 0 ? [text.none] : lines }
    }
    case 'apply begin': {
      const form = command.form === undefined ? undefined : await readForm(command.form)
      const begun = value(await api.begin({ procedure: command.procedure, whom: command.whom }))
      return shown(form === undefined ? begun : value(await api.save({ id: begun.draft.id, form })), desk)
    }
    case 'apply show':
      return shown(value(await api.open({ id: command.id })), desk)
    case 'apply save':
      return shown(value(await api.save({ id: command.id, form: await readForm(command.file) })), desk)
    case 'apply fill':
      return command.from === undefined
        ? offers(value(await api.fillOffers({ id: command.id })), desk)
        : shown(value(await api.fill({ id: command.id, from: sourceOf(command.from, desk) })), desk)
    case 'apply attach': {
      const { id, rule, what } = command
      const attached = value(await api.attach({ id, rule, from: attachmentOf(what) }))
      return shown(attached ?? value(await api.open({ id })), desk)
    }
    case 'apply detach':
      return shown(value(await api.detach({ id: command.id, rule: command.rule })), desk)
    case 'apply drop':
      return { status: 0, json: { ok: true, drafts: value(await api.drop({ id: command.id })) }, lines: [text.dropped] }
    case 'apply correct':
      return shown(value(await api.correct({ receiptNo: command.receiptNo })), desk)
    case 'apply send':
      return send(command.id, { drafts: api, ...others }, desk)
    case 'application withdraw': {
      await agree(text.withdrawQuestion, desk)
      const application = value(await api.withdraw({ receiptNo: command.receiptNo }))
      return { status: 0, json: { ok: true, application }, lines: [`${application.receiptNo}  ${application.label}`] }
    }
  }
}

/** Shows exactly what is sent, and asks; the exit status is 1 where the form or the portal says that it does not fit. */
async function send(id: string, api: WalletApi, desk: Desk): Promise<Result> {
  const text = applyText[desk.language]
  const review = value(await api.drafts.review({ id }))
  if (review.faults.length > 0) return refused(value(await api.drafts.open({ id })), desk)
  await agree(text.sendQuestion, desk, reviewLines(review, desk))
  const outcome = await guarded(api, desk, (whose) =>
    api.drafts.send({ id, seen: review.seen, ...readerOf(desk), ...whose }),
  )
  if (outcome.kind === 'refused') return refused(outcome.open, desk)
  const { application } = outcome
  return { status: 0, json: { ok: true, application }, lines: [text.sent(application.receiptNo), application.label] }
}

function refused(open: OpenDraft, { language }: Desk): Result {
  return { status: 1, json: { ok: false, ...open }, lines: [applyText[language].notYet, ...faultLines(open)] }
}

function shown(open: OpenDraft, { language }: Desk): Result {
  const { draft, form, faults } = open
  const text = applyText[language]
  const rows = leavesOf(form.fields, draft.form, true).map(({ pointer, field, label, value: given }) => {
    const source = draft.sources[pointer]
    const from = source === undefined ? '' : `  [${[text.from[source.from], source.name].filter(Boolean).join(': ')}]`
    const filledIn = given === undefined ? (field.required ? text.required : '') : valueText(field, given, language)
    return `  ${pointer}  ${label.join(' / ')}: ${filledIn}${from}`
  })
  const attached = form.rules.map(({ id, title, required }) => {
    const found = draft.attachments.find((one) => one.id === id)
    const note = found?.dataTakenOut ? text.dataTakenOut : ''
    return `  ${id}  ${title}: ${found?.name ?? (required ? text.required : '')}${note}`
  })
  return {
    status: 0,
    json: { ok: true, ...open },
    lines: [
      `${draft.id}  ${draft.title}  ${draft.organisation}`,
      ...rows,
      ...(attached.length === 0 ? [] : [text.attachments, ...attached]),
      ...(faults.length === 0 ? [text.whole] : faultLines(open)),
    ],
  }
}

const faultLines = ({ faults }: Pick<OpenDraft, 'faults'>): string[] =>
  faults.map(({ pointer, message }) => `! ${pointer}  ${message}`)

function offers(found: FillOffers, { language }: Desk): Result {
  const text = applyText[language]
  const count = (places: readonly string[]): string => text.places(places.length)
  const lines = [
    ...(found.card.length === 0 ? [] : [`card  ${count(found.card)}`]),
    ...found.credentials.map(
      ({ credentialId, name, places }) => `${credentialId}  ${name[language]}  ${count(places)}`,
    ),
    ...found.earlier.map(({ receiptNo, title, places }) => `${receiptNo}  ${title}  ${count(places)}`),
  ]
  return { status: 0, json: { ok: true, offers: found }, lines: lines.length === 0 ? [text.nothingToFill] : lines }
}
/** `card`, a credential's id, or the receipt number of what was sent before. */
function sourceOf(from: string, desk: Desk): FillFrom {
  if (from === 'card') return { kind: 'card', by: 'pin', ...readerOf(desk) }
  return /^\d{8}-\d+$/.test(from) ? { kind: 'earlier', receiptNo: from } : { kind: 'credential', credentialId: from }
}

function attachmentOf(what: Extract<ApplyCommand, { name: 'apply attach' }>['what']): AttachFrom {
  if ('file' in what) return { kind: 'file' }
  if ('paper' in what) return { kind: 'paper', paperId: what.paper }
  return { kind: 'credential', credentialId: what.credential, attributes: [...what.attributes] }
}

function reviewLines({ to, origin, as, rows, attachments, signature }: Review, { language }: Desk): string[] {
  const text = applyText[language]
  return [
    text.to(to, origin),
    text.as(as.actor, as.applicant),
    ...rows.map(({ label, value: given }) => `  ${label.join(' / ')}: ${given}`),
    ...attachments.flatMap(({ title, name, dataTakenOut, attributes = [] }) => [
      `  ${title}: ${name}${dataTakenOut ? text.dataTakenOut : ''}`,
      ...attributes.map(({ label, text: given }) => `    ${label[language]}: ${given[language]}`),
    ]),
    text.signature[signature],
  ]
}

/** @throws file.unreadable, NotUnderstood */
async function readForm(path: string): Promise<FormContent> {
  const text = Buffer.from(await readWhole(path, mostForm)).toString('utf8')
  try {
    return formContent.parse(JSON.parse(text))
  } catch {
    throw new NotUnderstood('the form is a JSON object of texts, whole numbers, true, false, lists and objects')
  }
}

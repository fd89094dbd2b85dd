// What was typed after `tefuda`, as one of its commands.
import { no } from './notUnderstood.ts'
import { type ApplyCommand, applyCommand } from './parse/apply.ts'
import { type BoardCommand, boardCommand } from './parse/board.ts'
import { type CalendarCommand, calendarCommand } from './parse/calendar.ts'
import { type CardCommand, cardCommand } from './parse/card.ts'
import { type Common, commonOf, refuseSecrets } from './parse/common.ts'
import { type CredentialCommand, credentialCommand } from './parse/credentials.ts'
import { type DocumentCommand, documentCommand } from './parse/documents.ts'
import { type EnrolmentCommand, enrolmentCommand } from './parse/enrolment.ts'
import { type KeyCommand, keyCommand } from './parse/keys.ts'
import { type LeavingCommand, leavingCommand } from './parse/leaving.ts'
import { type LedgerCommand, ledgerCommand } from './parse/ledger.ts'
import { type LinkCommand, linkCommand } from './parse/links.ts'
import { type MandateCommand, mandateCommand } from './parse/mandates.ts'
import { type PaperCommand, paperCommand } from './parse/papers.ts'
import { type PeopleCommand, peopleCommand } from './parse/people.ts'
import { type PersonLooksCommand, personLooksCommand } from './parse/personLooks.ts'
import { type PortalMandateCommand, portalMandateCommand } from './parse/portalMandates.ts'
import { type ProcedureCommand, procedureCommand } from './parse/procedures.ts'
import { type SelfInfoCommand, selfInfoCommand } from './parse/selfInfo.ts'
import { none, readWords, refuseOthers, type Values } from './parse/values.ts'

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  | { readonly name: 'login' }
  /** `bundle`: where the record for support is written. */
  | { readonly name: 'doctor'; readonly bundle?: string }
  | ApplyCommand
  | CalendarCommand
  | BoardCommand
  | CardCommand
  | CredentialCommand
  | DocumentCommand
  | EnrolmentCommand
  | KeyCommand
  | LeavingCommand
  | LedgerCommand
  | LinkCommand
  | MandateCommand
  | PaperCommand
  | PeopleCommand
  | PersonLooksCommand
  | PortalMandateCommand
  | SelfInfoCommand
  | ProcedureCommand

/** Commands of two words; those that list where the second is missing. */
const listsAtFirst: ReadonlySet<string> = new Set([
  'application',
  'apply',
  'calendar',
  'cert',
  'key',
  'link',
  'mandate',
  'notice',
  'paper',
  'pay',
  'selfinfo',
])
const twoWords: ReadonlySet<string> = new Set([...listsAtFirst, 'backup', 'pc', 'person', 'pin', 'procedure'])

/**
 * @param words without program and script
 * @throws NotUnderstood with a sentence that says why and repeats no secret
 */
export function parseCommand(words: readonly string[]): { command: Command; common: Common } {
  refuseSecrets(words)
  const { values, positionals } = readWords(words)
  // There it says how the attributes, or a backup, are opened, not the drawer.
  const ownBy =
    (positionals[0] === 'card' && positionals[1] === 'attributes') ||
    (positionals[0] === 'backup' && positionals[1] !== 'make')
  const common = commonOf(values, ownBy)
  if (values.version === true) return { command: { name: 'version' }, common }
  if (values.help === true || positionals.length === 0 || positionals[0] === 'help')
    return { command: { name: 'help' }, common }
  const [first = '', second, third] = positionals
  const two = twoWords.has(first) || ((first === 'ledger' || first === 'card') && second !== undefined)
  const three = first === 'recovery' || (first === 'mandate' && second === 'portal')
  const name = three
    ? [first, second, third ?? (first === 'mandate' ? 'list' : '')].join(' ').trim()
    : two
      ? `${first} ${second ?? (listsAtFirst.has(first) ? 'list' : '')}`
      : first
  const rest = positionals.slice(three ? 3 : two ? 2 : 1)
  refuseOthers(name, values)
  return { command: commandOf(name, rest, values), common }
}

function commandOf(name: string, rest: readonly string[], values: Values): Command {
  switch (name) {
    case 'login':
      none(name, rest)
      return { name }
    case 'doctor':
      none(name, rest)
      return { name, ...(values.bundle === undefined ? {} : { bundle: values.bundle }) }
    default:
      return (
        applyCommand(name, rest, values) ??
        calendarCommand(name, rest, values) ??
        boardCommand(name, rest) ??
        cardCommand(name, rest, values) ??
        credentialCommand(name, rest, values) ??
        documentCommand(name, rest, values) ??
        enrolmentCommand(name, rest) ??
        keyCommand(name, rest, values) ??
        leavingCommand(name, rest, values) ??
        ledgerCommand(name, rest, values) ??
        linkCommand(name, rest) ??
        mandateCommand(name, rest, values) ??
        paperCommand(name, rest, values) ??
        peopleCommand(name, rest, values) ??
        personLooksCommand(name, rest, values) ??
        portalMandateCommand(name, rest, values) ??
        selfInfoCommand(name, rest, values) ??
        procedureCommand(name, rest, values) ??
        no(`there is no command "${name.trim()}"; try tefuda --help`)
      )
  }
}

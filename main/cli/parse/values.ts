// The options of `tefuda`, which command has which, and the words that are no options.
import { parseArgs } from 'node:util'
import { no } from '../notUnderstood.ts'

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  practice: { type: 'boolean' },
  real: { type: 'boolean' },
  person: { type: 'string' },
  reader: { type: 'string' },
  for: { type: 'string' },
  scope: { type: 'string' },
  born: { type: 'string' },
  'agent-by': { type: 'string' },
  'agent-passphrase-fd': { type: 'string' },
  by: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  'last-try': { type: 'boolean' },
  'my-card': { type: 'boolean' },
  whose: { type: 'string' },
  'pin-stdin': { type: 'boolean' },
  'pin-fd': { type: 'string' },
  'passphrase-fd': { type: 'string' },
  'recovery-fd': { type: 'string' },
  'new-passphrase-fd': { type: 'string' },
  'share-fd': { type: 'string', multiple: true },
  'on-paper': { type: 'boolean' },
  'tx-code-fd': { type: 'string' },
  search: { type: 'string' },
  'new-pin-fd': { type: 'string' },
  'number-fd': { type: 'string' },
  'second-pin-fd': { type: 'string' },
  second: { type: 'boolean' },
  choose: { type: 'string' },
  least: { type: 'boolean' },
  credential: { type: 'string', multiple: true },
  trust: { type: 'string' },
  at: { type: 'string' },
  audience: { type: 'string' },
  nonce: { type: 'string' },
  'client-id': { type: 'string' },
  'response-uri': { type: 'string' },
  colour: { type: 'string' },
  act: { type: 'string', multiple: true },
  outcome: { type: 'string', multiple: true },
  actor: { type: 'string' },
  party: { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
  text: { type: 'string' },
  format: { type: 'string' },
  receipt: { type: 'string' },
  head: { type: 'string' },
  about: { type: 'string' },
  name: { type: 'string' },
  opener: { type: 'string' },
  'with-passphrase': { type: 'boolean' },
  'backup-passphrase-fd': { type: 'string' },
  bundle: { type: 'string' },
  form: { type: 'string' },
  out: { type: 'string' },
  content: { type: 'string' },
  confirm: { type: 'string' },
  report: { type: 'string' },
  list: { type: 'string' },
  'without-key': { type: 'boolean' },
  pem: { type: 'string' },
  photo: { type: 'string' },
  pc: { type: 'boolean' },
  'form-file': { type: 'string' },
  family: { type: 'string' },
  mandate: { type: 'string' },
  attributes: { type: 'string' },
  paper: { type: 'string' },
  'signature-pin-fd': { type: 'string' },
  'other-pin-fd': { type: 'string' },
  purpose: { type: 'string' },
  as: { type: 'string' },
  basis: { type: 'string' },
  event: { type: 'string' },
  kind: { type: 'string' },
  in: { type: 'string' },
} as const

const ledgerFilters = ['act', 'outcome', 'actor', 'party', 'from', 'until', 'text'] as const

/** Options that only some commands have. */
const own: Readonly<Record<string, readonly (keyof typeof options)[]>> = {
  sign: ['form', 'out', 'my-card', 'whose'],
  verify: ['trust', 'at', 'content'],
  share: ['choose', 'least', 'credential'],
  list: ['search'],
  receive: ['tx-code-fd'],
  inspect: ['trust', 'at', 'audience', 'nonce', 'client-id', 'response-uri'],
  'person add': ['colour'],
  'person picture': ['photo'],
  'person erase': ['confirm', 'report', 'without-key'],
  'person ask-removal': ['confirm'],
  'person hand-over': ['list'],
  'pc dispose': ['confirm', 'report'],
  'backup make': ['with-passphrase', 'backup-passphrase-fd'],
  'backup show': ['backup-passphrase-fd'],
  'backup test': ['backup-passphrase-fd'],
  'backup restore': ['backup-passphrase-fd', 'name', 'colour', 'opener'],
  doctor: ['bundle'],
  'procedure search': ['event', 'kind', 'in'],
  'apply begin': ['form-file', 'family', 'born', 'mandate'],
  'apply attach': ['credential', 'attributes', 'paper'],
  'apply send': ['my-card', 'whose', 'pc', 'signature-pin-fd'],
  'apply correct': ['my-card', 'whose', 'pc'],
  'application withdraw': ['my-card', 'whose', 'pc'],
  'application refresh': ['my-card', 'whose', 'pc'],
  'pay look': ['my-card', 'whose', 'pc'],
  'pay bill': ['my-card', 'whose', 'pc'],
  'calendar add': ['until'],
  'paper export': ['out'],
  'link add': ['my-card', 'whose', 'pc'],
  'link end': ['my-card', 'whose', 'pc'],
  'link documents': ['my-card', 'whose', 'pc'],
  'link fetch': ['my-card', 'whose', 'pc'],
  'paper fetch': ['my-card', 'whose', 'pc'],
  'mandate child': ['born', 'colour'],
  'mandate appoint': ['scope', 'until', 'agent-by', 'agent-passphrase-fd'],
  'mandate hand-over': ['opener'],
  'mandate portal register': ['as', 'basis', 'scope', 'from', 'until', 'other-pin-fd', 'my-card', 'pc'],
  'mandate portal refresh': ['my-card', 'whose', 'pc'],
  'mandate portal records': ['my-card', 'whose', 'pc'],
  'mandate portal end': ['my-card', 'whose', 'pc'],
  'selfinfo ask': ['purpose', 'from', 'until', 'mandate', 'my-card', 'whose', 'pc'],
  'selfinfo items': ['my-card', 'whose', 'pc'],
  'selfinfo refresh': ['my-card', 'whose', 'pc'],
  'selfinfo compare': ['number-fd', 'my-card', 'pc'],
  'pin change': ['new-pin-fd'],
  'key add': ['new-passphrase-fd'],
  'key change': ['new-passphrase-fd'],
  'key renew': ['new-passphrase-fd'],
  'recovery family make': ['on-paper'],
  'recovery family use': ['share-fd', 'new-passphrase-fd', 'opener'],
  login: ['my-card', 'whose', 'pc'],
  'pc enrol': ['my-card', 'whose'],
  'pc list': ['my-card', 'whose', 'pc'],
  'pc end': ['my-card', 'whose', 'pc'],
  'cert show': ['my-card', 'whose', 'pem'],
  ledger: ledgerFilters,
  'ledger verify': ['receipt', 'head'],
  'ledger export': ['format', 'out', ...ledgerFilters],
  'ledger letter': ['about', 'out'],
  'cert keep': ['my-card', 'whose'],
  'card attributes': ['number-fd'],
  'card face': ['number-fd', 'out'],
  'card licence': ['second', 'second-pin-fd'],
}

export type Values = ReturnType<typeof readWords>['values']

/** @throws NotUnderstood */
export function readWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    const why = error instanceof Error ? error.message : 'options not understood'
    const unknown = /^Unknown option '(--?[\w-]{1,40})'/.exec(why)?.[1]
    return no(
      unknown === undefined
        ? why
        : `there is no option ${unknown}: "tefuda --help" lists them, and an argument that begins with - goes behind --`,
    )
  }
}

/** @throws NotUnderstood where an option belongs to another command */
export function refuseOthers(name: string, values: Values): void {
  for (const [command, names] of Object.entries(own))
    for (const option of names)
      if (own[name]?.includes(option) !== true && values[option] !== undefined)
        no(`--${option} belongs to "${command}"`)
}

/** The one argument of a command. @throws NotUnderstood */
export function one(name: string, what: string, rest: readonly string[]): string {
  const [only, more] = rest
  return only === undefined || only === '' || more !== undefined
    ? no(`"${name}" wants ${what}, and nothing else`)
    : only
}

/** @throws NotUnderstood */
export const switched = (name: string, word: string): boolean =>
  word === 'on' || (word === 'off' ? false : no(`"${name}" wants on or off`))

/** @throws NotUnderstood where something is there */
export function none(name: string, rest: readonly string[]): void {
  if (rest.length > 0) no(`"${name}" takes no argument`)
}

// What was typed after `tefuda`, as one of its commands.
import { parseArgs } from 'node:util'
import type {
  BackupKey,
  CardPinName,
  CertificateRole,
  LedgerFilter,
  LetterAbout,
  Opener,
  Person,
  SignatureForm,
} from '../../preload/shapes.ts'
import { cardPin, ledgerEntry, ledgerFilter, letterAbout, personColour, signatureForm } from '../../preload/shapes.ts'

/** Where secrets come from; a prompt is used where none is named. */
export interface SecretSources {
  readonly pin?: { readonly stdin: true } | { readonly fd: number }
  readonly passphrase?: { readonly fd: number }
  readonly recovery?: { readonly fd: number }
  readonly txCode?: { readonly fd: number }
  readonly backupPassphrase?: { readonly fd: number }
  readonly newPin?: { readonly fd: number }
  /** 照合番号B. */
  readonly number?: { readonly fd: number }
  /** The second PIN of a driver's licence. */
  readonly secondPin?: { readonly fd: number }
}

/** What holds for every command. */
export interface Common {
  readonly json: boolean
  readonly language?: 'ja' | 'en'
  readonly realm?: 'practice' | 'real'
  readonly person?: string
  readonly reader?: string
  readonly by?: Opener
  readonly secrets: SecretSources
  /** Nothing is asked where a person would confirm. */
  readonly yes: boolean
  /** The person says that they know the PIN, though one try is left. */
  readonly lastTry: boolean
  /** The card is the open person's, though the drawer does not know it. */
  readonly myCard?: true
  /** Whose phone it is, by name or id. */
  readonly whose?: string
}

export type Choice = { readonly kind: 'least' } | { readonly kind: 'option'; readonly option: string }

/** A command that takes no argument of its own. */
type Plain<N extends string> = N extends string ? { readonly name: N } : never

export type LedgerCommand =
  | { readonly name: 'ledger'; readonly filter: LedgerFilter }
  | { readonly name: 'ledger verify'; readonly receipt?: string; readonly head?: string }
  | {
      readonly name: 'ledger export'
      readonly format: 'json' | 'csv'
      readonly out: string
      readonly filter: LedgerFilter
    }
  | { readonly name: 'ledger erase'; readonly id: string }
  | { readonly name: 'ledger letter'; readonly id: string; readonly about: LetterAbout; readonly out?: string }

export type Command =
  | Plain<'help' | 'version' | 'card' | 'login' | 'list' | 'ledger begin-anew' | 'person list'>
  | LedgerCommand
  /** `bundle`: where the record for support is written. */
  | { readonly name: 'doctor'; readonly bundle?: string }
  | { readonly name: 'receive'; readonly offer: string }
  | {
      readonly name: 'share'
      readonly request: string
      readonly choice?: Choice
      /** Credential by credential query, where several would do. */
      readonly credentials: Readonly<Record<string, string>>
    }
  | { readonly name: 'show'; readonly id: string }
  | {
      readonly name: 'inspect'
      readonly file: string
      readonly trust?: string
      readonly at?: string
      readonly audience?: string
      readonly nonce?: string
      readonly clientId?: string
      readonly responseUri?: string
    }
  | {
      readonly name: 'sign'
      readonly files: readonly string[]
      readonly form: SignatureForm
      /** A file's path, or a folder that is there. */
      readonly out: string
    }
  | {
      readonly name: 'verify'
      readonly file: string
      readonly content?: string
      readonly trust?: string
      readonly at?: string
    }
  | Plain<'pin status' | 'cert list'>
  /** `pem`: where it is written; `-`: standard output. */
  | { readonly name: 'cert show'; readonly role: CertificateRole; readonly pem?: string }
  | { readonly name: 'cert keep'; readonly role: 'authentication' | 'signature' }
  | { readonly name: 'card attributes'; readonly by: 'pin' | 'checkNumberB' }
  /** `out`: where the photo is written. */
  | { readonly name: 'card face'; readonly out?: string }
  | { readonly name: 'card licence'; readonly second: boolean }
  | { readonly name: 'pin change'; readonly pin: CardPinName }
  | { readonly name: 'person add'; readonly person: string; readonly colour?: Person['colour'] }
  /** `passphrase`: one is chosen for the backup, beside the recovery code. */
  | { readonly name: 'backup make'; readonly file: string; readonly passphrase: boolean }
  | { readonly name: 'backup show' | 'backup test'; readonly file: string; readonly by: BackupKey }
  | {
      readonly name: 'backup restore'
      readonly file: string
      readonly by: BackupKey
      /** Else the name in the backup. */
      readonly person?: string
      readonly colour?: Person['colour']
      readonly opener: 'card' | 'passphrase'
    }

/** What was typed is not a command: exit status 2. */
export class NotUnderstood extends Error {}

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  practice: { type: 'boolean' },
  real: { type: 'boolean' },
  person: { type: 'string' },
  reader: { type: 'string' },
  by: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  'last-try': { type: 'boolean' },
  'my-card': { type: 'boolean' },
  whose: { type: 'string' },
  'pin-stdin': { type: 'boolean' },
  'pin-fd': { type: 'string' },
  'passphrase-fd': { type: 'string' },
  'recovery-fd': { type: 'string' },
  'tx-code-fd': { type: 'string' },
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
  pem: { type: 'string' },
} as const

const ledgerFilters = ['act', 'outcome', 'party', 'from', 'until', 'text'] as const

/** Options that only some commands have. */
const own: Readonly<Record<string, readonly (keyof typeof options)[]>> = {
  sign: ['form', 'out', 'my-card', 'whose'],
  verify: ['trust', 'at', 'content'],
  share: ['choose', 'least', 'credential'],
  receive: ['tx-code-fd'],
  inspect: ['trust', 'at', 'audience', 'nonce', 'client-id', 'response-uri'],
  'person add': ['colour'],
  'backup make': ['with-passphrase', 'backup-passphrase-fd'],
  'backup show': ['backup-passphrase-fd'],
  'backup test': ['backup-passphrase-fd'],
  'backup restore': ['backup-passphrase-fd', 'name', 'colour', 'opener'],
  doctor: ['bundle'],
  'pin change': ['new-pin-fd'],
  login: ['my-card', 'whose'],
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

/**
 * @param words without program and script
 * @throws NotUnderstood with a sentence that says why and repeats no secret
 */
export function parseCommand(words: readonly string[]): { command: Command; common: Common } {
  refuseSecrets(words)
  const { values, positionals } = read(words)
  // There it says how the attributes, or a backup, are opened, not the drawer.
  const ownBy =
    (positionals[0] === 'card' && positionals[1] === 'attributes') ||
    (positionals[0] === 'backup' && positionals[1] !== 'make')
  const common = commonOf(values, ownBy)
  if (values.version === true) return { command: { name: 'version' }, common }
  if (values.help === true || positionals.length === 0 || positionals[0] === 'help')
    return { command: { name: 'help' }, common }
  const [first = '', second] = positionals
  const two =
    first === 'person' ||
    first === 'cert' ||
    first === 'pin' ||
    first === 'backup' ||
    (first === 'ledger' && second !== undefined) ||
    (first === 'card' && second !== undefined)
  const name = two ? `${first} ${second ?? (first === 'cert' ? 'list' : '')}` : first
  const rest = positionals.slice(two ? 2 : 1)
  for (const [command, names] of Object.entries(own))
    for (const option of names)
      if (own[name]?.includes(option) !== true && values[option] !== undefined)
        no(`--${option} belongs to "${command}"`)
  return { command: commandOf(name, rest, values), common }
}

type Values = ReturnType<typeof read>['values']

function read(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    return no(error instanceof Error ? error.message : 'options not understood')
  }
}

/** A secret among the arguments is seen by everybody who lists processes, and kept by the shell. */
function refuseSecrets(words: readonly string[]): void {
  for (const word of words) {
    const name =
      /^--(pin|new-pin|second-pin|number|backup-passphrase|passphrase|password|recovery|recovery-code|tx-code)(=|$)/.exec(
        word,
      )?.[1]
    if (name === undefined) continue
    const way = name === 'pin' ? '--pin-stdin or --pin-fd N' : `--${name.replace(/-code$|word$/, '')}-fd N`
    no(`--${name}: secrets are never arguments; use ${name === 'tx-code' ? '--tx-code-fd N' : way}`)
  }
}

/** @param ownBy the command has a --by of its own, which says nothing about the drawer */
function commonOf(values: Values, ownBy: boolean): Common {
  const { lang, practice = false, real = false } = values
  const by = ownBy ? undefined : values.by
  if (lang !== undefined && lang !== 'ja' && lang !== 'en') no('--lang is ja or en')
  if (by !== undefined && by !== 'card' && by !== 'passphrase' && by !== 'recovery')
    no('--by is card, passphrase or recovery')
  if (practice && real) no('--practice and --real exclude each other')
  return {
    json: values.json ?? false,
    ...(lang === undefined ? {} : { language: lang }),
    ...(practice || real ? { realm: practice ? 'practice' : 'real' } : {}),
    ...(values.person === undefined ? {} : { person: values.person }),
    ...(values.reader === undefined ? {} : { reader: values.reader }),
    ...(by === undefined ? {} : { by }),
    secrets: secretsOf(values),
    yes: values.yes ?? false,
    lastTry: values['last-try'] ?? false,
    ...(values['my-card'] === true ? { myCard: true as const } : {}),
    ...(values.whose === undefined ? {} : { whose: values.whose }),
  }
}

function secretsOf(values: Values): SecretSources {
  const pinFd = values['pin-fd']
  if (values['pin-stdin'] === true && pinFd !== undefined) no('--pin-stdin and --pin-fd exclude each other')
  const named = {
    passphrase: 'passphrase-fd',
    recovery: 'recovery-fd',
    txCode: 'tx-code-fd',
    newPin: 'new-pin-fd',
    number: 'number-fd',
    secondPin: 'second-pin-fd',
    backupPassphrase: 'backup-passphrase-fd',
  } as const
  const others = Object.entries(named).flatMap(([name, option]) => {
    const value = values[option]
    return value === undefined ? [] : [[name, { fd: descriptor(option, value) }]]
  })
  return {
    ...(values['pin-stdin'] === true ? { pin: { stdin: true } } : {}),
    ...(pinFd === undefined ? {} : { pin: { fd: descriptor('pin-fd', pinFd) } }),
    ...Object.fromEntries(others),
  }
}

function descriptor(option: string, text: string): number {
  return /^\d{1,4}$/.test(text) && text !== '1' && text !== '2'
    ? Number(text)
    : no(`--${option} wants the number of an open descriptor: 0, 3 or higher`)
}

/** The certificates of a card as they are named at the prompt. */
const certificateRoles: Readonly<Record<string, CertificateRole | undefined>> = {
  authentication: 'authentication',
  signature: 'signature',
  'authentication-ca': 'authenticationAuthority',
  'signature-ca': 'signatureAuthority',
}
const certificateNames = `one of ${Object.keys(certificateRoles).join(', ')}`

function commandOf(name: string, rest: readonly string[], values: Values): Command {
  switch (name) {
    case 'card':
    case 'login':
    case 'list':
    case 'ledger begin-anew':
    case 'person list':
    case 'pin status':
    case 'cert list':
      none(name, rest)
      return { name }
    case 'cert show': {
      const role = certificateRoles[one(name, certificateNames, rest)]
      return role === undefined
        ? no(`"cert show" wants ${certificateNames}`)
        : { name, role, ...(values.pem === undefined ? {} : { pem: values.pem }) }
    }
    case 'cert keep': {
      const role = one(name, 'authentication or signature', rest)
      return role === 'authentication' || role === 'signature'
        ? { name, role }
        : no('"cert keep" wants authentication or signature')
    }
    case 'card attributes': {
      none(name, rest)
      const { by = 'pin' } = values
      if (by !== 'pin' && by !== 'number') return no('"card attributes" takes --by pin or number')
      return { name, by: by === 'pin' ? 'pin' : 'checkNumberB' }
    }
    case 'card face':
      none(name, rest)
      return { name, ...(values.out === undefined ? {} : { out: values.out }) }
    case 'card licence':
      none(name, rest)
      return { name, second: values.second ?? false }
    case 'doctor':
      none(name, rest)
      return { name, ...(values.bundle === undefined ? {} : { bundle: values.bundle }) }
    case 'receive':
      return { name, offer: one(name, 'an offer', rest) }
    case 'share': {
      const choice = choiceOf(values)
      const credentials = Object.fromEntries((values.credential ?? []).map(pair))
      return { name, request: one(name, 'a request', rest), credentials, ...(choice === undefined ? {} : { choice }) }
    }
    case 'pin change': {
      const pin = cardPin.safeParse(one(name, `one of ${cardPin.options.join(', ')}`, rest))
      return pin.success ? { name, pin: pin.data } : no(`"pin change" wants one of ${cardPin.options.join(', ')}`)
    }
    case 'show':
      return { name, id: one(name, 'the id of a credential', rest) }
    case 'ledger':
      none(name, rest)
      return { name, filter: filterOf(values) }
    case 'ledger verify': {
      none(name, rest)
      const { receipt, head } = values
      if (receipt !== undefined && head !== undefined) no('--receipt and --head exclude each other')
      return { name, ...(receipt === undefined ? {} : { receipt }), ...(head === undefined ? {} : { head }) }
    }
    case 'ledger export': {
      none(name, rest)
      const { format, out } = values
      if (format !== 'json' && format !== 'csv') return no('--format is json or csv')
      if (out === undefined || out === '') return no('"ledger export" wants --out FILE')
      return { name, format, out, filter: filterOf(values) }
    }
    case 'ledger erase':
      return { name, id: one(name, 'the id of an entry', rest) }
    case 'ledger letter': {
      const about = letterAbout.safeParse(values.about)
      if (!about.success) return no(`--about is one of ${letterAbout.options.join(', ')}`)
      const id = one(name, 'the id of an entry', rest)
      return { name, id, about: about.data, ...(values.out === undefined ? {} : { out: values.out }) }
    }
    case 'inspect':
      return { name, file: one(name, 'a file', rest), ...inspectOptions(values) }
    case 'sign':
      return { name, ...signOptions(rest, values) }
    case 'verify': {
      const { content } = values
      const { trust, at } = inspectOptions(values)
      return {
        name,
        file: one(name, 'a file', rest),
        ...(content === undefined ? {} : { content }),
        ...(trust === undefined ? {} : { trust }),
        ...(at === undefined ? {} : { at }),
      }
    }
    case 'person add':
      return { name, person: one(name, 'a name', rest), ...colourOf(values) }
    case 'backup make': {
      const passphrase = values['with-passphrase'] ?? values['backup-passphrase-fd'] !== undefined
      return { name, file: one(name, 'a new file', rest), passphrase }
    }
    case 'backup show':
    case 'backup test':
      return { name, file: one(name, 'a backup', rest), by: backupKeyOf(values) }
    case 'backup restore': {
      const { opener = values['passphrase-fd'] === undefined ? 'card' : 'passphrase', name: person } = values
      if (opener !== 'card' && opener !== 'passphrase') return no('--opener is card or passphrase')
      const file = one(name, 'a backup', rest)
      const named = person === undefined ? {} : { person }
      return { name, file, by: backupKeyOf(values), opener, ...named, ...colourOf(values) }
    }
    default:
      return no(`there is no command "${name.trim()}"; try tefuda --help`)
  }
}

function colourOf(values: Values): { colour?: Person['colour'] } {
  const colour = personColour.optional().safeParse(values.colour)
  if (!colour.success) return no(`--colour is one of ${personColour.options.join(', ')}`)
  return colour.data === undefined ? {} : { colour: colour.data }
}

/** What opens a backup: what is given, else the recovery code. */
function backupKeyOf(values: Values): BackupKey {
  const { by = values['backup-passphrase-fd'] === undefined ? 'recovery' : 'passphrase' } = values
  return by === 'recovery' || by === 'passphrase' ? by : no('--by is recovery or passphrase for a backup')
}

function filterOf({ act, outcome, party, from, until, text }: Values): LedgerFilter {
  const filter = ledgerFilter.safeParse({
    ...(act === undefined ? {} : { acts: act }),
    ...(outcome === undefined ? {} : { outcomes: outcome }),
    ...(party === undefined ? {} : { party }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(text === undefined ? {} : { text }),
  })
  if (filter.success) return filter.data
  const member = filter.error.issues[0]?.path[0]
  const { act: acts, outcome: outcomes } = ledgerEntry.shape
  if (member === 'acts') return no(`--act is one of ${acts.options.join(', ')}`)
  if (member === 'outcomes') return no(`--outcome is one of ${outcomes.options.join(', ')}`)
  return no(
    member === 'from' || member === 'until'
      ? `--${member} wants a day such as 2026-11-23`
      : `--${String(member)} is too long`,
  )
}

function choiceOf({ choose, least }: Values): Choice | undefined {
  if (choose !== undefined && least === true) no('--choose and --least exclude each other')
  if (least === true) return { kind: 'least' }
  return choose === undefined ? undefined : { kind: 'option', option: choose }
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=')
  return at > 0 && at < text.length - 1
    ? [text.slice(0, at), text.slice(at + 1)]
    : no('--credential wants QUERY=ID, as the list of options shows them')
}

function signOptions(files: readonly string[], { form, out }: Values) {
  if (files.length === 0 || files.includes('')) no('"sign" wants the files to sign')
  if (out === undefined || out === '') return no('"sign" wants --out: a new file, or a folder')
  const known = signatureForm.safeParse(form)
  if (!known.success) return no(`"sign" wants --form: ${signatureForm.options.join(', ')}`)
  return { files, form: known.data, out }
}

function inspectOptions(values: Values) {
  const { trust, at, audience, nonce } = values
  if (at !== undefined && Number.isNaN(Date.parse(at))) no('--at wants an instant such as 2026-11-23T12:00:00Z')
  const [clientId, responseUri] = [values['client-id'], values['response-uri']]
  return {
    ...(trust === undefined ? {} : { trust }),
    ...(at === undefined ? {} : { at }),
    ...(audience === undefined ? {} : { audience }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(responseUri === undefined ? {} : { responseUri }),
  }
}

function one(name: string, what: string, rest: readonly string[]): string {
  const [only, more] = rest
  return only === undefined || only === '' || more !== undefined
    ? no(`"${name}" wants ${what}, and nothing else`)
    : only
}

function none(name: string, rest: readonly string[]): void {
  if (rest.length > 0) no(`"${name}" takes no argument`)
}

function no(why: string): never {
  throw new NotUnderstood(why)
}

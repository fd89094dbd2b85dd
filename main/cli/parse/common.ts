// What holds for every command, and where its secrets come from.
import type { Opener } from '../../../preload/shapes/common.ts'
import { no } from '../notUnderstood.ts'
import type { Values } from './values.ts'

/** Where secrets come from; a prompt is used where none is named. */
export interface SecretSources {
  readonly pin?: { readonly stdin: true } | { readonly fd: number }
  readonly passphrase?: { readonly fd: number }
  readonly recovery?: { readonly fd: number }
  /** Where it is not the one that opens the drawer. */
  readonly newPassphrase?: { readonly fd: number }
  /** Of a family's recovery, in the order in which they are asked. */
  readonly shares?: readonly { readonly fd: number }[]
  readonly txCode?: { readonly fd: number }
  readonly backupPassphrase?: { readonly fd: number }
  readonly newPin?: { readonly fd: number }
  /** Of who is to act, where the owner's drawer was opened by a passphrase too. */
  readonly agentPassphrase?: { readonly fd: number }
  /** 照合番号B. */
  readonly number?: { readonly fd: number }
  /** Of the signing key, where the other given PIN is another one. */
  readonly signaturePin?: { readonly fd: number }
  /** Of somebody else's card, in one command with one's own. */
  readonly otherPin?: { readonly fd: number }
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
  /** For whom who is meant acts, by name. */
  readonly for?: string
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
  /** Log in by the key that is enrolled for this PC, and by nothing else. */
  readonly pc?: true
}

/**
 * @param ownBy the command has a --by of its own, which says nothing about the drawer
 * @throws NotUnderstood
 */
export function commonOf(values: Values, ownBy: boolean): Common {
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
    ...(values.for === undefined ? {} : { for: values.for }),
    ...(by === undefined ? {} : { by }),
    secrets: secretsOf(values),
    yes: values.yes ?? false,
    lastTry: values['last-try'] ?? false,
    ...(values['my-card'] === true ? { myCard: true as const } : {}),
    ...(values.whose === undefined ? {} : { whose: values.whose }),
    ...(values.pc === true ? { pc: true as const } : {}),
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
    newPassphrase: 'new-passphrase-fd',
    number: 'number-fd',
    secondPin: 'second-pin-fd',
    signaturePin: 'signature-pin-fd',
    otherPin: 'other-pin-fd',
    backupPassphrase: 'backup-passphrase-fd',
    agentPassphrase: 'agent-passphrase-fd',
  } as const
  const others = Object.entries(named).flatMap(([name, option]) => {
    const value = values[option]
    return value === undefined ? [] : [[name, { fd: descriptor(option, value) }]]
  })
  return {
    ...(values['pin-stdin'] === true ? { pin: { stdin: true } } : {}),
    ...(pinFd === undefined ? {} : { pin: { fd: descriptor('pin-fd', pinFd) } }),
    ...Object.fromEntries(others),
    ...(values['share-fd'] === undefined
      ? {}
      : { shares: values['share-fd'].map((value) => ({ fd: descriptor('share-fd', value) })) }),
  }
}

function descriptor(option: string, text: string): number {
  return /^\d{1,4}$/.test(text) && text !== '1' && text !== '2'
    ? Number(text)
    : no(`--${option} wants the number of an open descriptor: 0, 3 or higher`)
}

/** A secret among the arguments is seen by everybody who lists processes, and kept by the shell. @throws NotUnderstood */
export function refuseSecrets(words: readonly string[]): void {
  for (const word of words) {
    const name =
      /^--(pin|new-pin|second-pin|signature-pin|other-pin|number|backup-passphrase|new-passphrase|share|passphrase|password|recovery|recovery-code|tx-code)(=|$)/.exec(
        word,
      )?.[1]
    if (name === undefined) continue
    const way = name === 'pin' ? '--pin-stdin or --pin-fd N' : `--${name.replace(/-code$|word$/, '')}-fd N`
    no(`--${name}: secrets are never arguments; use ${name === 'tx-code' ? '--tx-code-fd N' : way}`)
  }
}

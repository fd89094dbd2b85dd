// `key` and `recovery family`: the ways into the open drawer, and the family's.
import { no } from '../notUnderstood.ts'
import { none, one, type Values } from './values.ts'

export type KeyCommand =
  | { readonly name: 'key list' }
  | { readonly name: 'key add'; readonly kind: 'card' | 'passphrase' }
  /** The passphrase; and that the owner has read what they were told. */
  | { readonly name: 'key change' | 'key seen' }
  /** By id, or by kind where there is one of it. */
  | { readonly name: 'key renew' | 'key remove'; readonly which: string }
  | { readonly name: 'recovery family status' | 'recovery family off' }
  /** By name or id of somebody here, or anybody's name, who then gets paper. */
  | { readonly name: 'recovery family make'; readonly holders: readonly [string, string]; readonly onPaper: boolean }
  | { readonly name: 'recovery family use'; readonly opener: 'card' | 'passphrase' }

/** @returns undefined for other commands. @throws NotUnderstood */
export function keyCommand(name: string, rest: readonly string[], values: Values): KeyCommand | undefined {
  switch (name) {
    case 'key list':
    case 'key change':
    case 'key seen':
    case 'recovery family status':
    case 'recovery family off':
      none(name, rest)
      return { name }
    case 'key add': {
      const kind = one(name, 'card or passphrase', rest)
      return kind === 'card' || kind === 'passphrase' ? { name, kind } : no('"key add" wants card or passphrase')
    }
    case 'key renew':
      return { name, which: one(name, 'card, recovery or the id of a key', rest) }
    case 'key remove':
      return { name, which: one(name, 'card, passphrase or the id of a key', rest) }
    case 'recovery family make': {
      const [first, second, more] = rest
      if (!first || !second || more !== undefined) return no('"recovery family make" wants two names, and nothing else')
      return { name, holders: [first, second], onPaper: values['on-paper'] ?? false }
    }
    case 'recovery family use': {
      none(name, rest)
      const { opener = 'passphrase' } = values
      return opener === 'card' || opener === 'passphrase' ? { name, opener } : no('--opener is card or passphrase')
    }
    default:
      return undefined
  }
}

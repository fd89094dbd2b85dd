// `ledger`: what was done.
import {
  type LedgerFilter,
  type LetterAbout,
  ledgerEntry,
  ledgerFilter,
  letterAbout,
} from '../../../preload/shapes/ledger.ts'
import { no } from '../notUnderstood.ts'
import { none, one, type Values } from './values.ts'

export type LedgerCommand =
  | { readonly name: 'ledger begin-anew' }
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

/** @returns undefined for other commands. @throws NotUnderstood */
export function ledgerCommand(name: string, rest: readonly string[], values: Values): LedgerCommand | undefined {
  switch (name) {
    case 'ledger begin-anew':
      none(name, rest)
      return { name }
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
    default:
      return undefined
  }
}

function filterOf({ act, outcome, actor, party, from, until, text }: Values): LedgerFilter {
  const filter = ledgerFilter.safeParse({
    ...(act === undefined ? {} : { acts: act }),
    ...(outcome === undefined ? {} : { outcomes: outcome }),
    ...(actor === undefined ? {} : { actor }),
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

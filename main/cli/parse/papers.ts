// `paper`: certificates and records that are kept as files.
import { z } from 'zod'
import { type RecordName, recordName } from '../../../preload/shapes/papers.ts'
import { no } from '../notUnderstood.ts'
import { none, one, type Values } from './values.ts'

export type PaperCommand =
  | { readonly name: 'paper list' }
  | { readonly name: 'paper show' | 'paper verify' | 'paper remove'; readonly id: string }
  | { readonly name: 'paper import'; readonly files: readonly string[] }
  | { readonly name: 'paper export'; readonly id: string; readonly out: string }
  | { readonly name: 'paper fetch'; readonly records: readonly RecordName[] }

/** @returns undefined for other commands. @throws NotUnderstood */
export function paperCommand(name: string, rest: readonly string[], { out }: Values): PaperCommand | undefined {
  switch (name) {
    case 'paper list':
      none(name, rest)
      return { name }
    case 'paper show':
    case 'paper verify':
    case 'paper remove':
      return { name, id: one(name, 'the id of a paper', rest) }
    case 'paper import':
      if (rest.length === 0 || rest.includes('')) no('"paper import" wants the files to keep')
      return { name, files: rest }
    case 'paper export':
      if (out === undefined || out === '') return no('"paper export" wants --out NEW-FILE')
      return { name, id: one(name, 'the id of a paper', rest), out }
    case 'paper fetch': {
      const records = z.array(recordName).safeParse(rest)
      if (!records.success)
        return no(`"paper fetch" wants some of ${recordName.options.join(', ')}, or nothing for all`)
      return { name, records: rest.length === 0 ? recordName.options : records.data }
    }
    default:
      return undefined
  }
}

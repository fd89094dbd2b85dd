// `receive`, `share`, `list` and `show`: credentials.
import { no } from '../notUnderstood.ts'
import { none, one, type Values } from './values.ts'

export type Choice = { readonly kind: 'least' } | { readonly kind: 'option'; readonly option: string }

export type CredentialCommand =
  | { readonly name: 'list'; readonly search?: string }
  | { readonly name: 'receive'; readonly offer: string }
  | {
      readonly name: 'share'
      readonly request: string
      readonly choice?: Choice
      /** Credential by credential query, where several would do. */
      readonly credentials: Readonly<Record<string, string>>
    }
  | { readonly name: 'show'; readonly id: string }

/** @returns undefined for other commands. @throws NotUnderstood */
export function credentialCommand(
  name: string,
  rest: readonly string[],
  values: Values,
): CredentialCommand | undefined {
  switch (name) {
    case 'list':
      none(name, rest)
      if ((values.search?.length ?? 0) > 100) no('--search takes 100 letters at most')
      return { name, ...(values.search === undefined ? {} : { search: values.search }) }
    case 'receive':
      return { name, offer: one(name, 'an offer', rest) }
    case 'share': {
      const choice = choiceOf(values)
      const credentials = Object.fromEntries((values.credential ?? []).map(pair))
      return { name, request: one(name, 'a request', rest), credentials, ...(choice === undefined ? {} : { choice }) }
    }
    case 'show':
      return { name, id: one(name, 'the id of a credential', rest) }
    default:
      return undefined
  }
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

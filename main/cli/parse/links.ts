// `link`: services that are linked at the portal.
import { type PartnerId, partnerId } from '../../../preload/shapes/partners.ts'
import { no } from '../notUnderstood.ts'
import { none, one } from './values.ts'

export type LinkCommand =
  | { readonly name: 'link list' }
  | { readonly name: 'link add' | 'link end' | 'link documents'; readonly partner: PartnerId }
  /** No id: all that are not in the drawer yet. */
  | { readonly name: 'link fetch'; readonly partner: PartnerId; readonly ids: readonly string[] }

/** @returns undefined for other commands. @throws NotUnderstood */
export function linkCommand(name: string, rest: readonly string[]): LinkCommand | undefined {
  switch (name) {
    case 'link list':
      none(name, rest)
      return { name }
    case 'link add':
    case 'link end':
    case 'link documents':
      return { name, partner: partnerOf(name, one(name, 'a service', rest)) }
    case 'link fetch': {
      const [partner = '', ...ids] = rest
      return { name, partner: partnerOf(name, partner), ids }
    }
    default:
      return undefined
  }
}

const partnerOf = (name: string, word: string): PartnerId =>
  partnerId.options.find((option) => option === word) ?? no(`"${name}" wants one of ${partnerId.options.join(', ')}`)

// `mandate portal`: who may act for whom at the portal.
import { z } from 'zod'
import {
  type PortalMandateTerms,
  portalMandateKind,
  portalMandateScope,
} from '../../../preload/shapes/portalMandates.ts'
import { no } from '../notUnderstood.ts'
import { none, one, type Values } from './values.ts'

export type PortalMandateCommand =
  | { readonly name: 'mandate portal list' | 'mandate portal refresh' | 'mandate portal records' }
  | {
      readonly name: 'mandate portal register'
      readonly other: string
      readonly as: 'agent' | 'principal'
      readonly terms: PortalMandateTerms
    }
  | { readonly name: 'mandate portal end'; readonly id: string }

/** @returns undefined for other commands. @throws NotUnderstood */
export function portalMandateCommand(
  name: string,
  rest: readonly string[],
  values: Values,
): PortalMandateCommand | undefined {
  switch (name) {
    case 'mandate portal list':
    case 'mandate portal refresh':
    case 'mandate portal records':
      none(name, rest)
      return { name }
    case 'mandate portal register': {
      const as = z.enum(['agent', 'principal']).safeParse(values.as)
      if (!as.success) return no(`"${name}" wants --as agent or --as principal: what you become`)
      return { name, other: one(name, 'the name of the other person', rest), as: as.data, terms: termsOf(values) }
    }
    case 'mandate portal end':
      return { name, id: one(name, 'the id of a mandate at the portal', rest) }
    default:
      return undefined
  }
}

function termsOf({ basis, scope, from, until }: Values): PortalMandateTerms {
  const kind = portalMandateKind.safeParse(basis ?? 'appointed')
  if (!kind.success) return no(`--basis is ${portalMandateKind.options.join(' or ')}`)
  const scopes = z.array(portalMandateScope).min(1).safeParse(scope?.split(','))
  if (!scopes.success) return no(`--scope is some of ${portalMandateScope.options.join(',')}, with commas between`)
  const days = z.object({ from: z.iso.date(), until: z.iso.date() }).safeParse({ from, until })
  if (!days.success) return no('--from DAY and --until DAY say when it holds, such as 2026-11-23')
  return { kind: kind.data, scopes: [...new Set(scopes.data)], ...days.data }
}

// `mandate`: who may act for whom.
import { z } from 'zod'
import { type MandateScope, mandateScope } from '../../../preload/shapes/mandates.ts'
import { type Person, personColour } from '../../../preload/shapes/people.ts'
import { no } from '../notUnderstood.ts'
import { none, one, type Values } from './values.ts'

export type MandateCommand =
  | { readonly name: 'mandate list' }
  | {
      readonly name: 'mandate child'
      readonly person: string
      readonly born: string
      readonly colour?: Person['colour']
    }
  /** `until` and `scope` are for adults. */
  | {
      readonly name: 'mandate appoint'
      readonly agent: string
      readonly scope: readonly MandateScope[]
      readonly until?: string
      readonly agentBy?: 'card' | 'passphrase' | 'recovery'
    }
  | { readonly name: 'mandate end' | 'mandate give-up'; readonly id: string }
  | { readonly name: 'mandate hand-over'; readonly id: string; readonly opener: 'card' | 'passphrase' }

/** @returns undefined for other commands. @throws NotUnderstood */
export function mandateCommand(name: string, rest: readonly string[], values: Values): MandateCommand | undefined {
  switch (name) {
    case 'mandate list':
      none(name, rest)
      return { name }
    case 'mandate child': {
      const colour = personColour.optional().safeParse(values.colour)
      if (!colour.success) return no(`--colour is one of ${personColour.options.join(', ')}`)
      const born = dayOf('born', values.born) ?? no('"mandate child" wants --born DAY')
      const person = one(name, 'a name', rest)
      return { name, person, born, ...(colour.data === undefined ? {} : { colour: colour.data }) }
    }
    case 'mandate appoint': {
      const until = dayOf('until', values.until)
      const by = z.enum(['card', 'passphrase', 'recovery']).optional().safeParse(values['agent-by'])
      if (!by.success) return no('--agent-by is card, passphrase or recovery')
      return {
        name,
        agent: one(name, 'the name of who is to act', rest),
        scope: scopeOf(values.scope),
        ...(until === undefined ? {} : { until }),
        ...(by.data === undefined ? {} : { agentBy: by.data }),
      }
    }
    case 'mandate end':
    case 'mandate give-up':
      return { name, id: one(name, 'the id of a mandate', rest) }
    case 'mandate hand-over': {
      const { opener = 'card' } = values
      if (opener !== 'card' && opener !== 'passphrase') return no('--opener is card or passphrase')
      return { name, id: one(name, 'the id of a mandate', rest), opener }
    }
    default:
      return undefined
  }
}

function dayOf(option: string, text: string | undefined): string | undefined {
  const day = z.iso.date().optional().safeParse(text)
  return day.success ? day.data : no(`--${option} wants a day such as 2026-11-23`)
}

function scopeOf(text: string | undefined): MandateScope[] {
  const scope = z.array(mandateScope).safeParse((text ?? 'look').split(','))
  return scope.success ? scope.data : no(`--scope is some of ${mandateScope.options.join(',')}, with commas between`)
}

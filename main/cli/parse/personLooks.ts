// `person rename|move|colour|picture|overview|applications`: how a person is told from the others, and what the others see.
import {
  type OverviewShows,
  overviewShows,
  type Person,
  type PersonDrawing,
  personColour,
  personDrawing,
} from '../../../preload/shapes/people.ts'
import { no } from '../notUnderstood.ts'
import { none, one, switched, type Values } from './values.ts'

export type PersonLooksCommand =
  | { readonly name: 'person rename'; readonly to: string }
  /** `place` from 1. */
  | { readonly name: 'person move'; readonly who: string; readonly place: number }
  | { readonly name: 'person colour'; readonly colour: Person['colour'] }
  /** null: the first letter of their name. */
  | { readonly name: 'person picture'; readonly picture: { drawing: PersonDrawing | null } | { photo: string } }
  | { readonly name: 'person overview'; readonly shows: OverviewShows }
  | { readonly name: 'person applications'; readonly allowed: boolean }

/** @returns undefined for other commands. @throws NotUnderstood */
export function personLooksCommand(
  name: string,
  rest: readonly string[],
  values: Values,
): PersonLooksCommand | undefined {
  switch (name) {
    case 'person rename': {
      const to = one(name, 'the new name', rest).trim()
      return to.length > 0 && to.length <= 40 ? { name, to } : no('a name has 1 to 40 characters')
    }
    case 'person move': {
      const [who, place, more] = rest
      if (who === undefined || place === undefined || more !== undefined || !/^[1-9]\d?$/.test(place))
        return no('"person move" wants a name and a place in the list, from 1')
      return { name, who, place: Math.min(Number(place), 32) }
    }
    case 'person colour':
      return { name, colour: oneOf(personColour, one(name, 'a colour', rest), 'a colour') }
    case 'person picture': {
      if (values.photo !== undefined) {
        none(name, rest)
        return { name, picture: { photo: values.photo } }
      }
      const wanted = one(name, 'a drawing, none, or --photo FILE', rest)
      return { name, picture: { drawing: wanted === 'none' ? null : oneOf(personDrawing, wanted, 'a drawing') } }
    }
    case 'person overview':
      return { name, shows: oneOf(overviewShows, one(name, 'what is shown', rest), 'what is shown') }
    case 'person applications':
      return { name, allowed: switched(name, one(name, 'on or off', rest)) }
    default:
      return undefined
  }
}

interface Options<T extends string> {
  readonly options: readonly T[]
}

function oneOf<T extends string>({ options }: Options<T>, word: string, what: string): T {
  return options.find((option) => option === word) ?? no(`${what} is one of ${options.join(', ')}`)
}

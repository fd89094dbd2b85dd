import { type Person, personColour } from '../../preload/shapes/people.ts'
import { useText } from '../text/TextContext.tsx'
import { Choice } from './Choice.tsx'
import { PersonMark } from './PersonMark.tsx'

type Colour = Person['colour']

interface Props {
  readonly label: string
  readonly note?: string
  /** Where a heading above says the same. */
  readonly labelHidden?: boolean
  /** Whose mark bears it; a name that is not typed yet is a dot. */
  readonly person: Pick<Person, 'name' | 'picture'>
  readonly value: Colour
  readonly onChange: (colour: Colour) => void
}

/** A person's colour, each shown on their mark. */
export function ColourChoice({ person, ...choice }: Props) {
  const { text } = useText()
  const name = person.name.trim() === '' ? '・' : person.name.trim()
  return (
    <Choice
      {...choice}
      row
      options={personColour.options.map((value) => ({
        value,
        label: text.colours[value],
        content: <PersonMark person={{ ...person, name, colour: value }} />,
      }))}
    />
  )
}

/** The first colour that nobody of the household has. */
export const freeColour = (people: readonly Person[]): Colour | undefined =>
  personColour.options.find((colour) => !people.some((person) => person.colour === colour))

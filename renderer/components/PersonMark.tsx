import type { Person } from '../../preload/shapes/people.ts'
import { Drawing } from './Drawing.tsx'
import style from './PersonMark.module.css'

/** A person's colour with their picture, or the first letter of their name; the name always stands beside it. */
export function PersonMark({
  person,
  size = 'normal',
}: {
  person: Pick<Person, 'name' | 'colour' | 'picture'>
  size?: 'normal' | 'large'
}) {
  return (
    <span className={`${style['mark']} ${style[size]}`} data-colour={person.colour} aria-hidden="true">
      <Inside person={person} />
    </span>
  )
}

function Inside({ person: { name, picture } }: { person: Pick<Person, 'name' | 'picture'> }) {
  if (picture === undefined) return <>{firstLetter(name)}</>
  return 'photo' in picture ? <img src={picture.photo} alt="" /> : <Drawing name={picture.drawing} />
}

/** Of the given name, which comes last in Japanese. */
function firstLetter(name: string): string | undefined {
  const given = name.split(/[\s　]+/).at(-1) ?? name
  return [...given][0]
}

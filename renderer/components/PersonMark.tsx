import type { Person } from '../../preload/shapes/people.ts'
import style from './PersonMark.module.css'

/** A person's colour with the first letter of their name; the name always stands beside it. */
export function PersonMark({
  person,
  size = 'normal',
}: {
  person: Pick<Person, 'name' | 'colour'>
  size?: 'normal' | 'large'
}) {
  const given = person.name.split(/[\s　]+/).at(-1) ?? person.name
  return (
    <span className={`${style['mark']} ${style[size]}`} data-colour={person.colour} aria-hidden="true">
      {[...given][0]}
    </span>
  )
}

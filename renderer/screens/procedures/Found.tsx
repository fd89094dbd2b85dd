// What was found: each with what it is, who receives it, and whether it can be applied for here.
import { useEffect, useRef } from 'react'
import type { ProcedureList } from '../../../preload/shapes/procedures.ts'
import { Button } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Note } from '../../components/Note.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Procedures.module.css'

interface Props {
  readonly list: ProcedureList
  /** It was found just now; otherwise it is what the drawer keeps of the last time. */
  readonly fresh: boolean
  readonly go: Go
}

export function Found({ list, fresh, go }: Props) {
  const { text, language } = useText()
  const words = text.procedures
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (fresh) heading.current?.focus()
  }, [fresh])
  const { asked, place } = list
  const conditions = [
    asked.lifeEvent === undefined ? [] : words.lifeEvents[asked.lifeEvent],
    asked.personKind === undefined ? [] : words.personKinds[asked.personKind],
    place === undefined ? [] : `${place.prefecture}${place.name}`,
    asked.text ?? [],
  ].flat()
  const time = formatDateTime(list.asOf, language)
  return (
    <section className={style['found']} aria-labelledby="found">
      <h2 id="found" ref={heading} tabIndex={-1}>
        <Ruby>{words.found(list.found.length)}</Ruby>
      </h2>
      <Note>
        <Ruby>{words.asked}</Ruby>
        {text.marks.colon}
        <Ruby>{conditions.length === 0 ? words.fields.any : conditions.join(text.marks.dot)}</Ruby>
      </Note>
      <Note>{fresh ? words.asOf(time) : words.kept(time)}</Note>
      {list.found.length === 0 && (
        <p>
          <Ruby>{words.foundNone}</Ruby>
        </p>
      )}
      <ul className={style['list']}>
        {list.found.map(({ id, title, summary, organisation, fee, online }) => (
          <li key={id} className={style['card']}>
            <h3>{title}</h3>
            <p>{summary}</p>
            <Note>
              {organisation}
              {text.marks.dot}
              <Ruby>{words.facts.fee}</Ruby>
              {text.marks.colon}
              {fee}
            </Note>
            <div className={style['foot']}>
              <p className={style['online']} data-online={online}>
                <Icon name={online ? 'check' : 'building'} size={18} />
                <Ruby>{online ? words.online : words.elsewhere}</Ruby>
              </p>
              <Button label={words.openNamed(title)} onPress={() => go({ name: 'procedure', id })}>
                {words.open}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { useState } from 'react'
import type { Paper } from '../../../preload/shapes/papers.ts'
import { Button } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Papers.module.css'

/** So many at first. */
const some = 12

/** What is kept, the newest first. @param papers undefined until it is known */
export function PaperList({ papers, go }: { papers: readonly Paper[] | undefined; go: Go }) {
  const { text, language } = useText()
  const words = text.papers
  const [all, setAll] = useState(false)
  const shown = all ? papers : papers?.slice(0, some)
  return (
    <Part title={words.list} plain>
      {papers?.length === 0 && (
        <div className={style['empty']}>
          <p>
            <strong>
              <Ruby>{words.none}</Ruby>
            </strong>
          </p>
          <p>
            <Ruby>{words.noneText}</Ruby>
          </p>
        </div>
      )}
      <ul className={style['list']}>
        {shown?.map(({ id, kind, name, source, receivedAt }) => (
          <li key={id}>
            <button type="button" className={style['paper']} onClick={() => go({ name: 'paper', id })}>
              <Icon name="paper" />
              <span>
                <strong>{name[language]}</strong>
                <small>
                  <Ruby>{words.kinds[kind]}</Ruby>
                  {text.marks.dot}
                  <Ruby>{words.from[source.from]}</Ruby>
                  {text.marks.dot}
                  <Ruby>{words.receivedOn(formatDate(receivedAt, language))}</Ruby>
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {papers !== undefined && papers.length > some && !all && (
        <Button look="quiet" onPress={() => setAll(true)}>
          {words.all(papers.length)}
        </Button>
      )}
    </Part>
  )
}

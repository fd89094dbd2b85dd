// What is printed for a kitchen drawer: a code or a share, what it opens, what it cannot bring back, and where to keep it.
// On the screen only the code itself stands; the rest is for the paper.
import type { ReactNode } from 'react'
import { Fact } from '../components/Fact.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { formatDate } from '../text/dates.ts'
import { useText } from '../text/TextContext.tsx'
import paper from './Paper.module.css'
import style from './SecretPage.module.css'

interface Props {
  readonly heading: string
  readonly person: string
  /** Who gets it; absent: it stays with the owner. */
  readonly holder?: string | undefined
  /** What the paper says that it opens. */
  readonly opens: readonly string[]
  /** The one sentence that stands on the screen too. */
  readonly keep: string
  readonly children: ReactNode
}

export function PaperSheet({ heading, person, holder, opens, keep, children }: Props) {
  const { text, language } = useText()
  const words = text.recovery.sheet
  const parts = [
    [words.opens, opens],
    [words.cannot, words.cannotList],
    [words.where, words.whereList],
  ] as const
  return (
    <div className={paper['sheet']} data-sheet>
      <div className={paper['onPaper']}>
        <p className={paper['title']}>
          <Ruby>{heading}</Ruby>
        </p>
        <dl className={style['facts']}>
          <Fact name={words.whose}>{person}</Fact>
          {holder !== undefined && <Fact name={words.holder}>{holder}</Fact>}
          <Fact name={words.date}>{formatDate(new Date().toISOString(), language)}</Fact>
        </dl>
      </div>
      {children}
      <p>
        <Ruby>{keep}</Ruby>
      </p>
      <div className={paper['onPaper']}>
        {parts.map(([title, lines]) => (
          <section key={title}>
            <h2>
              <Ruby>{title}</Ruby>
            </h2>
            <ul>
              {lines.map((line) => (
                <li key={line}>
                  <Ruby>{line}</Ruby>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  )
}

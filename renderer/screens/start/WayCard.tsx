import { Icon, type IconName } from '../../components/Icon.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import style from './Start.module.css'

interface Props {
  readonly icon: IconName
  readonly title: string
  readonly sentence: string
  readonly mark?: string
  readonly children: React.ReactNode
}

/** One way to begin: what it is, in a sentence, and its button. */
export function WayCard({ icon, title, sentence, mark, children }: Props) {
  return (
    <section className={style['way']} data-marked={mark !== undefined}>
      <span className={style['wayIcon']}>
        <Icon name={icon} size={32} />
      </span>
      <h2>
        <Ruby>{title}</Ruby>
      </h2>
      {mark !== undefined && (
        <strong className={style['mark']}>
          <Ruby>{mark}</Ruby>
        </strong>
      )}
      <p>
        <Ruby>{sentence}</Ruby>
      </p>
      {children}
    </section>
  )
}

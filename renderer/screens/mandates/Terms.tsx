import type { HeldMandate, Mandate } from '../../../preload/shapes/mandates.ts'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Mandates.module.css'

/** On what basis, to do what, until when. */
export function Terms({ mandate: { basis, scope, until } }: { mandate: Mandate | HeldMandate }) {
  const { text, language } = useText()
  const words = text.mandates
  const day = formatDay(until, language)
  return (
    <dl className={style['terms']}>
      <div>
        <dt>
          <Ruby>{words.basis}</Ruby>
        </dt>
        <dd>
          <Ruby>{words.bases[basis]}</Ruby>
        </dd>
      </div>
      <div>
        <dt>
          <Ruby>{words.until}</Ruby>
        </dt>
        <dd>
          <Ruby>{basis === 'guardian' ? words.untilOfAge(day) : words.untilDay(day)}</Ruby>
        </dd>
      </div>
      <div>
        <dt>
          <Ruby>{words.may}</Ruby>
        </dt>
        <dd>
          <Ruby>
            {basis === 'guardian' ? words.mayAll : scope.map((one) => words.scopes[one]).join(text.marks.comma)}
          </Ruby>
        </dd>
      </div>
    </dl>
  )
}

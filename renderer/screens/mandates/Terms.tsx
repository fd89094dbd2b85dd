import type { HeldMandate, Mandate } from '../../../preload/shapes/mandates.ts'
import { Fact } from '../../components/Fact.tsx'
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
      <Fact name={words.basis}>
        <Ruby>{words.bases[basis]}</Ruby>
      </Fact>
      <Fact name={words.until}>
        <Ruby>{basis === 'guardian' ? words.untilOfAge(day) : words.untilDay(day)}</Ruby>
      </Fact>
      <Fact name={words.may}>
        <Ruby>
          {basis === 'guardian' ? words.mayAll : scope.map((one) => words.scopes[one]).join(text.marks.comma)}
        </Ruby>
      </Fact>
    </dl>
  )
}

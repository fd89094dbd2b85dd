import type { MandateList } from '../../../preload/shapes/mandates.ts'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Mandates.module.css'

/** What has ended stays to be looked up. */
export function Past({ list }: { list: MandateList }) {
  const { text, language } = useText()
  const words = text.mandates
  const past = [
    ...list.given.map(({ id, agent, ended }) => ({ id, name: agent.name, ended })),
    ...list.held.map(({ id, principal, ended }) => ({ id, name: principal.name, ended })),
  ]
  const ended = past.flatMap(({ id, name, ended: end }) => (end === null ? [] : [{ id, name, ...end }]))
  if (ended.length === 0) return null
  return (
    <details className={style['past']}>
      <summary>
        <Ruby>{words.past}</Ruby>
      </summary>
      <ul>
        {ended.map(({ id, name, at, why }) => (
          <li key={id}>
            <strong>{name}</strong>
            <Ruby>{words.endedOn(formatDate(at, language), words.ends[why])}</Ruby>
          </li>
        ))}
      </ul>
    </details>
  )
}

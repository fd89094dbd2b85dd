import type { Diagnosis } from '../../../preload/shapes/doctor.ts'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from './Doctor.module.css'

/** For who helps by telephone: as they were found, in no language. */
export function Facts({ finding: { code, facts = {} } }: { finding: Diagnosis }) {
  const { text } = useText()
  return (
    <details className={style['facts']}>
      <summary>
        <Ruby>{text.doctor.facts}</Ruby>
      </summary>
      <dl>
        <div>
          <dt>code</dt>
          <dd>{code}</dd>
        </div>
        {Object.entries(facts).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{String(value ?? '–')}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

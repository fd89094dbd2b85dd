import type { z } from 'zod'
import type { finding } from '../../preload/shapes/common.ts'
import { useText } from '../text/TextContext.tsx'
import style from './Findings.module.css'
import { Icon } from './Icon.tsx'
import { More } from './More.tsx'
import { Ruby } from './Ruby.tsx'

/** Everything that was checked, one line each with its rule, behind one line that counts them. */
export function Findings({ title, findings }: { title: string; findings: readonly z.infer<typeof finding>[] }) {
  const { text } = useText()
  return (
    <More title={title} className={style['findings']}>
      <ul>
        {findings.map(({ rule, ok, message }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once and never changes its order
          <li key={index} data-ok={ok}>
            <Icon name={ok ? 'check' : 'cross'} size={20} />
            <p>
              <span className="visuallyHidden">
                <Ruby>{ok ? text.credential.passed : text.credential.failed}</Ruby>
              </span>
              {message}
              <small>{rule}</small>
            </p>
          </li>
        ))}
      </ul>
    </More>
  )
}

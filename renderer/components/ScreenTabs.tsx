import { withoutRuby } from '../../preload/text/ruby.ts'
import { useGo } from '../GoContext.tsx'
import type { Screen } from '../screen.ts'
import { Ruby } from './Ruby.tsx'
import style from './ScreenTabs.module.css'

export interface ScreenTab {
  readonly to: Screen
  readonly name: string
  /** How many things wait there. */
  readonly count?: number | undefined
}

interface Props {
  readonly label: string
  readonly tabs: readonly ScreenTab[]
  /** The tab under which the screen that is shown is found. */
  readonly here: Screen['name']
}

/** Screens that belong together, in a row: links between screens, not panels of one. */
export function ScreenTabs({ label, tabs, here }: Props) {
  const go = useGo()
  return (
    <nav aria-label={withoutRuby(label)}>
      <ul className={style['row']}>
        {tabs.map(({ to, name, count }) => (
          <li key={to.name}>
            <button
              type="button"
              className={style['tab']}
              aria-current={to.name === here ? 'page' : undefined}
              onClick={() => go?.(to)}
            >
              <Ruby>{name}</Ruby>
              {count !== undefined && count > 0 && <span className={style['count']}>{count}</span>}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

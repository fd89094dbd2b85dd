// What was checked of the data that was read: in words, held, not held, or that nobody could.
import type { CardCheck } from '../../../preload/shapes/cardData.ts'
import { cardCheckWords } from '../../../preload/text/cardChecks.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Icon, type IconName } from '../../components/Icon.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from './CardData.module.css'

const icons: Record<CardCheck['state'], IconName> = { held: 'check', failed: 'cross', notChecked: 'info' }

export function Checks({ checks }: { checks: readonly CardCheck[] }) {
  const { text, language } = useText()
  const words = text.cardData.checks
  const failed = checks.some(({ state }) => state === 'failed')
  const held = checks.some(({ state }) => state === 'held')
  const title = failed ? words.bad : held ? words.good : words.none
  return (
    <Notice kind={failed ? 'bad' : held ? 'good' : 'info'} level={3} title={title}>
      {failed && (
        <p>
          <Ruby>{words.badText}</Ruby>
        </p>
      )}
      <ul className={style['checks']} aria-label={withoutRuby(words.title)}>
        {checks.map(({ check, state }) => (
          <li key={check} data-state={state}>
            <Icon name={icons[state]} size={20} />
            <p>
              <strong>
                <Ruby>{words.states[state]}</Ruby>
              </strong>
              {text.marks.colon}
              <Ruby>{cardCheckWords[check][state][language]}</Ruby>
            </p>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

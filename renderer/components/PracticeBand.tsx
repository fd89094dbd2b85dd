import { withoutRuby } from '../../preload/text/ruby.ts'
import { useText } from '../text/TextContext.tsx'
import { Icon } from './Icon.tsx'
import style from './PracticeBand.module.css'
import { Ruby } from './Ruby.tsx'

interface Props {
  /** Leave the button away where there are no tools. */
  readonly tools?: { readonly shown: boolean; readonly toggle: () => void; readonly panelId: string }
}

/** Stands on every screen of practice mode and cannot be closed. */
export function PracticeBand({ tools }: Props) {
  const { text } = useText()
  return (
    <aside className={style['band']} aria-label={withoutRuby(text.band.title)}>
      <strong>
        <Ruby>{text.band.title}</Ruby>
      </strong>
      <span className={style['sentence']}>
        <Ruby>{text.band.sentence}</Ruby>
      </span>
      {tools !== undefined && (
        <button type="button" aria-expanded={tools.shown} aria-controls={tools.panelId} onClick={tools.toggle}>
          <Icon name="practice" size={20} />
          <span>
            <Ruby>{tools.shown ? text.band.hideTools : text.band.showTools}</Ruby>
          </span>
        </button>
      )}
    </aside>
  )
}

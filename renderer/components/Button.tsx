import type { MouseEvent } from 'react'
import { withoutRuby } from '../../preload/text/ruby.ts'
import style from './Button.module.css'
import { Icon, type IconName } from './Icon.tsx'
import { Ruby } from './Ruby.tsx'

interface Props {
  readonly children: string
  readonly onPress?: () => void
  readonly type?: 'button' | 'submit'
  /** Its work runs: the button keeps the focus and does nothing. */
  readonly pending?: boolean
  readonly look?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly icon?: IconName
  /** The whole name where several buttons bear the same words; it holds those words (WCAG 2.5.3). */
  readonly label?: string
  /** The key that does the same, shown beside the words. */
  readonly keyName?: string
  /** The same key as aria-keyshortcuts wants it. */
  readonly shortcut?: string
  /** The id of what it opens and closes, and whether that is open. */
  readonly expands?: string
  readonly expanded?: boolean
  readonly wide?: boolean
  readonly autoFocus?: boolean
}

/** A button; never disabled without a word, only pending while its own work runs. */
export function Button(props: Props) {
  const {
    children,
    onPress,
    type = 'button',
    pending = false,
    look = 'secondary',
    icon,
    label,
    keyName,
    shortcut,
  } = props
  const press = (event: MouseEvent) => {
    if (pending) event.preventDefault()
    else onPress?.()
  }
  return (
    <button
      type={type}
      className={`${style['button']} ${style[look]} ${props.wide === true ? style['wide'] : ''}`}
      aria-disabled={pending || undefined}
      aria-keyshortcuts={shortcut}
      aria-expanded={props.expanded}
      aria-controls={props.expands}
      onClick={press}
      // biome-ignore lint/a11y/noAutofocus: only in a dialog, for the button that leaves everything as it is
      autoFocus={props.autoFocus}
    >
      {icon !== undefined && <Icon name={icon} size={20} />}
      <span aria-hidden={label === undefined ? undefined : true}>
        <Ruby>{children}</Ruby>
      </span>
      {label !== undefined && <span className="visuallyHidden">{withoutRuby(label)}</span>}
      {keyName !== undefined && (
        <span aria-hidden="true" className={style['key']}>
          {keyName}
        </span>
      )}
    </button>
  )
}

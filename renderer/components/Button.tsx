import { Button as AriaButton, type ButtonProps } from 'react-aria-components'
import { withoutRuby } from '../../preload/text/ruby.ts'
import style from './Button.module.css'
import { Icon, type IconName } from './Icon.tsx'
import { Ruby } from './Ruby.tsx'

interface Props extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  readonly children: string
  readonly look?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly icon?: IconName
  /** The key that does the same, shown beside the words. */
  readonly keyName?: string
  readonly wide?: boolean
}

/** A button that stays focusable while its work runs (`isPending`); it is never disabled without a word. */
export function Button({
  children,
  look = 'secondary',
  icon,
  keyName,
  wide = false,
  'aria-label': label,
  ...rest
}: Props) {
  return (
    <AriaButton
      {...rest}
      {...(label === undefined ? {} : { 'aria-label': withoutRuby(label) })}
      className={`${style['button']} ${style[look]} ${wide ? style['wide'] : ''}`}
    >
      {icon !== undefined && <Icon name={icon} size={20} />}
      <span>
        <Ruby>{children}</Ruby>
      </span>
      {keyName !== undefined && (
        <span aria-hidden="true" className={style['key']}>
          {keyName}
        </span>
      )}
    </AriaButton>
  )
}

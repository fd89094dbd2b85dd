import type { ShareOption } from '../../../preload/shapes/sharing.ts'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from './Share.module.css'

interface Props {
  readonly option: ShareOption
  /** Sends the fewest attributes. */
  readonly least: boolean
  /** The one that was asked for first. */
  readonly preferred: boolean
}

/** One way to answer, as it can be chosen: what it sends, and what speaks for it. */
export function OptionContent({ option, least, preferred }: Props) {
  const { text, language } = useText()
  const names = option.parts.flatMap((part) => part.candidates[0]?.attributes.map(({ label }) => label[language]) ?? [])
  return (
    <>
      <span className={style['names']}>{names.join(text.marks.comma)}</span>
      {(least || preferred) && (
        <span className={style['badges']}>
          {least && (
            <span data-badge="least">
              <Ruby>{text.share.least}</Ruby>
            </span>
          )}
          {preferred && (
            <span data-badge="preferred">
              <Ruby>{text.share.preferred}</Ruby>
            </span>
          )}
        </span>
      )}
    </>
  )
}

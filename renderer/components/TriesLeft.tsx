import { useText } from '../text/TextContext.tsx'
import { Ruby } from './Ruby.tsx'
import style from './TriesLeft.module.css'

/** How many tries a PIN has left, in words and as dots. `most` is what the card allows when nothing was mistyped. */
export function TriesLeft({ left, most }: { left: number | null; most: number }) {
  const { text } = useText()
  const words = left === null ? text.card.noPin : left === 0 ? text.card.locked : text.card.tries(left)
  const look = left === null ? 'none' : left === 0 ? 'locked' : left < most ? 'few' : 'all'
  return (
    <span className={style['tries']} data-look={look}>
      {left !== null && (
        <span className={style['dots']} aria-hidden="true">
          {Array.from({ length: Math.max(most, left) }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the dots are alike and keep their places
            <i key={index} data-left={index < left} />
          ))}
        </span>
      )}
      <span>
        <Ruby>{words}</Ruby>
      </span>
    </span>
  )
}

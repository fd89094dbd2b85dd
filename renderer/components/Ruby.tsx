import { parseRuby, withoutRuby } from '../../preload/text/ruby.ts'
import { useText } from '../text/TextContext.tsx'
import style from './Ruby.module.css'

/**
 * A sentence with its readings when the person wants them. Readings are for the eyes: screen readers would speak words
 * twice and in pieces, so they get the plain sentence.
 */
export function Ruby({ children }: { children: string }) {
  const { furigana } = useText()
  const plain = withoutRuby(children)
  if (!furigana || plain === children) return plain
  let at = 0
  return (
    <span className={style['sentence']}>
      <span aria-hidden="true">
        {parseRuby(children).map(({ text, reading }) => {
          at += text.length
          return reading === undefined ? (
            text
          ) : (
            <ruby key={at}>
              {text}
              <rt>{reading}</rt>
            </ruby>
          )
        })}
      </span>
      <span className={style['plain']}>{plain}</span>
    </span>
  )
}

import { parseRuby, withoutRuby } from '../../preload/text/ruby.ts'
import { useText } from '../text/TextContext.tsx'

/** A sentence with its readings when the person wants them. Readings are for the eyes: names of controls stay the plain word. */
export function Ruby({ children }: { children: string }) {
  const { furigana } = useText()
  if (!furigana) return withoutRuby(children)
  let at = 0
  return parseRuby(children).map(({ text, reading }) => {
    at += text.length
    return reading === undefined ? (
      text
    ) : (
      <ruby key={at}>
        {text}
        <rt>
          <span aria-hidden="true">{reading}</span>
        </rt>
      </ruby>
    )
  })
}

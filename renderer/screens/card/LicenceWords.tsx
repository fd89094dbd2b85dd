// A text of a licence: characters that no table has stand in it as pictures, as large as the letters around them.
import type { LicenceText } from '../../../preload/shapes/cardData.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { useText } from '../../text/TextContext.tsx'
import drawn from './DrawnCard.module.css'

export function LicenceWords({ parts }: { parts: LicenceText }) {
  const { text } = useText()
  const name = withoutRuby(text.cardData.external)
  return parts.map((part, index) => {
    if (typeof part === 'string') return part
    // biome-ignore-start lint/suspicious/noArrayIndexKey: the parts of one text never move
    return part.picture === null ? (
      <span key={index} role="img" aria-label={name}>
        〓
      </span>
    ) : (
      <img key={index} className={drawn['external']} src={part.picture} alt={name} />
    )
    // biome-ignore-end lint/suspicious/noArrayIndexKey: above
  })
}

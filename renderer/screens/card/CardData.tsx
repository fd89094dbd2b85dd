// What the card holds beside its certificates. It is read when the person asks, shown, and kept nowhere.
import type { CardInReader } from '../../../preload/shapes/card.ts'
import { Notice } from '../../components/Notice.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { AttributesPart } from './AttributesPart.tsx'
import style from './CardData.module.css'
import { FacePart } from './FacePart.tsx'
import { LicencePart } from './LicencePart.tsx'
import type { AtCard } from './Reading.tsx'

interface Props extends AtCard {
  readonly card: CardInReader
}

export function CardData({ card, ...at }: Props) {
  const { text } = useText()
  const words = text.cardData
  if (card.kind !== 'myNumber' && card.kind !== 'licence') return null
  const phone = card.kind === 'myNumber' && (card.medium === 'android' || card.medium === 'iphone')
  const holdsAttributes = card.kind === 'myNumber' && !phone && card.medium !== 'residentCard'
  const holdsLicence = card.kind === 'licence' || card.licence !== null
  return (
    // Another drawer, or none: what was read for one person is not shown to another.
    <div key={at.person?.id} className={style['parts']}>
      {phone ? (
        <Notice kind="info" title={words.phone.title}>
          <p>
            <Ruby>{words.phone.text}</Ruby>
          </p>
        </Notice>
      ) : (
        <Notice kind="info" title={words.stored.title}>
          <p>
            <Ruby>{words.stored.text}</Ruby>
          </p>
        </Notice>
      )}
      {holdsAttributes && <AttributesPart at={at} byPin={card.triesLeft.input !== null && !card.withoutPins} />}
      {holdsAttributes && <FacePart at={at} />}
      {holdsLicence && <LicencePart at={at} card={card} />}
    </div>
  )
}

// A driver's licence drawn as one: lines, coloured band, classes in a grid, photo.
import type { LicenceData, LicenceText } from '../../../preload/shapes/cardData.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Fact } from '../../components/Fact.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDay, isPast } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import drawn from './DrawnCard.module.css'
import { Portrait } from './FacePart.tsx'
import { LicenceWords } from './LicenceWords.tsx'

/** 色区分 decides the colour of the band, as on the printed licence. */
const colours: Record<string, string> = { 優良: 'gold', 新規: 'green' }

export function DrawnLicence({ licence }: { licence: LicenceData }) {
  const { text, language } = useText()
  const { fields, licence: words } = text.cardData
  const onCard = licence.form === 'myNumberCard'
  const day = (value: string | null) => (value === null ? '' : formatDay(value, language))
  const rows: readonly (readonly [string, LicenceText])[] = [
    [fields.name, licence.name],
    [fields.kana, licence.kana],
    [fields.commonName, licence.commonName],
    [fields.birthDate, [day(licence.birthDate)]],
    [fields.address, licence.address],
    [fields.domicile, licence.domicile ?? []],
    [fields.issuedOn, [day(licence.issuedOn)]],
    [fields.colour, [licence.colour]],
    [fields.number, [licence.number]],
    [fields.authority, [licence.authority]],
  ]
  return (
    <article
      className={drawn['card']}
      data-look="licence"
      aria-label={onCard ? withoutRuby(words.onCard) : withoutRuby(words.title)}
    >
      <p className={drawn['band']}>
        <Ruby>{onCard ? words.onCard : words.title}</Ruby>
      </p>
      {(onCard || licence.photo !== null) && <Portrait photo={licence.photo} />}
      <dl className={drawn['lines']}>
        {rows
          .filter(([, parts]) => parts.some((part) => part !== ''))
          .map(([label, parts]) => (
            <Fact key={label} name={label}>
              <LicenceWords parts={parts} />
            </Fact>
          ))}
        {!onCard && (
          <Fact name={fields.conditions}>
            {licence.conditions.length === 0 ? (
              <Ruby>{words.noConditions}</Ruby>
            ) : (
              <ul>
                {licence.conditions.map((condition, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines of a document, which never move
                  <li key={index}>
                    <LicenceWords parts={condition} />
                  </li>
                ))}
              </ul>
            )}
          </Fact>
        )}
      </dl>
      {licence.expiresOn !== null && (
        <p className={drawn['until']} data-colour={colours[licence.colour] ?? 'blue'}>
          <Ruby>
            {isPast(licence.expiresOn) ? words.ended(day(licence.expiresOn)) : words.until(day(licence.expiresOn))}
          </Ruby>
        </p>
      )}
      {licence.categories.length > 0 && (
        <table className={drawn['classes']}>
          <caption>
            <Ruby>{words.categories}</Ruby>
          </caption>
          <tbody>
            {licence.categories.map(({ name, heldSince }) => (
              <tr key={name.en}>
                <th scope="row">{name[language]}</th>
                <td>{day(heldSince)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </article>
  )
}

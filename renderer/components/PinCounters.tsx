import type { MyNumberCard } from '../cardTrouble.ts'
import { useText } from '../text/TextContext.tsx'
import style from './PinCounters.module.css'
import { Ruby } from './Ruby.tsx'
import { TriesLeft } from './TriesLeft.tsx'

/** Every PIN of the card in household words, with its tries left, before anybody types. */
export function PinCounters({ card }: { card: MyNumberCard }) {
  const { text } = useText()
  const rows = [
    {
      key: 'authentication',
      name: text.card.authentication,
      form: text.card.authenticationForm,
      official: text.card.authenticationOfficial,
      most: 3,
    },
    {
      key: 'signature',
      name: text.card.signature,
      form: text.card.signatureForm,
      official: text.card.signatureOfficial,
      most: 5,
    },
    { key: 'input', name: text.card.input, form: text.card.inputForm, official: text.card.inputOfficial, most: 3 },
  ] as const
  return (
    <table className={style['counters']}>
      <caption>
        <Ruby>{text.card.pins}</Ruby>
      </caption>
      <tbody>
        {rows.map(({ key, name, form, official, most }) => (
          <tr key={key}>
            <th scope="row">
              <span className={style['name']}>
                <Ruby>{name}</Ruby>
              </span>
              <span className={style['form']}>
                <Ruby>{form}</Ruby>
                {text.marks.dot}
                <Ruby>{official}</Ruby>
              </span>
            </th>
            <td>
              <TriesLeft left={card.triesLeft[key]} most={most} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

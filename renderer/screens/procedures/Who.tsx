// Whose procedure it is, and who else may send it for whom.
import type { MandateRefusal, Preflight, StandingCheck } from '../../../preload/shapes/procedures.ts'
import { failureText } from '../../../preload/text/failureText.ts'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { Check, Told } from './Check.tsx'
import style from './Preflight.module.css'

export function Who({ who }: { who: Preflight['who'] }) {
  const { text } = useText()
  const words = text.procedures
  return (
    <ul>
      {who.refused !== undefined && (
        <Check mark="stops">
          <Refused code={who.refused} />
        </Check>
      )}
      <Check mark={who.refused === undefined ? who.mark : 'look'}>
        <Told>{who.actor === undefined ? words.owner(who.owner) : words.acting(who.actor.name, who.owner)}</Told>
        {who.actor !== undefined && <Told small>{words.actingHow(who.owner)}</Told>}
        <Told small>{words.mayApply}</Told>
        <ul className={style['standings']}>
          {who.standings.map((one) => (
            <li key={one.standing}>
              <Standing {...one} />
            </li>
          ))}
        </ul>
      </Check>
    </ul>
  )
}

function Standing({ standing, note, fits, people }: StandingCheck) {
  const { text } = useText()
  const words = text.procedures
  return (
    <>
      <p>
        <strong>
          <Ruby>{words.standings[standing]}</Ruby>
        </strong>
        {text.marks.colon}
        {note}
      </p>
      <Told small>{words.fits[fits]}</Told>
      {people.length > 0 && (
        <Told small>{words.standingPeople(standing, people.map(({ name }) => name).join(text.marks.comma))}</Told>
      )}
    </>
  )
}

/** A mandate's refusal in its own words. */
function Refused({ code }: { code: MandateRefusal }) {
  const { language } = useText()
  const { title, what, remedy } = failureText({ code }, language)
  return (
    <>
      <p>
        <strong>
          <Ruby>{title}</Ruby>
        </strong>
      </p>
      <Told>{what}</Told>
      <Told small>{remedy}</Told>
    </>
  )
}

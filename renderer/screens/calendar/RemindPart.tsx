import type { Outcome } from '../../../preload/failure.ts'
import type { Calendar } from '../../../preload/shapes/calendar.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'

interface Props {
  readonly calendar: Calendar
  readonly person: Person
  readonly take: (outcome: Outcome<Calendar>) => void
}

/** Reminders by the operating system, which say no more than everybody may see. */
export function RemindPart({ calendar, person, take }: Props) {
  const { text } = useText()
  const words = text.calendar.remind
  const remind = useCall(window.wallet.calendar.remind)
  const on = calendar.people.find(({ personId }) => personId === person.id)?.remind === true
  const shows = person.overview !== undefined
  return (
    <Part title={words.title}>
      {!calendar.canRemind && (
        <p>
          <Ruby>{words.cannot}</Ruby>
        </p>
      )}
      {shows ? (
        <Toggle
          label={words.label}
          note={words.note}
          on={on}
          onChange={(wanted) => void remind.run({ on: wanted }).then(take)}
        />
      ) : (
        <p>
          <Ruby>{words.first}</Ruby>
        </p>
      )}
      {remind.state.step === 'failed' && <FailureNotice failure={remind.state.failure} level={3} />}
    </Part>
  )
}

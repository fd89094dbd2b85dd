// What everybody at this PC sees of the drawer while it is shut: chosen by its owner, and shown as it will be seen.
import { type OverviewShows, overviewShows, type Person } from '../../../preload/shapes/people.ts'
import { Choice } from '../../components/Choice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { NextExpiry } from './NextExpiry.tsx'
import style from './PersonScreen.module.css'
import { Saved } from './Saved.tsx'

export function OverviewPart({ person }: { person: Person }) {
  const { text } = useText()
  const allow = useCall(window.wallet.household.allowOverview)
  const shows: OverviewShows = person.overview ?? 'nothing'
  return (
    <Part title={text.people.overview.title}>
      <p>
        <Ruby>{text.people.overview.lead}</Ruby>
      </p>
      <Choice
        label={text.people.overview.choice}
        value={shows}
        onChange={(chosen) => void allow.run({ shows: chosen })}
        options={overviewShows.options.map((value) => ({
          value,
          label: text.people.overview.shows[value],
          content: (
            <span className={style['note']}>
              <Ruby>{text.people.overview.notes[value]}</Ruby>
            </span>
          ),
        }))}
      />
      {allow.state.step === 'failed' && <FailureNotice failure={allow.state.failure} level={3} />}
      <Saved done={allow.state.step === 'done'} />
      <h3>
        <Ruby>{text.people.overview.seen}</Ruby>
      </h3>
      {person.next === undefined ? (
        <p>
          <Ruby>{shows === 'nothing' ? text.people.overview.seenNothing : text.people.overview.seenEmpty}</Ruby>
        </p>
      ) : (
        <NextExpiry next={person.next} />
      )}
      <p className={style['note']}>
        <Ruby>{text.people.overview.follows}</Ruby>
      </p>
    </Part>
  )
}

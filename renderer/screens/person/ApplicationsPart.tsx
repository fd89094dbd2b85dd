// Whether everybody at this PC sees how the applications stand while the drawer is shut: chosen by its owner, shown as it is seen.
import { useEffect, useRef } from 'react'
import type { Person } from '../../../preload/shapes/people.ts'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { FamilyApplications } from '../board/FamilyApplications.tsx'
import style from './PersonScreen.module.css'
import { Saved } from './Saved.tsx'

/** @param first whether somebody was led here to decide it */
export function ApplicationsPart({ person: { applications }, first }: { person: Person; first: boolean }) {
  const { text } = useText()
  const words = text.familyApplications
  const allow = useCall(window.wallet.household.allowApplications)
  const choice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (first) choice.current?.querySelector('input')?.focus()
  }, [first])
  return (
    <Part title={words.title}>
      <p>
        <Ruby>{words.allowLead}</Ruby>
      </p>
      <div ref={choice}>
        <Toggle
          label={words.allow}
          note={words.allowNote}
          on={applications !== undefined}
          onChange={(allowed) => void allow.run({ allowed })}
        />
      </div>
      {allow.state.step === 'failed' && <FailureNotice failure={allow.state.failure} level={3} />}
      <Saved done={allow.state.step === 'done'} />
      <h3>
        <Ruby>{text.people.overview.seen}</Ruby>
      </h3>
      {applications === undefined ? (
        <p>
          <Ruby>{words.seenNothing}</Ruby>
        </p>
      ) : (
        <FamilyApplications seen={applications} />
      )}
      <p className={style['note']}>
        <Ruby>{words.follows}</Ruby>
      </p>
    </Part>
  )
}

import type { LeavingPerson, LeavingReport, LeavingState } from '../../../preload/shapes/leaving.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import style from './Leaving.module.css'

interface Props {
  readonly person: LeavingPerson
  /** What stands in the field above. */
  readonly typed: string
  readonly changed: (state: LeavingState) => void
  readonly erased: (report: LeavingReport) => void
}

/** A drawer that no key opens: asked for, waited for, removed. */
export function DeadDrawer({ person, typed, changed, erased }: Props) {
  const { text, language } = useText()
  const words = text.leaving.erase.dead
  const ask = useCall(window.wallet.leaving.askRemoval)
  const keep = useCall(window.wallet.leaving.withdrawRemoval)
  const remove = useCall(window.wallet.leaving.eraseUnopened)
  const { removal, unopenable } = person
  const asked = removal !== null && removal.withdrawnAt === null
  const over = unopenable || (asked && new Date(removal.until) <= new Date())
  const failure = failureOf(ask.state, keep.state, remove.state)
  const wanted = { personId: person.id, typed }
  const running = remove.state.step === 'running'

  const eraseNow = async () => {
    const outcome = await remove.run(wanted)
    if (outcome.ok) erased(outcome.value)
  }
  const follow = async (work: Promise<{ ok: true; value: LeavingState } | { ok: false }>) => {
    const outcome = await work
    if (outcome.ok) changed(outcome.value)
  }
  return (
    <div className={style['dead']}>
      <h3>
        <Ruby>{words.title}</Ruby>
      </h3>
      <p>
        <Ruby>{unopenable ? words.damaged : words.text}</Ruby>
      </p>
      {asked && !unopenable && (
        <p role="status">
          <strong>
            <Ruby>{over ? words.now : words.until(formatDate(removal.until, language))}</Ruby>
          </strong>
        </p>
      )}
      <p className={style['note']}>
        <Ruby>{words.honest}</Ruby>
      </p>
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      {running && <Progress stoppable={false} />}
      <Actions>
        {over && (
          <Button look="danger" pending={running} onPress={() => void eraseNow()}>
            {words.erase}
          </Button>
        )}
        {!asked && !unopenable && (
          <Button pending={ask.state.step === 'running'} onPress={() => void follow(ask.run(wanted))}>
            {words.ask}
          </Button>
        )}
        {asked && (
          <Button
            pending={keep.state.step === 'running'}
            onPress={() => void follow(keep.run({ personId: person.id }))}
          >
            {words.keep}
          </Button>
        )}
      </Actions>
    </div>
  )
}

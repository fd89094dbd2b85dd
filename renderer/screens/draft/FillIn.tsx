// Filling in: whom it concerns, what can be filled in from what one has, the form, and what goes with it.
import { useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { Confirm } from '../../components/Confirm.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { OnBehalf } from '../../components/OnBehalf.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDateTime, formatTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { Attachments } from './Attachments.tsx'
import style from './Draft.module.css'
import { Fields } from './Fields.tsx'
import { FillFrom, type Household } from './FillFrom.tsx'
import { FormContext, type FormInHand } from './FormContext.ts'
import { faultAt, toldFaults } from './faults.ts'
import { withoutItem, withValue } from './formContent.ts'
import type { DraftInHand } from './useDraft.ts'
import { useReleased } from './useReleased.ts'
import { Whom } from './Whom.tsx'
import { Wrong } from './Wrong.tsx'

interface Props extends Household {
  readonly inHand: DraftInHand
  /** The portal said no to it a moment ago, or the review found something: what is wrong is told at once. */
  readonly sentBack: 'refused' | 'incomplete' | undefined
  readonly onReview: () => void
}

export function FillIn({ inHand, sentBack, onReview, ...household }: Props) {
  const { text, language } = useText()
  const words = text.drafts
  const { open, form, write, keep } = inHand
  const { draft } = open
  const released = useReleased()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  // Each check tells anew what is wrong, and the keyboard goes there.
  const [checks, setChecks] = useState(sentBack === undefined ? 0 : 1)
  const [checking, setChecking] = useState(false)
  const faults = toldFaults(open, left, checks > 0)
  const showsWrong = faults.length > 0 && (checks > 0 || draft.corrects !== undefined)
  // Told once for each check: a list that comes again while somebody types does not take the keyboard from them.
  const toldOf = useRef(-1)
  useEffect(() => {
    if (showsWrong) toldOf.current = checks
  }, [showsWrong, checks])

  const leave = useCallback(
    (pointer: string) => {
      void keep()
      void released().then(() => setLeft((before) => (before.has(pointer) ? before : new Set([...before, pointer]))))
    },
    [keep, released],
  )
  const hand: FormInHand = {
    form,
    change: (path, value) => write((now) => withValue(now, path, value)),
    takeOut: (path, at, to) => write((now) => withoutItem(now, path, at, to)),
    left: leave,
    faultAt: (pointer) => faultAt(faults, `/form${pointer}`),
    sourceAt: (pointer) => {
      const source = Object.hasOwn(draft.sources, pointer) ? draft.sources[pointer] : undefined
      return source?.from === 'typed' ? undefined : source
    },
  }
  const check = async () => {
    setChecking(true)
    const now = await keep()
    setChecking(false)
    if (now === undefined) return
    if (now.faults.length === 0) onReview()
    else setChecks(checks + 1)
  }
  return (
    <form
      className={style['page']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void check()
      }}
    >
      <OnBehalf />
      {draft.corrects !== undefined && (
        <Notice kind="warn" title={words.returned.title}>
          <p>
            <Ruby>{words.returned.text(draft.corrects)}</Ruby>
          </p>
        </Notice>
      )}
      {showsWrong && (
        <Wrong
          key={checks}
          faults={faults}
          form={open.form}
          refused={sentBack === 'refused' && checks === 1}
          takesFocus={toldOf.current !== checks}
        />
      )}
      <Whom inHand={inHand} />
      <FillFrom inHand={inHand} {...household} />
      <Part title={words.form}>
        <FormContext value={hand}>
          <div className={style['fields']}>
            <Fields fields={open.form.fields} />
          </div>
        </FormContext>
      </Part>
      <Attachments inHand={inHand} faults={faults} />
      {inHand.failure !== undefined && (
        <FailureNotice failure={inHand.failure}>
          <Button onPress={() => void keep()}>{words.saveAgain}</Button>
        </FailureNotice>
      )}
      <div className={style['end']}>
        <p className={style['small']}>
          <Ruby>{words.keeps}</Ruby>{' '}
          <span>
            <Ruby>
              {inHand.failure !== undefined
                ? words.notSaved
                : inHand.unsaved
                  ? words.saving
                  : words.savedAt(formatTime(draft.savedAt, language))}
            </Ruby>
          </span>
        </p>
        <Actions>
          <Button look="primary" icon="seek" type="submit" pending={checking}>
            {words.check}
          </Button>
          <Button onPress={() => household.go({ name: 'board' })}>{words.later}</Button>
          <Drop inHand={inHand} go={household.go} />
        </Actions>
        <p className={style['small']}>
          <Ruby>{words.formAsOf(formatDateTime(open.form.asOf, language))}</Ruby>
        </p>
      </div>
    </form>
  )
}

function Drop({ inHand, go }: { inHand: DraftInHand; go: Household['go'] }) {
  const { text } = useText()
  const words = text.drafts
  const drop = useCall(window.wallet.drafts.drop)
  const [asking, setAsking] = useState(false)
  const throwAway = async () => {
    await inHand.keep()
    const outcome = await drop.run({ id: inHand.open.draft.id })
    if (outcome.ok) go({ name: 'board' })
  }
  return (
    <>
      <Button look="quiet" pending={drop.state.step === 'running'} onPress={() => setAsking(true)}>
        {words.drop}
      </Button>
      {drop.state.step === 'failed' && <FailureNotice failure={drop.state.failure} level={3} />}
      <Confirm
        open={asking}
        title={words.dropTitle}
        text={words.dropText}
        action={words.drop}
        onConfirm={() => void throwAway()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

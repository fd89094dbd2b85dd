// Whether who consented is the owner of the open drawer: by the owner's card.
import { useState } from 'react'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import type { SelfInfoJob } from '../../../preload/shapes/selfInfo.ts'
import { Button } from '../../components/Button.tsx'
import { GuardNotice } from '../../components/GuardNotice.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Progress } from '../../components/Progress.tsx'
import { useReaderChoice } from '../../components/ReaderChoice.tsx'
import { ReaderStatus } from '../../components/ReaderStatus.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import { Way, Ways } from '../card/Reading.tsx'

interface Props {
  readonly job: SelfInfoJob
  readonly person: Person
  readonly people: readonly Person[]
  readonly card: CardState | undefined
  readonly go: Go
  readonly changed: (job: SelfInfoJob) => void
}

export function Compare({ job, person, people, card, go, changed }: Props) {
  const { text } = useText()
  const words = text.selfInfo
  const { attributes } = text.cardData
  const compare = useCall(window.wallet.selfInfo.compare)
  const { reader, choice } = useReaderChoice(card, people, person.id)
  const [last, setLast] = useState<'pin' | 'checkNumberB'>('pin')
  const running = compare.state.step === 'running'
  const failure = failureOf(compare.state)
  const run = async (by: 'pin' | 'checkNumberB') => {
    setLast(by)
    const outcome = await compare.run({ id: job.id, by, ...(reader === undefined ? {} : { reader: reader.id }) })
    if (outcome.ok) changed(outcome.value)
  }
  return (
    <>
      <p>
        <Ruby>{words.compareText}</Ruby>
      </p>
      <ReaderStatus state={card} people={people} openPersonId={person.id} />
      {choice}
      {running && <Progress label={text.progress.asking} />}
      {failure !== undefined &&
        (failure.code.startsWith('session.') ? (
          <LogInToGoOn failure={failure} again={() => void run(last)} here={{ name: 'selfInfo' }} />
        ) : (
          <GuardNotice failure={failure} reader={reader?.id} person={person} people={people} go={go} />
        ))}
      <Ways>
        <Way note={attributes.byPinNote}>
          <Button look="primary" icon="card" pending={running} onPress={() => void run('pin')}>
            {words.compareByPin}
          </Button>
        </Way>
        <Way note={attributes.byNumberNote}>
          <Button pending={running} onPress={() => void run('checkNumberB')}>
            {words.compareByNumber}
          </Button>
        </Way>
      </Ways>
    </>
  )
}

import { useState } from 'react'
import type { LeavingReport, LeavingState } from '../../../preload/shapes/leaving.ts'
import { disposalWord } from '../../../preload/text/leavingWords.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Field } from '../../components/Field.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { backupSentence, isSafe } from './backupSentence.ts'
import style from './Leaving.module.css'

/** Everything of Tefuda off this PC, after everybody without a backup was told. */
export function ClearPc({ state, cleared }: { state: LeavingState; cleared: (report: LeavingReport) => void }) {
  const { text, language } = useText()
  const words = text.leaving.pc
  const [typed, setTyped] = useState('')
  const dispose = useCall(window.wallet.leaving.dispose)
  const running = dispose.state.step === 'running'
  const clear = async () => {
    const outcome = await dispose.run({ typed })
    if (outcome.ok) cleared(outcome.value)
    else void window.wallet.leaving.reportSeen()
  }
  return (
    <Part title={text.leaving.parts.pc}>
      <p>
        <Ruby>{words.text}</Ruby>
      </p>
      <h3>
        <Ruby>{words.people}</Ruby>
      </h3>
      {state.people.length === 0 && (
        <p>
          <Ruby>{words.nobody}</Ruby>
        </p>
      )}
      <ul className={style['people']}>
        {state.people.map((person) => (
          <li key={person.id}>
            <Icon name={isSafe(person) ? 'check' : 'warn'} size={20} />
            <p>
              <strong>
                {person.name === '' ? <Ruby>{text.leaving.erase.nameless(person.word)}</Ruby> : person.name}
              </strong>
              {text.marks.colon}
              <Ruby>{backupSentence(person, text, language)}</Ruby>
            </p>
          </li>
        ))}
      </ul>
      {state.elsewhere > 0 && (
        <p>
          <Ruby>{words.elsewhere(state.elsewhere)}</Ruby>
        </p>
      )}
      {!state.people.every(isSafe) && <Notice kind="warn" title={words.warn} level={3} />}
      <Field label={words.typed(disposalWord[language])} value={typed} onChange={setTyped} maxLength={40} />
      {dispose.state.step === 'failed' && <FailureNotice failure={dispose.state.failure} level={3} />}
      {running && <Progress stoppable={false} />}
      <Actions>
        <Button look="danger" pending={running} onPress={() => void clear()}>
          {words.button}
        </Button>
      </Actions>
    </Part>
  )
}

// Setting up recovery by the family: what it means, whom to give a share, and the shares on paper.
import { useEffect, useState } from 'react'
import type { PossibleHolder, WantedHolder } from '../../../preload/shapes/recovery.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Form } from '../../components/Form.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Page, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Sentences } from '../../components/Sentences.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import { type Chosen, HolderChoice } from './HolderChoice.tsx'
import style from './Recovery.module.css'

const nobody: Chosen = { who: undefined, name: '' }

export function FamilyRecovery({ go }: { go: Go }) {
  const { text } = useText()
  const words = text.recovery
  const read = useCall(window.wallet.recovery.possible)
  const make = useCall(window.wallet.recovery.make)
  const { run } = read
  useEffect(() => void run(), [run])
  const people: readonly PossibleHolder[] = read.state.step === 'done' ? read.state.value : []
  const [agreed, setAgreed] = useState(false)
  const [first, setFirst] = useState(nobody)
  const [second, setSecond] = useState(nobody)
  const [tried, setTried] = useState(false)
  const running = make.state.step === 'running'
  const failure = failureOf(read.state, make.state)

  const submit = () => {
    setTried(true)
    const holders = [wantedOf(first), wantedOf(second)] as const
    const [one, other] = holders
    if (one !== undefined && other !== undefined && !running) void make.run({ holders: [one, other] })
  }
  if (make.state.step === 'done')
    return (
      <Page title={words.title} narrow>
        <Notice kind="good" live takesFocus title={words.made} />
        <Actions>
          <Button look="primary" onPress={() => go({ name: 'keys' })}>
            {text.keys.open}
          </Button>
        </Actions>
      </Page>
    )
  return (
    <Page title={words.title} lead={words.lead} narrow>
      <Notice kind="warn" title={words.warnTitle}>
        <Sentences all={words.warning} />
        <Toggle label={words.agree} on={agreed} onChange={setAgreed} />
      </Notice>
      {agreed && (
        <Form className={style['form']} submit={submit}>
          <Part title={words.who}>
            <p>
              <Ruby>{words.whoNote}</Ruby>
            </p>
            <HolderChoice place={1} people={people} chosen={first} onChange={setFirst} tried={tried} />
            <HolderChoice place={2} people={people} chosen={second} onChange={setSecond} tried={tried} />
          </Part>
          <p>
            <Ruby>{words.makeNote}</Ruby>
          </p>
          {failure !== undefined && <FailureNotice failure={failure} />}
          {running && <Progress label={text.progress.asking} />}
          <Actions>
            <Button look="primary" type="submit" pending={running}>
              {words.make}
            </Button>
            <Button look="quiet" onPress={() => go({ name: 'keys' })}>
              {text.shell.cancel}
            </Button>
          </Actions>
        </Form>
      )}
    </Page>
  )
}

function wantedOf({ who, name }: Chosen): WantedHolder | undefined {
  if (who === undefined) return undefined
  if (who !== 'other') return { personId: who }
  return name.trim() === '' ? undefined : { name: name.trim() }
}

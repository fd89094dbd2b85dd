// What is asked, chosen and agreed to; nothing leaves before its button is pressed.
import { useCallback, useEffect, useState } from 'react'
import type { Person } from '../../../preload/shapes/people.ts'
import type { RequestSummary } from '../../../preload/shapes/sharing.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Form } from '../../components/Form.tsx'
import { Declined } from '../../components/LinkPage.tsx'
import { OnBehalf } from '../../components/OnBehalf.tsx'
import { Actions } from '../../components/Page.tsx'
import { PersonMark } from '../../components/PersonMark.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import { Asker } from './Asker.tsx'
import { Content } from './Content.tsx'
import { OptionContent } from './OptionContent.tsx'
import { Sent } from './Sent.tsx'
import style from './Share.module.css'
import { attributeCount, chosenCredentials } from './shareChoice.ts'

export function Request({ request, person, go }: { request: RequestSummary; person: Person; go: Go }) {
  const { text } = useText()
  const send = useCall(window.wallet.share.send)
  const decline = useCall(window.wallet.share.decline)
  const [optionId, setOptionId] = useState(request.leastOptionId)
  const [picked, setPicked] = useState<Readonly<Record<string, string>>>({})
  const [unpicked, setUnpicked] = useState(false)
  const option = request.options.find(({ id }) => id === optionId) ?? request.options[0]
  const running = send.state.step === 'running'
  const asking = send.state.step === 'idle' && decline.state.step === 'idle'
  const { run: runDecline } = decline

  const refuse = useCallback(() => void runDecline({ id: request.id }), [runDecline, request.id])
  useEffect(() => {
    if (!asking) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) refuse()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [asking, refuse])

  if (send.state.step === 'done') return <Sent receipt={send.state.value} go={go} />
  if (decline.state.step === 'done')
    return <Declined title={text.share.declined} sentence={text.share.declinedText} go={go} />
  if (option === undefined) return null

  // Nothing was begun while something else ran; any other failure has ended this request.
  const failure = failureOf(send.state, decline.state)
  const ended = failure !== undefined && failure.code !== 'app.busy'
  const submit = () => {
    const credentials = chosenCredentials(option, picked)
    setUnpicked(credentials === undefined)
    if (credentials !== undefined && !running) void send.run({ id: request.id, optionId: option.id, credentials })
  }
  return (
    <Form className={style['request']} submit={submit}>
      <Asker request={request} />
      {request.options.length > 1 && (
        <Choice
          label={text.share.choose}
          note={text.share.chooseNote}
          value={option.id}
          onChange={setOptionId}
          options={request.options.map((candidate, index) => ({
            value: candidate.id,
            label: text.share.count(attributeCount(candidate)),
            content: (
              <OptionContent
                option={candidate}
                least={candidate.id === request.leastOptionId}
                preferred={index === 0}
              />
            ),
          }))}
        />
      )}
      <Content
        option={option}
        options={request.options}
        picked={picked}
        pick={(queryId, id) => setPicked({ ...picked, [queryId]: id })}
        unpicked={unpicked}
      />
      <OnBehalf />
      <div className={style['confirm']} data-colour={person.colour}>
        <PersonMark person={person} />
        <p>
          <Ruby>{text.share.confirm(person.name, request.verifier.name, attributeCount(option))}</Ruby>{' '}
          <Ruby>{text.share.onlyThese}</Ruby>
        </p>
      </div>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {running && <Progress label={text.progress.working} stoppable={false} />}
      {ended ? (
        <Actions>
          <Button onPress={() => go({ name: 'home' })}>{text.shell.toHome}</Button>
          <Button look="quiet" onPress={() => go({ name: 'ledger' })}>
            {text.share.openLedger}
          </Button>
        </Actions>
      ) : (
        <Actions>
          <Button look="primary" icon="send" type="submit" pending={running}>
            {text.share.send}
          </Button>
          {!running && (
            <Button icon="cross" keyName={text.share.declineKey} shortcut="Escape" onPress={refuse}>
              {text.share.decline}
            </Button>
          )}
        </Actions>
      )}
    </Form>
  )
}

// One mandate at the portal: between whom, on what basis, for what, from when until when.
import { useState } from 'react'
import type { PortalMandate, PortalMandateList } from '../../../../preload/shapes/portalMandates.ts'
import { Button } from '../../../components/Button.tsx'
import { Confirm } from '../../../components/Confirm.tsx'
import { Fact } from '../../../components/Fact.tsx'
import { LogInToGoOn } from '../../../components/LogInToGoOn.tsx'
import { Actions } from '../../../components/Page.tsx'
import { Progress } from '../../../components/Progress.tsx'
import { Ruby } from '../../../components/Ruby.tsx'
import { formatDay } from '../../../text/days.ts'
import { useText } from '../../../text/TextContext.tsx'
import { failureOf, useCall } from '../../../useWallet.ts'
import style from '../Mandates.module.css'

interface Props {
  readonly mandate: PortalMandate
  readonly changed: (list: PortalMandateList) => void
}

export function MandateRow({ mandate, changed }: Props) {
  const { text, language } = useText()
  const words = text.portalMandates
  const end = useCall(window.wallet.portalMandates.end)
  const [asking, setAsking] = useState(false)
  const { id, agent, principal, kind, scopes, from, until, state } = mandate
  const pair = words.pair(agent.name, principal.name)
  const running = end.state.step === 'running'
  const failure = failureOf(end.state)
  const confirmed = async () => {
    const outcome = await end.run({ id })
    if (outcome.ok) changed(outcome.value)
  }
  return (
    <li>
      <h3>
        <Ruby>{pair}</Ruby>
      </h3>
      <dl className={style['terms']}>
        <Fact name={words.kind}>
          <Ruby>{words.kinds[kind]}</Ruby>
        </Fact>
        <Fact name={words.days}>
          <Ruby>{words.fromTo(formatDay(from, language), formatDay(until, language))}</Ruby>
        </Fact>
        <Fact name={words.may}>
          <Ruby>{scopes.map((scope) => words.scopes[scope]).join(text.marks.comma)}</Ruby>
        </Fact>
        <Fact name={words.state}>
          <Ruby>{words.states[state]}</Ruby>
        </Fact>
      </dl>
      {running && <Progress />}
      {failure !== undefined && (
        <LogInToGoOn failure={failure} again={() => void confirmed()} here={{ name: 'mandates' }} />
      )}
      <Actions>
        <Button label={words.endNamed(pair)} pending={running} onPress={() => setAsking(true)}>
          {words.end}
        </Button>
      </Actions>
      <Confirm
        open={asking}
        title={words.endTitle}
        text={words.endText}
        action={words.end}
        onConfirm={() => void confirmed()}
        onClose={() => setAsking(false)}
      />
    </li>
  )
}

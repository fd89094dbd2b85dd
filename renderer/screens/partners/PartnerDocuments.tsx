// What a partner has for the person: looked for, chosen, and received into the papers.
import { useState } from 'react'
import type { FetchedDocument, PartnerDocument, PartnerId } from '../../../preload/shapes/partners.ts'
import { failureText } from '../../../preload/text/failureText.ts'
import { Button } from '../../components/Button.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Mistake } from '../../components/Mistake.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Partners.module.css'

interface Props {
  readonly partner: PartnerId
  readonly go: Go
}

export function PartnerDocuments({ partner, go }: Props) {
  const { text } = useText()
  const words = text.partners.documents
  const name = text.partners.plainNames[partner]
  const list = useCall(window.wallet.partners.documents)
  const fetch = useCall(window.wallet.partners.fetch)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [missing, setMissing] = useState(false)
  const look = async () => {
    fetch.reset()
    setMissing(false)
    const outcome = await list.run({ partner })
    if (outcome.ok) setChosen(outcome.value.filter(({ paperId }) => paperId === undefined).map(({ id }) => id))
  }
  const start = () => {
    setMissing(chosen.length === 0)
    if (chosen.length > 0) void fetch.run({ partner, ids: [...chosen] })
  }
  const tick = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((other) => other !== id))
  const here = { name: 'partners' } as const
  const documents = list.state.step === 'done' ? list.state.value : []
  const come = fetch.state.step === 'done' ? fetch.state.value : []
  const paperOf = (id: string) => come.find((one) => one.id === id)?.paperId
  const shown = documents.map((one) => ({ ...one, paperId: one.paperId ?? paperOf(one.id) }))
  const working = fetch.state.step === 'running'
  return (
    <>
      <Actions>
        <Button
          icon="paper"
          label={words.listNamed(name)}
          pending={list.state.step === 'running'}
          onPress={() => void look()}
        >
          {words.list}
        </Button>
      </Actions>
      {list.state.step === 'running' && <Progress />}
      {list.state.step === 'failed' && (
        <LogInToGoOn failure={list.state.failure} again={() => void look()} here={here} />
      )}
      {list.state.step === 'done' && <Choice documents={shown} chosen={chosen} tick={tick} missing={missing} />}
      {fetch.state.step === 'failed' && <LogInToGoOn failure={fetch.state.failure} again={start} here={here} />}
      {working && <Progress label={words.working} />}
      {shown.length > 0 && (
        <Actions>
          <Button look="primary" label={words.fetchNamed(name)} pending={working} onPress={start}>
            {words.fetch}
          </Button>
        </Actions>
      )}
      {fetch.state.step === 'done' && <Fetched told={fetch.state.value} go={go} />}
    </>
  )
}

interface ChoiceProps {
  readonly documents: readonly PartnerDocument[]
  readonly chosen: readonly string[]
  readonly tick: (id: string, on: boolean) => void
  readonly missing: boolean
}

function Choice({ documents, chosen, tick, missing }: ChoiceProps) {
  const { text } = useText()
  const words = text.partners.documents
  if (documents.length === 0)
    return (
      <p role="status">
        <Ruby>{words.none}</Ruby>
      </p>
    )
  return (
    <>
      <h3>
        <Ruby>{words.title}</Ruby>
      </h3>
      <ul className={style['documents']}>
        {documents.map(({ id, name, paperId }) => (
          <li key={id}>
            <Toggle
              label={name}
              {...(paperId === undefined ? {} : { note: words.keptAgain })}
              on={chosen.includes(id)}
              onChange={(on) => tick(id, on)}
            />
          </li>
        ))}
      </ul>
      {missing && <Mistake>{words.choose}</Mistake>}
    </>
  )
}

function Fetched({ told, go }: { told: readonly FetchedDocument[]; go: Go }) {
  const { text, language } = useText()
  const words = text.partners.documents
  const failed = told.some(({ state }) => state === 'failed')
  return (
    <Notice kind={failed ? 'warn' : 'good'} live takesFocus title={words.done} level={3}>
      <ul className={style['told']}>
        {told.map(({ id, name, state, paperId, failure }) => (
          <li key={id}>
            <span>
              {name}
              {text.marks.colon}
              <strong>
                <Ruby>{words.states[state]}</Ruby>
              </strong>
            </span>
            {failure !== undefined && (
              <small>
                <Ruby>{failureText(failure, language).what}</Ruby>
              </small>
            )}
            {paperId !== undefined && (
              <Button look="quiet" label={words.lookNamed(name)} onPress={() => go({ name: 'paper', id: paperId })}>
                {words.look}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

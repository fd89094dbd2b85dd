// What the portal wrote down about acting for others; both people see the same.

import { type ProxyRecord, portalMandateScope } from '../../../../preload/shapes/portalMandates.ts'
import { Button } from '../../../components/Button.tsx'
import { LogInToGoOn } from '../../../components/LogInToGoOn.tsx'
import { Note } from '../../../components/Note.tsx'
import { Actions } from '../../../components/Page.tsx'
import { Progress } from '../../../components/Progress.tsx'
import { Ruby } from '../../../components/Ruby.tsx'
import { formatDateTime } from '../../../text/dates.ts'
import { useText } from '../../../text/TextContext.tsx'
import { failureOf, useCall } from '../../../useWallet.ts'
import style from '../Mandates.module.css'

export function Records() {
  const { text } = useText()
  const words = text.portalMandates
  const read = useCall(window.wallet.portalMandates.records)
  const failure = failureOf(read.state)
  return (
    <details className={style['past']}>
      <summary>
        <Ruby>{words.records}</Ruby>
      </summary>
      <Note>{words.recordsNote}</Note>
      {read.state.step === 'running' && <Progress />}
      {failure !== undefined && (
        <LogInToGoOn failure={failure} again={() => void read.run()} here={{ name: 'mandates' }} />
      )}
      {read.state.step === 'done' && <List records={read.state.value} />}
      <Actions>
        <Button icon="refresh" pending={read.state.step === 'running'} onPress={() => void read.run()}>
          {words.recordsRead}
        </Button>
      </Actions>
    </details>
  )
}

function List({ records }: { readonly records: readonly ProxyRecord[] }) {
  const { text, language } = useText()
  const words = text.portalMandates
  if (records.length === 0)
    return (
      <p role="status">
        <Ruby>{words.recordsNone}</Ruby>
      </p>
    )
  const scopeOf = (scope: string | undefined) => portalMandateScope.options.find((one) => one === scope)
  return (
    <ul>
      {records.map(({ at, event, party, scope }, index) => {
        const known = scopeOf(scope)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that is shown as it came
          <li key={index}>
            <strong>{formatDateTime(at, language)}</strong>
            <Ruby>{words.events[event]}</Ruby>
            {party !== undefined && <Ruby>{text.marks.aside(words.party(party))}</Ruby>}
            {known !== undefined && (
              <>
                {text.marks.colon}
                <Ruby>{words.scopes[known]}</Ruby>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}

// Looking for a procedure. What was found last stands there from the start, also with no portal at hand.
import { useEffect } from 'react'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Page, Part } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import { Found } from './procedures/Found.tsx'
import { ProcedureTabs } from './procedures/ProcedureTabs.tsx'
import { SearchForm } from './procedures/SearchForm.tsx'

export function Procedures({ go }: { go: Go }) {
  const { text } = useText()
  const words = text.procedures
  const last = useCall(window.wallet.procedures.last)
  const search = useCall(window.wallet.procedures.search)
  const { run: read } = last
  useEffect(() => void read(), [read])
  const before = last.state.step === 'done' ? last.state.value : undefined
  const found = search.state.step === 'done' ? search.state.value : undefined
  const shown = found ?? before ?? undefined
  const running = search.state.step === 'running'
  return (
    <Page title={words.title} lead={words.lead}>
      <ProcedureTabs here="procedures" />
      {last.state.step === 'failed' && <FailureNotice failure={last.state.failure} />}
      {before !== undefined && (
        <Part title={words.tabs.search}>
          <SearchForm
            before={before?.asked ?? {}}
            place={before?.place}
            pending={running}
            search={(asked) => void search.run(asked)}
          />
        </Part>
      )}
      {running && <Progress label={words.progress} />}
      {search.state.step === 'failed' && <FailureNotice failure={search.state.failure} />}
      {!running && shown !== undefined && <Found key={shown.asOf} list={shown} fresh={found !== undefined} go={go} />}
    </Page>
  )
}

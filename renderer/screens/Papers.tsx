// The papers of the open drawer: what is there, fetching more from the portal, keeping files.
import { useEffect } from 'react'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { failureOf, useCall } from '../useWallet.ts'
import { FetchRecords } from './papers/FetchRecords.tsx'
import { PaperList } from './papers/PaperList.tsx'
import { RecordTabs } from './papers/RecordTabs.tsx'
import type { RecordChoice } from './papers/recordChoice.ts'

export function Papers({ begun, go }: { begun: RecordChoice | undefined; go: Go }) {
  const { text } = useText()
  const words = text.papers
  const { state, run: look } = useCall(window.wallet.papers.list)
  const add = useCall(window.wallet.papers.import)
  useEffect(() => {
    void look()
    return window.wallet.papers.listChanged(() => void look())
  }, [look])
  const failure = failureOf(state)
  const added = add.state.step === 'done' ? add.state.value.length : 0
  const addFailure = failureOf(add.state)
  return (
    <Page title={words.title} lead={words.lead}>
      <RecordTabs here="papers" />
      {failure !== undefined && <FailureNotice failure={failure} />}
      <PaperList papers={state.step === 'done' ? state.value : undefined} go={go} />
      <FetchRecords begun={begun} go={go} />
      <Part title={words.add}>
        <p>
          <Ruby>{words.addText}</Ruby>
        </p>
        {addFailure !== undefined && <FailureNotice failure={addFailure} level={3} />}
        {added > 0 && <Notice kind="good" live title={words.added(added)} level={3} />}
        {add.state.step === 'running' && <Progress label={words.reading} />}
        <Actions>
          <Button icon="folder" pending={add.state.step === 'running'} onPress={() => void add.run()}>
            {words.choose}
          </Button>
        </Actions>
      </Part>
    </Page>
  )
}

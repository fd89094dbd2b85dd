// One paper: what can be said of its signature, what it says, the file itself, and what can be done with it.
import { useEffect, useState } from 'react'
import type { PaperDetail } from '../../preload/shapes/papers.ts'
import { Button } from '../components/Button.tsx'
import { Confirm } from '../components/Confirm.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { failureOf, useCall } from '../useWallet.ts'
import { Course } from './papers/Course.tsx'
import { PaperFile } from './papers/PaperFile.tsx'
import { PaperSays } from './papers/PaperSays.tsx'
import { Standing } from './papers/Standing.tsx'

export function Paper({ id, go }: { id: string; go: Go }) {
  const { text, language } = useText()
  const words = text.papers
  const { state, run } = useCall(window.wallet.papers.open)
  const askKey = useCall(window.wallet.papers.askKey)
  useEffect(() => void run({ id }), [run, id])
  const detail = askKey.state.step === 'done' ? askKey.state.value : state.step === 'done' ? state.value : undefined
  const failure = failureOf(state, askKey.state)
  const back = (
    <Button look="quiet" onPress={() => go({ name: 'papers' })}>
      {words.back}
    </Button>
  )
  return (
    <Page key={detail === undefined ? 'opening' : id} title={detail?.paper.name[language] ?? words.title} aside={back}>
      {state.step === 'running' && <Progress label={words.reading} stoppable={false} />}
      {askKey.state.step === 'running' && <Progress label={words.reading} />}
      {failure !== undefined && <FailureNotice failure={failure} />}
      {detail !== undefined && (
        <Shown
          detail={detail}
          go={go}
          askKey={() => void askKey.run({ id })}
          asking={askKey.state.step === 'running'}
        />
      )}
    </Page>
  )
}

interface ShownProps {
  readonly detail: PaperDetail
  readonly go: Go
  readonly askKey: () => void
  readonly asking: boolean
}

function Shown({ detail, go, askKey, asking }: ShownProps) {
  const { text } = useText()
  const words = text.papers
  const { paper, read } = detail
  return (
    <>
      <Standing detail={detail} askKey={askKey} asking={asking} />
      {read === null && (
        <Notice kind="warn" title={words.unreadable}>
          {null}
        </Notice>
      )}
      {read?.sheet != null && <PaperSays sheet={read.sheet} untrue={read.verdict.state === 'invalid'} />}
      {read?.kind === 'checkup' && <Course id={paper.id} />}
      {paper.media === 'application/pdf' && <PaperFile paper={paper} />}
      <Handling detail={detail} go={go} />
    </>
  )
}

function Handling({ detail: { paper }, go }: { detail: PaperDetail; go: Go }) {
  const { text } = useText()
  const words = text.papers
  const save = useCall(window.wallet.papers.save)
  const remove = useCall(window.wallet.papers.remove)
  const [asking, setAsking] = useState(false)
  const failure = failureOf(save.state, remove.state)
  const saved = save.state.step === 'done' ? save.state.value : null
  const goAway = async () => {
    const outcome = await remove.run({ id: paper.id })
    if (outcome.ok) go({ name: 'papers' })
  }
  return (
    <Part title={words.file}>
      <p>
        <Ruby>{words.saveNote}</Ruby>
      </p>
      {paper.dataTakenOut && (
        <p>
          <Ruby>{text.photos.takenOut}</Ruby>
        </p>
      )}
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      {saved !== null && (
        <Notice kind="good" live title={words.savedAs(saved.savedAs)} level={3}>
          {null}
        </Notice>
      )}
      <Actions>
        <Button icon="folder" pending={save.state.step === 'running'} onPress={() => void save.run({ id: paper.id })}>
          {words.save}
        </Button>
        <Button look="danger" pending={remove.state.step === 'running'} onPress={() => setAsking(true)}>
          {words.remove}
        </Button>
      </Actions>
      <Confirm
        open={asking}
        title={words.removeTitle}
        text={words.removeText}
        action={words.remove}
        onConfirm={() => void goAway()}
        onClose={() => setAsking(false)}
      />
    </Part>
  )
}

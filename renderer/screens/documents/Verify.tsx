// Checking a signed file: chosen, looked into, and what came of it. Needs no drawer.
import { useCallback, useEffect, useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import type { ToVerify } from '../Documents.tsx'
import { Verdict } from './Verdict.tsx'

/** @param first a file that is to be checked at once */
export function Verify({ first }: { first: ToVerify | undefined }) {
  const { text } = useText()
  const words = text.documents
  const choose = useCall(window.wallet.documents.choose)
  const verify = useCall(window.wallet.documents.verify)
  const [file, setFile] = useState(first)
  const { run } = verify
  const check = useCallback(
    (wanted: ToVerify) => {
      setFile(wanted)
      return run({ id: wanted.id, ...(wanted.content === undefined ? {} : { content: wanted.content }) })
    },
    [run],
  )
  useEffect(() => {
    if (first !== undefined) void check(first)
  }, [first, check])

  const pick = async () => {
    const outcome = await choose.run({ purpose: 'verify' })
    const [one] = outcome.ok ? outcome.value : []
    if (one !== undefined) await check({ id: one.id, name: one.name })
  }
  const addContent = async () => {
    const outcome = await choose.run({ purpose: 'content' })
    const [one] = outcome.ok ? outcome.value : []
    if (one !== undefined && file !== undefined) await check({ ...file, content: one.id })
  }
  const picking = choose.state.step === 'running'
  const failure = failureOf(choose.state, verify.state)
  const verdict = verify.state.step === 'done' ? verify.state.value : undefined
  const lone = verdict?.signatures.some(({ form }) => form === 'cms-detached') === true && file?.content === undefined
  return (
    <>
      {file === undefined && (
        <Part title={words.chooseSigned}>
          <p>
            <Ruby>{words.chooseSignedNote}</Ruby>
          </p>
          <Actions>
            <Button look="primary" icon="folder" pending={picking} onPress={() => void pick()}>
              {words.chooseSigned}
            </Button>
          </Actions>
        </Part>
      )}
      {failure !== undefined && <FailureNotice failure={failure} />}
      {verify.state.step === 'running' && <Progress label={words.checking} />}
      {lone && (
        <Notice kind="info" live takesFocus title={words.contentNeeded}>
          <p>
            <Ruby>{words.contentNeededText}</Ruby>
          </p>
          <Button look="primary" icon="folder" pending={picking} onPress={() => void addContent()}>
            {words.chooseContent}
          </Button>
        </Notice>
      )}
      {verdict !== undefined && file !== undefined && !lone && <Verdict name={file.name} verdict={verdict} />}
      {file !== undefined && verify.state.step !== 'running' && (
        <Actions>
          <Button icon="seek" pending={picking} onPress={() => void pick()}>
            {words.verdict.again}
          </Button>
        </Actions>
      )}
    </>
  )
}

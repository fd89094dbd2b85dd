// The QR code that was found on a paper: whose page it leads to, or what it holds, and the way there.
import { useEffect } from 'react'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Note } from '../../components/Note.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import { PaperSays, SheetFacts } from './PaperSays.tsx'
import { VerdictNotice } from './Standing.tsx'

export function PaperCode({ code }: { code: string }) {
  const { text } = useText()
  const words = text.papers.code
  const look = useCall(window.wallet.papers.code)
  const open = useCall(window.wallet.papers.openOriginal)
  const { run } = look
  useEffect(() => void run({ code }), [run, code])
  const failure = failureOf(look.state, open.state)
  const read = look.state.step === 'done' ? look.state.value : undefined
  return (
    <>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {read?.kind === 'unknown' && (
        <Notice kind="warn" title={words.title}>
          <p>
            <Ruby>{words.unknown}</Ruby>
          </p>
        </Notice>
      )}
      {read?.kind === 'healthCard' && (
        <>
          <VerdictNotice verdict={read.read.verdict} />
          {read.read.sheet !== null && (
            <PaperSays sheet={read.read.sheet} untrue={read.read.verdict.state === 'invalid'} />
          )}
        </>
      )}
      {(read?.kind === 'original' || read?.kind === 'qualification') && (
        <Part title={read.kind === 'original' ? words.online : words.title}>
          {read.kind === 'qualification' && (
            <>
              <VerdictNotice verdict={read.read.verdict} level={3} />
              {read.read.sheet !== null && <SheetFacts sheet={read.read.sheet} />}
            </>
          )}
          <p>
            <Ruby>{words[read.kind](read.host)}</Ruby>
          </p>
          <Note>{words.openNote}</Note>
          <Actions>
            <Button icon="link" pending={open.state.step === 'running'} onPress={() => void open.run({ code })}>
              {words.open}
            </Button>
          </Actions>
        </Part>
      )}
    </>
  )
}

// What happened at the door of the open drawer, told until its owner says that they have read it.
import { useEffect } from 'react'
import type { DoorNotice } from '../../../preload/shapes/keys.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'

export function DoorNotices() {
  const read = useCall(window.wallet.keys.notices)
  const acknowledge = useCall(window.wallet.keys.acknowledge)
  const { run } = read
  useEffect(() => void run(), [run])
  const latest = acknowledge.state.step === 'done' ? acknowledge.state : read.state
  const notices = latest.step === 'done' ? latest.value : read.state.step === 'done' ? read.state.value : []
  return (
    <>
      {notices.map((notice) => (
        <Told
          key={notice.id}
          notice={notice}
          pending={acknowledge.state.step === 'running'}
          onSeen={() => void acknowledge.run({ id: notice.id })}
        />
      ))}
      {acknowledge.state.step === 'failed' && <FailureNotice failure={acknowledge.state.failure} />}
    </>
  )
}

function Told({ notice, pending, onSeen }: { notice: DoorNotice; pending: boolean; onSeen: () => void }) {
  const { text, language } = useText()
  const words = text.keys.notices
  const { kind, at, count = 0 } = notice
  const title = kind === 'wrongTries' ? words.wrongTries(count) : words.familyUsed(formatDate(at, language))
  return (
    <Notice kind="warn" title={title}>
      <p>
        <Ruby>{kind === 'wrongTries' ? words.wrongTriesText : words.familyUsedText}</Ruby>
      </p>
      <Actions>
        <Button pending={pending} onPress={onSeen}>
          {words.seen}
        </Button>
      </Actions>
    </Notice>
  )
}

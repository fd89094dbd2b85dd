// One application: how it stands, what is asked back, what came, what was sent. All of it from the drawer.
import { useState } from 'react'
import type { Application } from '../../preload/shapes/applications.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { Actions, Page } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { About, Content, FollowUpsOf, History, Official } from './board/Parts.tsx'
import { Refresh } from './board/Refresh.tsx'
import { Standing } from './board/Standing.tsx'
import { useApplication } from './board/useApplication.ts'
import { useBoard } from './board/useBoard.ts'
import { Withdraw } from './board/Withdraw.tsx'
import { ProcedureTabs } from './procedures/ProcedureTabs.tsx'

interface Props {
  readonly receiptNo: string
  readonly go: Go
}

export function ApplicationScreen({ receiptNo, go }: Props) {
  const { text } = useText()
  const { shown, failure, read } = useApplication(receiptNo)
  const { board, refreshing } = useBoard()
  const [withdrawn, setWithdrawn] = useState(false)
  const here = { name: 'application', receiptNo } as const
  return (
    <Page title={shown?.application.title ?? text.board.about} narrow>
      <ProcedureTabs here="board" />
      <Actions>
        <Button look="quiet" onPress={() => go({ name: 'board' })}>
          {text.board.back}
        </Button>
      </Actions>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {shown === undefined && failure === undefined && <Progress stoppable={false} />}
      {withdrawn && <Notice kind="good" live takesFocus title={text.board.withdrawn} />}
      {shown !== undefined && (
        <>
          <Standing shown={shown} go={go} />
          <Refresh here={here} refreshedAt={board?.refreshedAt ?? null} refreshing={refreshing} />
          <About application={shown.application} />
          <Official application={shown.application} go={go} />
          <FollowUpsOf application={shown.application} go={go} />
          <History application={shown.application} />
          <Content rows={shown.rows} />
          {mayWithdraw(shown.application) && (
            <Withdraw
              application={shown.application}
              withdrawn={() => {
                setWithdrawn(true)
                void read()
              }}
            />
          )}
        </>
      )}
    </Page>
  )
}

/** Whoever sees it as an agent looks only. */
const mayWithdraw = ({ withdrawable, goneSince, seenUnder }: Application): boolean =>
  withdrawable && goneSince === undefined && seenUnder === undefined

// The status board of the family: every application that the open drawer knows of, by person, what follows from them, and of
// the others what they let be seen.
import type { ApplicationCard, Board as KeptBoard } from '../../preload/shapes/applications.ts'
import type { Household } from '../../preload/shapes/people.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import style from './Board.module.css'
import { ApplicationRow } from './board/ApplicationRow.tsx'
import { FollowUps } from './board/FollowUps.tsx'
import { Others } from './board/Others.tsx'
import { Refresh } from './board/Refresh.tsx'
import { useBoard } from './board/useBoard.ts'
import { DraftList } from './draft/DraftList.tsx'
import { ProcedureTabs } from './procedures/ProcedureTabs.tsx'

interface Props {
  readonly household: Household
  readonly go: Go
}

export function Board({ household, go }: Props) {
  const { text } = useText()
  const words = text.board
  const { board, failure, refreshing, take } = useBoard()
  return (
    <Page title={words.title} lead={words.lead} narrow>
      <ProcedureTabs here="board" />
      {failure !== undefined && <FailureNotice failure={failure} />}
      {board === undefined && failure === undefined && <Progress stoppable={false} />}
      {board !== undefined && (
        <>
          <Refresh here={{ name: 'board' }} refreshedAt={board.refreshedAt} refreshing={refreshing} />
          <Now board={board} go={go} />
          <DraftList go={go} />
          <Applications board={board} go={go} />
          <FollowUps followUps={board.followUps} take={take} go={go} />
          <Others household={household} go={go} />
        </>
      )}
    </Page>
  )
}

/** What waits for somebody's hand. */
function Now({ board: { applications, unread, toPay }, go }: { board: KeptBoard; go: Go }) {
  const { text } = useText()
  const words = text.board
  const returned = applications.filter(
    ({ correctable, goneSince, seenUnder }) => correctable && goneSince === undefined && seenUnder === undefined,
  ).length
  return (
    <Part title={words.now}>
      {returned + unread + toPay === 0 && (
        <p>
          <Ruby>{words.nothingNow}</Ruby>
        </p>
      )}
      <ul className={style['now']}>
        {returned > 0 && (
          <li>
            <strong>
              <Ruby>{words.returnedNow(returned)}</Ruby>
            </strong>
          </li>
        )}
        {unread > 0 && (
          <li>
            <span>
              <Ruby>{words.unread(unread)}</Ruby>
            </span>
            <Button icon="words" onPress={() => go({ name: 'notices' })}>
              {words.toNotices}
            </Button>
          </li>
        )}
        <li>
          <span>
            <Ruby>{toPay > 0 ? words.toPay(toPay) : words.payments}</Ruby>
          </span>
          <Button icon="paper" onPress={() => go({ name: 'payments' })}>
            {words.toPayments}
          </Button>
        </li>
      </ul>
    </Part>
  )
}

function Applications({ board, go }: Pick<Props, 'go'> & { board: KeptBoard }) {
  const { text } = useText()
  const words = text.board
  const people = byPerson(board.applications)
  if (people.length === 0)
    return (
      <Part title={words.tab}>
        <p>
          <Ruby>{words.none}</Ruby>
        </p>
        <p>
          <Ruby>{words.noneText}</Ruby>
        </p>
        <Actions>
          <Button icon="seek" onPress={() => go({ name: 'procedures' })}>
            {words.toSearch}
          </Button>
        </Actions>
      </Part>
    )
  return people.map(({ name, me, applications }) => (
    <Part key={`${me} ${name}`} title={me ? words.ofMe(name) : words.of(name)}>
      <ul className={style['rows']}>
        {applications.map((application) => (
          <ApplicationRow key={application.receiptNo} application={application} go={go} />
        ))}
      </ul>
    </Part>
  ))
}

interface OfPerson {
  readonly name: string
  readonly me: boolean
  readonly applications: readonly ApplicationCard[]
}

/** Whoever is logged in first; within a person the newest first. */
function byPerson(applications: readonly ApplicationCard[]): OfPerson[] {
  const groups = Map.groupBy(applications, ({ applicant: { name, me } }) => `${me ? 0 : 1} ${name}`)
  return [...groups]
    .toSorted(([one], [other]) => one.localeCompare(other, 'ja'))
    .flatMap(([, own]) => {
      const [first] = own
      return first === undefined ? [] : [{ ...first.applicant, applications: own }]
    })
}

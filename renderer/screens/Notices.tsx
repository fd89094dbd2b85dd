// お知らせ: what the portal and the offices tell, kept in the drawer.
import { useCallback, useEffect, useId, useState } from 'react'
import type { Failure, Outcome } from '../../preload/failure.ts'
import type { PortalNotice } from '../../preload/shapes/applications.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Actions, Page } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { Toggle } from '../components/Toggle.tsx'
import type { Go } from '../screen.ts'
import { formatDate, formatDateTime } from '../text/dates.ts'
import { useText } from '../text/TextContext.tsx'
import style from './Board.module.css'
import { Refresh } from './board/Refresh.tsx'
import { useBoard } from './board/useBoard.ts'
import { ProcedureTabs } from './procedures/ProcedureTabs.tsx'

/** So many are shown at once. */
const step = 30

export function Notices({ go }: { go: Go }) {
  const { text } = useText()
  const words = text.board.notices
  const { notices, failure, read } = useNotices()
  const { board, refreshing } = useBoard()
  const [onlyUnread, setOnlyUnread] = useState(false)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [most, setMost] = useState(step)
  const toggle = (id: string) => {
    const was = opened.has(id)
    setOpened(new Set(was ? [...opened].filter((one) => one !== id) : [...opened, id]))
    if (!was) void read(id)
  }
  const shown = notices?.filter(({ id, readAt }) => !onlyUnread || readAt === undefined || opened.has(id))
  const left = (shown?.length ?? 0) - most
  return (
    <Page title={words.title} lead={words.lead} narrow>
      <ProcedureTabs here="notices" />
      <Refresh here={{ name: 'notices' }} refreshedAt={board?.refreshedAt ?? null} refreshing={refreshing} />
      {failure !== undefined && <FailureNotice failure={failure} />}
      {shown === undefined && failure === undefined && <Progress stoppable={false} />}
      {notices !== undefined && notices.length > 0 && (
        <Toggle label={words.onlyUnread} on={onlyUnread} onChange={setOnlyUnread} />
      )}
      {shown?.length === 0 && (
        <p>
          <Ruby>{words.none}</Ruby>
        </p>
      )}
      <ul className={style['rows']}>
        {shown?.slice(0, most).map((notice) => (
          <NoticeRow
            key={notice.id}
            notice={notice}
            open={opened.has(notice.id)}
            toggle={() => toggle(notice.id)}
            // Of an application that this drawer does not know there is nothing to see.
            known={board?.applications.some(({ receiptNo }) => receiptNo === notice.receiptNo) ?? false}
            go={go}
          />
        ))}
      </ul>
      {left > 0 && (
        <Actions>
          <Button onPress={() => setMost(most + step)}>{words.more(Math.min(step, left))}</Button>
        </Actions>
      )}
    </Page>
  )
}

interface RowProps {
  readonly notice: PortalNotice
  readonly open: boolean
  readonly toggle: () => void
  readonly known: boolean
  readonly go: Go
}

function NoticeRow({ notice, open, toggle, known, go }: RowProps) {
  const { text, language } = useText()
  const words = text.board.notices
  const { title, from, at, body, readAt, receiptNo, goneSince } = notice
  const id = useId()
  return (
    <li className={style['notice']} data-unread={readAt === undefined}>
      <div className={style['head']}>
        <h2 className={style['title']}>{title}</h2>
        {readAt === undefined && (
          <p className={style['label']}>
            <Ruby>{words.unread}</Ruby>
          </p>
        )}
      </div>
      <p className={style['small']}>
        <Ruby>{words.from(from, formatDateTime(at, language))}</Ruby>
      </p>
      <div id={id} hidden={!open}>
        <p className={style['text']}>{body}</p>
        {goneSince !== undefined && (
          <p className={style['small']}>
            <Ruby>{text.board.gone(formatDate(goneSince, language))}</Ruby>
          </p>
        )}
      </div>
      <Actions>
        <Button
          expands={id}
          expanded={open}
          label={open ? `${words.close}${text.marks.colon}${title}` : withoutRuby(words.readNamed(title))}
          onPress={toggle}
        >
          {open ? words.close : words.read}
        </Button>
        {open && known && receiptNo !== undefined && (
          <Button onPress={() => go({ name: 'application', receiptNo })}>{words.toApplication}</Button>
        )}
      </Actions>
    </li>
  )
}

function useNotices() {
  const [state, setState] = useState<{ notices?: readonly PortalNotice[]; failure?: Failure }>({})
  const take = useCallback((outcome: Outcome<PortalNotice[]>) => {
    setState(outcome.ok ? { notices: outcome.value } : (before) => ({ ...before, failure: outcome.failure }))
  }, [])
  useEffect(() => {
    void window.wallet.notices.list().then(take)
    return window.wallet.applications.changed(({ refreshing }) => {
      if (!refreshing) void window.wallet.notices.list().then(take)
    })
  }, [take])
  const read = useCallback(async (id: string) => take(await window.wallet.notices.markRead({ id })), [take])
  return { ...state, read } as const
}

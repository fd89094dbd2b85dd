// 手続き: looking for one, what was sent, and what the offices say.
import { ScreenTabs } from '../../components/ScreenTabs.tsx'
import type { Screen } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useBoard } from '../board/useBoard.ts'

export function ProcedureTabs({ here }: { here: Screen['name'] }) {
  const { text } = useText()
  const { board } = useBoard()
  const words = text.procedures.tabs
  return (
    <ScreenTabs
      label={words.label}
      here={here}
      tabs={[
        { to: { name: 'procedures' }, name: words.search },
        { to: { name: 'board' }, name: text.board.tab },
        { to: { name: 'notices' }, name: text.board.notices.tab, count: board?.unread },
      ]}
    />
  )
}

// 手続き: looking for one, what was sent, and what the offices say.
import { ScreenTabs } from '../../components/ScreenTabs.tsx'
import type { Screen } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'

export function ProcedureTabs({ here }: { here: Screen['name'] }) {
  const { text } = useText()
  const words = text.procedures.tabs
  return <ScreenTabs label={words.label} here={here} tabs={[{ to: { name: 'procedures' }, name: words.search }]} />
}

// もらった書類: papers, and what else was received from offices.
import { ScreenTabs } from '../../components/ScreenTabs.tsx'
import type { Screen } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'

export function RecordTabs({ here }: { here: Screen['name'] }) {
  const { text } = useText()
  const { label, papers } = text.papers.tabs
  const tabs = [
    { to: { name: 'papers' }, name: papers },
    { to: { name: 'selfInfo' }, name: text.selfInfo.title },
    { to: { name: 'partners' }, name: text.partners.title },
  ] as const
  return <ScreenTabs label={label} here={here} tabs={tabs} />
}

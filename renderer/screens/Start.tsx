// First start: a language, then a drawer of one's own, or practice.
import { useState } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Household } from '../../preload/shapes/people.ts'
import type { Settings } from '../../preload/shapes/settings.ts'
import type { Go } from '../screen.ts'
import { ChooseLanguage } from './start/ChooseLanguage.tsx'
import { ChooseWay } from './start/ChooseWay.tsx'
import { MakeDrawer, type Way } from './start/MakeDrawer.tsx'

interface Props {
  readonly settings: Settings
  readonly household: Household
  readonly card: CardState | undefined
  readonly go: Go
}

export function Start({ settings, household, card, go }: Props) {
  const [way, setWay] = useState<Way>()
  if (settings.language === undefined) return <ChooseLanguage />
  if (way === undefined) return <ChooseWay household={household} choose={setWay} go={go} />
  return <MakeDrawer key={way} way={way} household={household} card={card} back={() => setWay(undefined)} />
}

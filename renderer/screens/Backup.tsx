// A drawer into a file, and back: the open drawer's backup, and what to do with a backup that is there.
import { useState } from 'react'
import type { ChosenBackup } from '../../preload/shapes/backup.ts'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Household } from '../../preload/shapes/people.ts'
import { Button } from '../components/Button.tsx'
import { Page, Part } from '../components/Page.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { MakeBackup } from './backup/MakeBackup.tsx'
import { UseBackup } from './backup/UseBackup.tsx'

interface Props {
  readonly household: Household
  readonly card: CardState | undefined
  readonly go: Go
  readonly from: 'settings' | 'start'
}

export function Backup({ household, card, go, from }: Props) {
  const { text } = useText()
  const [chosen, setChosen] = useState<ChosenBackup>()
  const open = household.people.find(({ id }) => id === household.open?.personId)
  return (
    <Page
      narrow
      title={text.backup.title}
      lead={text.backup.lead}
      aside={
        <Button look="quiet" onPress={() => go({ name: from })}>
          {text.backup.back}
        </Button>
      }
    >
      {open !== undefined && <MakeBackup key={open.id} person={open} tryIt={setChosen} />}
      <UseBackup key={chosen?.id} first={chosen} household={household} card={card} go={go} />
      {open === undefined && household.people.length > 0 && (
        <Part title={text.backup.make.title}>
          <p>
            <Ruby>{text.backup.make.locked}</Ruby>
          </p>
        </Part>
      )}
    </Page>
  )
}

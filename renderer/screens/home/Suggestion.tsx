import { useState } from 'react'
import type { Household, Person } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'

/** Says in time that without the card this drawer stays shut. */
export function Suggestion({ person, household }: { person: Person; household: Household }) {
  const { text } = useText()
  const [later, setLater] = useState(false)
  const add = useCall(window.wallet.keys.add)
  // Whoever acts opens it from their own drawer; which keys there are beside that is the owner's to say.
  if (household.open?.actor !== undefined) return null
  if (household.open?.by === 'recovery') return <Notice kind="warn" title={text.home.suggestRecovered} />
  if (later || person.openers.includes('passphrase')) return null
  return (
    <Notice kind="info" title={text.home.suggestTitle}>
      <p>
        <Ruby>{text.home.suggestText}</Ruby>
      </p>
      {add.state.step === 'running' && <Progress label={text.progress.asking} />}
      {add.state.step === 'failed' && <FailureNotice failure={add.state.failure} level={3} />}
      <Actions>
        <Button pending={add.state.step === 'running'} onPress={() => void add.run({ kind: 'passphrase' })}>
          {text.home.suggestButton}
        </Button>
        <Button look="quiet" onPress={() => setLater(true)}>
          {text.home.suggestLater}
        </Button>
      </Actions>
    </Notice>
  )
}

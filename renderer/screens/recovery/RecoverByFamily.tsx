// The family opens a drawer that its owner cannot open any more.
import { useState } from 'react'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { Household } from '../../../preload/shapes/people.ts'
import { preferredReader } from '../../cardTrouble.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Page, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Sentences } from '../../components/Sentences.tsx'
import { WaitCountdown } from '../../components/WaitCountdown.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'

interface Props {
  readonly household: Household
  readonly card: CardState | undefined
  readonly personId: string
  readonly go: Go
}

export function RecoverByFamily({ household, card, personId, go }: Props) {
  const { text } = useText()
  const words = text.recovery
  const use = useCall(window.wallet.recovery.use)
  const [opener, setOpener] = useState<'passphrase' | 'card'>('passphrase')
  const owner = household.people.find(({ id }) => id === personId)
  const helper = household.people.find(({ id }) => id === household.open?.personId)
  const running = use.state.step === 'running'
  const start = async () => {
    const reader = opener === 'card' && card !== undefined ? preferredReader(card, personId) : undefined
    const outcome = await use.run({ personId, opener, ...(reader === undefined ? {} : { reader }) })
    if (outcome.ok) go({ name: 'keys' })
  }
  return (
    <Page title={words.useTitle(owner?.name ?? '')} lead={words.useLead} narrow>
      {helper !== undefined && helper.id !== personId && <Notice kind="info" title={words.helper(helper.name)} />}
      <Part title={text.start.next}>
        <Sentences ordered all={words.useSteps} />
      </Part>
      <Choice
        label={words.opener}
        row
        value={opener}
        onChange={setOpener}
        options={(['passphrase', 'card'] as const).map((value) => ({ value, label: words.openers[value] }))}
      />
      {use.state.step === 'failed' && (
        <FailureNotice failure={use.state.failure}>
          <WaitCountdown failure={use.state.failure} />
        </FailureNotice>
      )}
      {running && <Progress label={text.progress.asking} />}
      <Actions>
        <Button look="primary" pending={running} onPress={() => void start()}>
          {words.start}
        </Button>
        <Button look="quiet" onPress={() => go({ name: 'family' })}>
          {text.shell.cancel}
        </Button>
      </Actions>
    </Page>
  )
}

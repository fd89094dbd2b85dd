// Whose drawers there are, and the ways to open them.
import { useEffect, useRef, useState } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Opener } from '../../preload/shapes/common.ts'
import type { Household, Person } from '../../preload/shapes/people.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { Page } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { ReaderStatus } from '../components/ReaderStatus.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { WaitCountdown } from '../components/WaitCountdown.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import style from './Family.module.css'
import { OrderButtons } from './family/OrderButtons.tsx'
import { PersonCard } from './family/PersonCard.tsx'
import { RenewedCardHint } from './keys/RenewedCard.tsx'
import { LockedNotice } from './locks/LockedNotice.tsx'

interface Props {
  readonly household: Household
  readonly card: CardState | undefined
  readonly go: Go
  readonly linkWaits: boolean
  /** Whose drawer is opened at once, with the card that lies there. */
  readonly openByCard?: string | undefined
}

export function Family({ household, card, go, linkWaits, openByCard }: Props) {
  const { text } = useText()
  const unlock = useCall(window.wallet.household.unlock)
  const [trying, setTrying] = useState<string>()
  const [ordering, setOrdering] = useState(false)
  const running = unlock.state.step === 'running'
  const noKeychain = household.keychain === 'unavailable'

  const readerWith = (person: Person) =>
    card?.readers.find(({ card: held }) => held?.kind === 'myNumber' && held.personId === person.id)?.id
  const open = async (person: Person, by: Opener) => {
    if (running) return
    // The page of who is open ends first; the next one goes on.
    if (household.open !== null) return void window.wallet.household.lock({ next: { personId: person.id, by } })
    setTrying(person.id)
    const reader = by === 'card' ? readerWith(person) : undefined
    // Where it leads from here is told with the household's news: to a link that waits, or to the wallet.
    await unlock.run({ personId: person.id, by, ...(reader === undefined ? {} : { reader }) })
  }
  const begun = useRef<string>(undefined)
  useEffect(() => {
    const person = household.people.find(({ id }) => id === openByCard)
    if (person === undefined || begun.current === openByCard) return
    begun.current = openByCard
    void open(person, 'card')
  })

  return (
    <Page
      title={text.family.title}
      lead={text.family.lead}
      aside={
        <div className={style['aside']}>
          {household.people.length > 1 && !noKeychain && (
            <Button look="quiet" onPress={() => setOrdering(!ordering)}>
              {ordering ? text.people.order.done : text.people.order.button}
            </Button>
          )}
          <Button icon="plus" onPress={() => go({ name: 'start' })}>
            {text.family.add}
          </Button>
        </div>
      }
    >
      <LockedNotice
        people={household.people}
        onNext={({ personId, by }) => {
          const person = household.people.find(({ id }) => id === personId)
          if (person !== undefined) void open(person, by)
        }}
      />
      <RenewedCardHint card={card} household={household} go={go} />
      {linkWaits && <Notice kind="info" live title={text.family.waiting} />}
      {noKeychain && <FailureNotice live={false} failure={{ code: 'keychain.unavailable' }} />}
      <ul className={style['people']}>
        {household.people.map((person) => {
          const isOpen = household.open?.personId === person.id
          return (
            <PersonCard
              key={person.id}
              person={person}
              isOpen={isOpen}
              cardHere={readerWith(person) !== undefined}
              noKeychain={noKeychain}
              pending={running && trying === person.id}
              go={go}
              onOpen={(by) => void open(person, by)}
            >
              {ordering && <OrderButtons person={person} people={household.people} />}
              {trying === person.id && running && <Progress />}
              {trying === person.id && unlock.state.step === 'failed' && (
                <FailureNotice failure={unlock.state.failure} level={3}>
                  <WaitCountdown failure={unlock.state.failure} />
                </FailureNotice>
              )}
            </PersonCard>
          )
        })}
      </ul>
      <ReaderStatus framed state={card} people={household.people} openPersonId={undefined} />
      {household.keychain === 'private' && (
        <p className={style['small']}>
          <Ruby>{text.family.privateKeychain}</Ruby>
        </p>
      )}
    </Page>
  )
}

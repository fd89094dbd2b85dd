// Whose drawers there are, and the ways to open them.
import { useEffect, useRef, useState } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Opener } from '../../preload/shapes/common.ts'
import type { Household, Person } from '../../preload/shapes/people.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Icon } from '../components/Icon.tsx'
import { Notice } from '../components/Notice.tsx'
import { Page } from '../components/Page.tsx'
import { PersonMark } from '../components/PersonMark.tsx'
import { Progress } from '../components/Progress.tsx'
import { ReaderStatus } from '../components/ReaderStatus.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import style from './Family.module.css'
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
  const running = unlock.state.step === 'running'
  const noKeychain = household.keychain === 'unavailable'

  const readerWith = (person: Person) =>
    card?.readers.find(({ card: held }) => held?.kind === 'myNumber' && held.personId === person.id)?.id
  const open = async (person: Person, by: Opener) => {
    if (running) return
    setTrying(person.id)
    const reader = by === 'card' ? readerWith(person) : undefined
    const outcome = await unlock.run({ personId: person.id, by, ...(reader === undefined ? {} : { reader }) })
    if (outcome.ok) go({ name: 'home' })
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
        <Button icon="plus" onPress={() => go({ name: 'start' })}>
          {text.family.add}
        </Button>
      }
    >
      <LockedNotice people={household.people} />
      {linkWaits && <Notice kind="info" live title={text.family.waiting} />}
      {noKeychain && <FailureNotice live={false} failure={{ code: 'keychain.unavailable' }} />}
      <ul className={style['people']}>
        {household.people.map((person) => {
          const isOpen = household.open?.personId === person.id
          const cardHere = readerWith(person) !== undefined
          // The card that lies there comes first; the recovery code always last.
          const ways = noKeychain ? [] : person.openers.filter((opener) => opener === 'card' || opener === 'passphrase')
          return (
            <li key={person.id} className={style['person']} data-colour={person.colour} data-open={isOpen}>
              <div className={style['who']}>
                <PersonMark person={person} size="large" />
                <div>
                  <h2>{person.name === '' ? <Ruby>{text.shell.nameless}</Ruby> : person.name}</h2>
                  <p className={style['state']}>
                    <Icon name={isOpen ? 'open' : 'lock'} size={18} />
                    <Ruby>{isOpen ? text.family.open : text.family.locked}</Ruby>
                  </p>
                </div>
              </div>
              {cardHere && !isOpen && (
                <p className={style['here']}>
                  <Icon name="card" size={20} />
                  <Ruby>{text.family.cardHere}</Ruby>
                </p>
              )}
              {isOpen ? (
                <Button look="primary" wide onPress={() => go({ name: 'home' })}>
                  {text.family.show}
                </Button>
              ) : (
                // biome-ignore lint/a11y/useSemanticElements: buttons that belong together, no form
                <div className={style['ways']} role="group" aria-label={withoutRuby(text.family.ways(person.name))}>
                  {ways.map((by) => (
                    <Button
                      key={by}
                      wide
                      look={(by === 'card' && cardHere) || ways.length === 1 ? 'primary' : 'secondary'}
                      icon={by === 'card' ? 'card' : 'words'}
                      pending={running && trying === person.id}
                      onPress={() => void open(person, by)}
                    >
                      {by === 'card' ? text.family.unlockCard : text.family.unlockPassphrase}
                    </Button>
                  ))}
                  {person.openers.includes('recovery') && (
                    <Button
                      look={noKeychain ? 'primary' : 'quiet'}
                      wide
                      icon="paper"
                      onPress={() => void open(person, 'recovery')}
                    >
                      {text.family.unlockRecovery}
                    </Button>
                  )}
                </div>
              )}
              {!isOpen && ways.length > 0 && !ways.includes('passphrase') && (
                <p className={style['only']}>
                  <Icon name="info" size={18} />
                  <span>
                    <Ruby>{text.family.cardOnly}</Ruby>
                  </span>
                </p>
              )}
              {trying === person.id && running && <Progress />}
              {trying === person.id && unlock.state.step === 'failed' && (
                <FailureNotice failure={unlock.state.failure} level={3} />
              )}
            </li>
          )
        })}
      </ul>
      <div className={style['reader']}>
        <ReaderStatus state={card} people={household.people} openPersonId={undefined} />
      </div>
      {household.keychain === 'private' && (
        <p className={style['small']}>
          <Ruby>{text.family.privateKeychain}</Ruby>
        </p>
      )}
    </Page>
  )
}

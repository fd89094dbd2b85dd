// One person at a glance, without their drawer: who, open or shut, what opens it, and what they let everybody see.
import type { ReactNode } from 'react'
import type { Opener } from '../../../preload/shapes/common.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { PersonMark } from '../../components/PersonMark.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useOpen } from '../../OpenContext.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import style from '../Family.module.css'
import { NextExpiry } from '../person/NextExpiry.tsx'
import { ApplicationsGlance } from './ApplicationsGlance.tsx'

interface Props {
  readonly person: Person
  readonly isOpen: boolean
  /** Their card lies in a reader. */
  readonly cardHere: boolean
  readonly noKeychain: boolean
  readonly pending: boolean
  readonly go: Go
  readonly onOpen: (by: Opener) => void
  readonly children: ReactNode
}

export function PersonCard(props: Props) {
  const { person, isOpen, cardHere, noKeychain, go, children } = props
  const { text } = useText()
  // What a person looks like is their own choice, not that of somebody they asked to act for them.
  const appointed = useOpen()?.actor?.basis === 'appointed'
  // The card that lies there comes first; the recovery code always last.
  const ways = noKeychain ? [] : person.openers.filter((opener) => opener === 'card' || opener === 'passphrase')
  return (
    <li className={style['person']} data-colour={person.colour} data-open={isOpen}>
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
      {person.next !== undefined && <NextExpiry next={person.next} />}
      {person.applications !== undefined && <ApplicationsGlance seen={person.applications} />}
      {cardHere && !isOpen && (
        <p className={style['here']}>
          <Icon name="card" size={20} />
          <Ruby>{text.family.cardHere}</Ruby>
        </p>
      )}
      {isOpen ? (
        <>
          <Button look="primary" wide onPress={() => go({ name: 'home' })}>
            {text.family.show}
          </Button>
          {!appointed && (
            <Button look="quiet" wide icon="practice" onPress={() => go({ name: 'person' })}>
              {text.people.edit}
            </Button>
          )}
        </>
      ) : (
        <Ways {...props} ways={ways} />
      )}
      <Openers person={person} />
      {!isOpen && ways.length === 0 && person.openers.includes('mandate') && (
        <p className={style['only']}>
          <Icon name="info" size={18} />
          <span>
            <Ruby>{text.mandates.fromFamily}</Ruby>
          </span>
        </p>
      )}
      {!isOpen && ways.length > 0 && !ways.includes('passphrase') && (
        <p className={style['only']}>
          <Icon name="info" size={18} />
          <span>
            <Ruby>{text.family.cardOnly}</Ruby>
          </span>
        </p>
      )}
      {children}
    </li>
  )
}

function Ways({
  person,
  cardHere,
  noKeychain,
  pending,
  go,
  onOpen,
  ways,
}: Props & { readonly ways: readonly Opener[] }) {
  const { text } = useText()
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that belong together, no form
    <div className={style['ways']} role="group" aria-label={withoutRuby(text.family.ways(person.name))}>
      {ways.map((by) => (
        <Button
          key={by}
          wide
          look={(by === 'card' && cardHere) || ways.length === 1 ? 'primary' : 'secondary'}
          icon={by === 'card' ? 'card' : 'words'}
          pending={pending}
          onPress={() => onOpen(by)}
        >
          {by === 'card' ? text.family.unlockCard : text.family.unlockPassphrase}
        </Button>
      ))}
      {person.openers.includes('recovery') && (
        <Button look={noKeychain ? 'primary' : 'quiet'} wide icon="paper" onPress={() => onOpen('recovery')}>
          {text.family.unlockRecovery}
        </Button>
      )}
      {person.openers.includes('family') && (
        <Button look="quiet" wide icon="family" onPress={() => go({ name: 'recoverByFamily', personId: person.id })}>
          {text.recovery.useButton}
        </Button>
      )}
    </div>
  )
}

/** In words, also the ways that have no button here: somebody's mandate, the family together. */
function Openers({ person }: { person: Person }) {
  const { text } = useText()
  if (person.openers.length === 0) return null
  return (
    <p className={style['openers']}>
      <Ruby>
        {`${text.people.openableBy}${text.marks.colon}${person.openers.map((kind) => text.settings.kinds[kind]).join(text.marks.comma)}`}
      </Ruby>
    </p>
  )
}

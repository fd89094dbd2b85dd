// The others of the family on the board: their drawers are shut, so each shows what they allowed, and how to see the rest.
import type { Household, Person } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { PersonMark } from '../../components/PersonMark.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useOpen } from '../../OpenContext.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import style from '../Board.module.css'
import { FamilyApplications } from './FamilyApplications.tsx'

export function Others({ household: { people, open }, go }: { household: Household; go: Go }) {
  const { text } = useText()
  const words = text.familyApplications
  const others = people.filter(({ id, name }) => id !== open?.personId && name !== '')
  const own = people.find(({ id }) => id === open?.personId)
  if (others.length === 0) return null
  return (
    <Part title={text.board.others}>
      <p className={style['small']}>
        <Ruby>{words.lead}</Ruby>
      </p>
      <ul className={style['others']}>
        {others.map((person) => (
          <Other key={person.id} person={person} />
        ))}
      </ul>
      <p className={style['small']}>
        <Ruby>{text.board.othersText}</Ruby>
      </p>
      <Actions>
        <Button look="quiet" icon="instead" onPress={() => go({ name: 'mandates' })}>
          {text.board.toMandates}
        </Button>
      </Actions>
      {own !== undefined && <OwnChoice person={own} go={go} />}
    </Part>
  )
}

function Other({ person }: { person: Person }) {
  const { text } = useText()
  return (
    <li>
      <div className={style['who']}>
        <PersonMark person={person} />
        <h3>{person.name}</h3>
      </div>
      {person.applications !== undefined && <FamilyApplications seen={person.applications} />}
      <p>
        <Ruby>{text.familyApplications.opensMore(person.name)}</Ruby>
      </p>
    </li>
  )
}

/** What the others see of whose drawer this is; somebody who was appointed does not change it. */
function OwnChoice({ person: { name, applications }, go }: { person: Person; go: Go }) {
  const { text } = useText()
  const words = text.familyApplications
  const appointed = useOpen()?.actor?.basis === 'appointed'
  return (
    <>
      <p className={style['small']}>
        <Ruby>{applications === undefined ? words.ownHidden(name) : words.ownSeen(name)}</Ruby>
      </p>
      {!appointed && (
        <Actions>
          <Button look="quiet" icon="family" onPress={() => go({ name: 'person', part: 'applications' })}>
            {words.decide}
          </Button>
        </Actions>
      )}
    </>
  )
}

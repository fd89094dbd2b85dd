import type { Household } from '../../preload/shapes/people.ts'
import type { Session } from '../../preload/shapes/session.ts'
import { useOpen } from '../OpenContext.tsx'
import type { Go, Screen } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { Button } from './Button.tsx'
import { Icon, type IconName } from './Icon.tsx'
import { PersonMark } from './PersonMark.tsx'
import { Ruby } from './Ruby.tsx'
import style from './Sidebar.module.css'

interface Props {
  readonly household: Household
  readonly session: Session | null | undefined
  readonly screen: Screen
  readonly go: Go
  readonly lock: () => void
}

/** Whose drawer is open, where one can go, and the lock: always in reach. */
export function Sidebar({ household, session, screen, go, lock }: Props) {
  const { text } = useText()
  const actor = useOpen()?.actor
  const open = household.people.find(({ id }) => id === household.open?.personId)
  const entries: readonly { to: Screen; name: string; icon: IconName }[] = [
    ...(open === undefined
      ? []
      : ([
          { to: { name: 'home' }, name: text.shell.home, icon: 'wallet' },
          { to: { name: 'procedures' }, name: text.procedures.title, icon: 'building' },
          { to: { name: 'papers' }, name: text.papers.title, icon: 'folder' },
          { to: { name: 'calendar' }, name: text.calendar.title, icon: 'calendar' },
          { to: { name: 'logIn' }, name: text.shell.logIn, icon: 'logIn' },
          { to: { name: 'ledger' }, name: text.shell.ledger, icon: 'ledger' },
          { to: { name: 'mandates' }, name: text.mandates.title, icon: 'instead' },
        ] as const)),
    {
      to: household.people.length === 0 ? { name: 'start' } : { name: 'family' },
      name: text.shell.family,
      icon: 'family',
    },
    // Of shut drawers it holds what each person allowed.
    ...(open === undefined && household.people.length > 0
      ? ([{ to: { name: 'calendar' }, name: text.calendar.title, icon: 'calendar' }] as const)
      : []),
    { to: { name: 'card' }, name: text.pinCare.title, icon: 'card' },
    { to: { name: 'documents' }, name: text.shell.documents, icon: 'sign' },
    { to: { name: 'doctor' }, name: text.shell.doctor, icon: 'doctor' },
    { to: { name: 'settings' }, name: text.shell.settings, icon: 'settings' },
  ]
  return (
    <header className={style['side']} data-colour={open?.colour}>
      <p className={style['product']}>
        <svg viewBox="0 0 40 40" width="36" height="36" aria-hidden="true">
          <rect
            x="6"
            y="13"
            width="21"
            height="15"
            rx="2.5"
            transform="rotate(-16 16 20)"
            fill="var(--color-primitive-green-600)"
          />
          <rect
            x="9"
            y="13"
            width="21"
            height="15"
            rx="2.5"
            transform="rotate(-2 19 20)"
            fill="var(--color-primitive-yellow-400)"
          />
          <rect
            x="12"
            y="14"
            width="21"
            height="15"
            rx="2.5"
            transform="rotate(12 22 21)"
            fill="var(--color-primitive-blue-800)"
          />
        </svg>
        <span>
          手札 <small>Tefuda</small>
        </span>
      </p>
      <div className={style['person']}>
        {open === undefined ? (
          <>
            <span className={style['closed']}>
              <Icon name="lock" />
            </span>
            <p>
              <Ruby>{text.shell.nobody}</Ruby>
            </p>
          </>
        ) : (
          <>
            <PersonMark person={open} />
            <p>
              <strong>
                <Ruby>{open.name === '' ? text.shell.nameless : text.shell.drawerOf(open.name)}</Ruby>
              </strong>
              <small>
                <Ruby>
                  {actor === undefined ? text.shell.drawerOpen : text.people.acting(actor.name, open.name, actor.basis)}
                </Ruby>
                {session != null && (
                  <>
                    {text.marks.dot}
                    <Ruby>{text.shell.loggedIn}</Ruby>
                  </>
                )}
              </small>
            </p>
          </>
        )}
      </div>
      <nav aria-label={text.shell.navigation}>
        <ul>
          {entries.map(({ to, name, icon }) => (
            <li key={to.name}>
              <button
                type="button"
                className={style['entry']}
                aria-current={placeOf(to) === placeOf(screen) ? 'page' : undefined}
                onClick={() => go(to)}
              >
                <Icon name={icon} size={22} />
                <span>
                  <Ruby>{name}</Ruby>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {open !== undefined && (
        <div className={style['lock']}>
          <Button look="secondary" icon="lock" wide keyName={text.shell.lockKey} onPress={lock}>
            {text.shell.lock}
          </Button>
        </div>
      )}
    </header>
  )
}

/** The entry under which a screen is found: a backup stands in the settings, or where people are added. */
function placeOf(screen: Screen): Screen['name'] {
  switch (screen.name) {
    case 'backup':
      return screen.from === 'start' ? 'family' : 'settings'
    case 'selfInfo':
    case 'partners':
      return 'papers'
    case 'keys':
    case 'familyRecovery':
    case 'leaving':
      return 'settings'
    case 'person':
    case 'recoverByFamily':
    case 'start':
      return 'family'
    case 'application':
    case 'board':
    case 'draft':
    case 'notices':
    case 'payments':
    case 'procedure':
      return 'procedures'
    case 'paper':
      return 'papers'
    case 'credential':
    case 'guest':
    case 'receive':
    case 'share':
      return 'home'
    default:
      return screen.name
  }
}

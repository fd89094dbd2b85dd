// One key in words: what it is, since when, when it was used last, and what can be done with it.
import type { Key } from '../../../preload/shapes/keys.ts'
import { Button } from '../../components/Button.tsx'
import { Icon, type IconName } from '../../components/Icon.tsx'
import { Note } from '../../components/Note.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from '../Keys.module.css'

const icons: Readonly<Record<Key['kind'], IconName>> = {
  card: 'card',
  passphrase: 'words',
  recovery: 'paper',
  mandate: 'family',
  family: 'family',
}

interface Props {
  readonly value: Key
  readonly pending: boolean
  readonly onRenew: () => void
  readonly onRemove: () => void
}

export function KeyRow({ value, pending, onRenew, onRemove }: Props) {
  const { text, language } = useText()
  const words = text.keys
  const { kind, medium, createdAt, usedAt, opened } = value
  const name = medium === 'phone' ? words.phone : words.kinds[kind]
  const renewing = { card: words.renewCard, passphrase: words.changePassphrase, recovery: words.renewCode }
  return (
    <li>
      <Icon name={icons[kind]} />
      <p className={style['words']}>
        <strong>
          <Ruby>{name}</Ruby>
        </strong>
        <small>
          <Ruby>{words.since(formatDate(createdAt, language))}</Ruby>
          {text.marks.dot}
          <Ruby>{usedAt === undefined ? words.unused : words.used(formatDate(usedAt, language))}</Ruby>
        </small>
        {opened === true && (
          <small>
            <Ruby>{words.openedWith}</Ruby>
          </small>
        )}
      </p>
      {kind === 'mandate' || kind === 'family' ? (
        <p className={style['buttons']}>
          <Note inline>{words.elsewhere[kind]}</Note>
        </p>
      ) : (
        <div className={style['buttons']}>
          <Button pending={pending} label={`${renewing[kind]}${text.marks.colon}${name}`} onPress={onRenew}>
            {renewing[kind]}
          </Button>
          {kind !== 'recovery' && (
            <Button
              look="quiet"
              pending={pending}
              label={`${words.remove}${text.marks.colon}${name}`}
              onPress={onRemove}
            >
              {words.remove}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

// The credentials of the open drawer as cards; with many of them, a field that finds some.
import { Button } from '../../components/Button.tsx'
import { CredentialFace } from '../../components/CredentialFace.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Field } from '../../components/Field.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Credentials.module.css'
import type { ShownCredentials } from './useCredentials.ts'

/** So many are found by looking. */
const fewEnough = 4

interface Props {
  readonly shown: ShownCredentials
  readonly loggedIn: boolean
  readonly go: Go
}

export function Credentials({ shown: { page, failure, typed, search, showMore }, loggedIn, go }: Props) {
  const { text, language } = useText()
  return (
    <Part title={text.home.credentials} plain>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {page?.clockBehind !== undefined && (
        <Notice kind="warn" title={text.home.search.clockTitle}>
          <p>
            <Ruby>{text.home.search.clockText(formatDate(page.clockBehind, language))}</Ruby>
          </p>
        </Notice>
      )}
      {page?.all === 0 && (
        <div className={style['empty']}>
          <p>
            <strong>
              <Ruby>{text.home.noCredentials}</Ruby>
            </strong>
          </p>
          <p>
            <Ruby>{text.home.noCredentialsText}</Ruby>
          </p>
          {!loggedIn && (
            <Button look="primary" icon="logIn" onPress={() => go({ name: 'logIn' })}>
              {text.home.logIn}
            </Button>
          )}
        </div>
      )}
      {((page?.all ?? 0) > fewEnough || typed !== '') && (
        <search className={style['search']}>
          <Field
            label={text.home.search.label}
            note={text.home.search.note}
            value={typed}
            onChange={search}
            maxLength={100}
          />
          <p role="status">
            <Ruby>{page === undefined ? '' : text.home.search.found(page.found, page.cards.length)}</Ruby>
          </p>
        </search>
      )}
      <ul className={style['cards']}>
        {page?.cards.map((credential) => (
          <li key={credential.id}>
            <CredentialFace card={credential} onOpen={() => go({ name: 'credential', id: credential.id })} />
          </li>
        ))}
      </ul>
      {page !== undefined && page.cards.length < page.found && (
        <Actions>
          <Button look="quiet" onPress={showMore}>
            {text.home.search.more}
          </Button>
        </Actions>
      )}
    </Part>
  )
}

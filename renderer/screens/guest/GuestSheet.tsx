// What a guest sees of a credential: the chosen attributes in large type, and honestly how far they were checked.
import type { GuestPage } from '../../../preload/shapes/guest.ts'
import { Icon } from '../../components/Icon.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDate, formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Guest.module.css'

/** @param level of its heading: 1 where it is the page itself */
export function GuestSheet({ page, level }: { page: GuestPage; level: 1 | 3 }) {
  const { text, language } = useText()
  const Heading = level === 1 ? 'h1' : 'h3'
  const { person, actor, check, lastStatus } = page
  const pictures = page.attributes.filter(({ picture }) => picture !== undefined)
  const words = page.attributes.filter(({ picture }) => picture === undefined)
  return (
    <article className={style['sheet']} data-colour={person.colour}>
      <header>
        <p className={style['whose']}>
          <span className={style['mark']} aria-hidden="true" />
          <Ruby>{text.guest.shownBy(person.name)}</Ruby>
          {actor !== undefined && (
            <small>
              <Ruby>{text.people.acting(actor.name, person.name, actor.basis)}</Ruby>
            </small>
          )}
        </p>
        <Heading>{page.name[language]}</Heading>
        {page.expired && (
          <p className={style['expired']}>
            <Icon name="warn" />
            <Ruby>{text.guest.expired}</Ruby>
          </p>
        )}
      </header>
      <div className={style['values']}>
        {pictures.map(({ path, label, picture }) => (
          <img key={path.join('/')} src={picture} alt={label[language]} />
        ))}
        {words.length > 0 && (
          <dl>
            {words.map(({ path, label, text: value }) => (
              <div key={path.join('/')}>
                <dt>{label[language]}</dt>
                <dd>{value[language]}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <footer>
        <p>
          <Ruby>{text.guest.issuer}</Ruby>
          {text.marks.colon}
          {page.issuer}
          {page.validUntil !== undefined && (
            <>
              <br />
              <Ruby>{text.guest.validUntil}</Ruby>
              {text.marks.colon}
              {formatDate(page.validUntil, language)}
            </>
          )}
        </p>
        <p>
          <Ruby>{(check.valid ? text.guest.checked : text.guest.unchecked)(formatDateTime(check.at, language))}</Ruby>{' '}
          <Ruby>
            {lastStatus === undefined
              ? text.guest.states.never
              : text.guest.states[lastStatus.state](formatDateTime(lastStatus.checkedAt, language))}
          </Ruby>
        </p>
        <p>
          <Ruby>{text.guest.noProof}</Ruby>
        </p>
      </footer>
    </article>
  )
}

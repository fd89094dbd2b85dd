// A credential as a card with a face of its own kind. Its colours are its own in light and dark, as with a card in the hand.
import type { CredentialCard } from '../../preload/shapes/credentials.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { formatDate } from '../text/dates.ts'
import { useText } from '../text/TextContext.tsx'
import style from './CredentialFace.module.css'
import { Ruby } from './Ruby.tsx'

type Kind = CredentialCard['kind']

const isoDate = /^\d{4}-\d{2}-\d{2}$/

interface Props {
  readonly card: CredentialCard
  readonly onOpen?: () => void
  readonly level?: 2 | 3
}

export function CredentialFace({ card, onOpen, level = 3 }: Props) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const { language, text } = useText()
  const revoked = card.lastStatus?.state === 'invalid'
  return (
    <article className={style['face']} data-kind={card.kind}>
      <Ground kind={card.kind} />
      <header className={style['head']}>
        <Emblem kind={card.kind} />
        <Heading>{card.name[language]}</Heading>
      </header>
      <dl className={style['lines']}>
        {card.face.map(({ label, value }) => (
          <div key={label.en}>
            <dt>{label[language]}</dt>
            <dd>{isoDate.test(value) ? formatDate(value, language) : value}</dd>
          </div>
        ))}
      </dl>
      {card.kind === 'licence' && (
        <div className={style['portrait']}>
          {card.portrait === undefined ? <Silhouette /> : <img src={card.portrait} alt="" />}
        </div>
      )}
      <footer className={style['foot']}>
        <span>{card.issuer}</span>
        {card.validUntil !== undefined && (
          <span className={style['until']}>
            <Ruby>{text.credential.validUntil}</Ruby> {formatDate(card.validUntil, language)}
          </span>
        )}
      </footer>
      {(card.expired || revoked) && (
        <strong className={style['stamp']}>
          <Ruby>{revoked ? text.credential.states.invalid : text.credential.expired}</Ruby>
        </strong>
      )}
      {onOpen !== undefined && (
        <button
          type="button"
          className={style['cover']}
          onClick={onOpen}
          aria-label={withoutRuby(text.home.openCredential(card.name[language]))}
        />
      )}
    </article>
  )
}

const turns = Array.from({ length: 24 }, (_, index) => index * 7.5)

/** The pattern under the words. */
function Ground({ kind }: { kind: Kind }) {
  return (
    <svg className={style['ground']} viewBox="0 0 856 540" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      {kind === 'insurance' && (
        <g fill="none" stroke="currentColor" strokeWidth="26">
          {[120, 190, 260, 330, 400].map((radius) => (
            <circle key={radius} cx="790" cy="560" r={radius} />
          ))}
        </g>
      )}
      {kind === 'licence' && (
        <g fill="none" stroke="currentColor" strokeWidth="3">
          {Array.from({ length: 22 }, (_, row) => row * 26).map((y) => (
            <path key={y} d={`M-20 ${y} q53 -34 107 0 t107 0 t107 0 t107 0 t107 0 t107 0 t107 0 t107 0 t107 0`} />
          ))}
        </g>
      )}
      {kind === 'certificate' && (
        <g fill="none" stroke="currentColor" strokeWidth="2">
          {turns.map((turn) => (
            <ellipse key={turn} cx="690" cy="300" rx="300" ry="96" transform={`rotate(${turn} 690 300)`} />
          ))}
        </g>
      )}
      {kind === 'other' && (
        <g fill="none" stroke="currentColor" strokeWidth="2">
          {turns.map((turn) => (
            <path key={turn} d={`M${turn * 8 - 400} 560 L${turn * 8 + 160} -20`} />
          ))}
        </g>
      )}
    </svg>
  )
}

function Emblem({ kind }: { kind: Kind }) {
  return (
    <svg
      className={style['emblem']}
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      {kind === 'insurance' && (
        <path d="M24 43C10 32 5 25 5 17.5C5 11 10 7 15 7c4 0 7 2 9 6 2-4 5-6 9-6 5 0 10 4 10 10.5C43 25 38 32 24 43zM24 18v12M18 24h12" />
      )}
      {kind === 'licence' && (
        <path d="M6 31v-6l4-10c.5-1.5 1.5-2 3-2h22c1.5 0 2.5.5 3 2l4 10v10h-5v-4H11v4H6zM8 24h32M13 29h3M32 29h3" />
      )}
      {kind === 'certificate' && (
        <path d="M24 30a11 11 0 1 0 0-22 11 11 0 0 0 0 22zM17 28l-3 14 10-5 10 5-3-14M20 19l3 3 6-6" />
      )}
      {kind === 'other' && <path d="M10 6h28v36H10zM17 16h14M17 24h14M17 32h8" />}
    </svg>
  )
}

function Silhouette() {
  return (
    <svg viewBox="0 0 60 80" aria-hidden="true">
      <path fill="currentColor" d="M30 42a14 14 0 1 0 0-28 14 14 0 0 0 0 28zM4 80c0-20 10-32 26-32s26 12 26 32z" />
    </svg>
  )
}

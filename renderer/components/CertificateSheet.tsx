// One certificate of a card, plain words first: what it is for, whether it holds, how long, whom it names. The rest is behind
// one line.
import type { ReactNode } from 'react'
import type { CertificateView } from '../../preload/shapes/certificates.ts'
import { formatDate, formatDateTime } from '../text/dates.ts'
import type { Text } from '../text/ja.ts'
import { useText } from '../text/TextContext.tsx'
import style from './CertificateSheet.module.css'
import { Findings } from './Findings.tsx'
import { Icon, type IconName } from './Icon.tsx'
import { Ruby } from './Ruby.tsx'
import { Sheet, type Tone } from './Sheet.tsx'

interface Props {
  readonly certificate: CertificateView
  /** What can be done with it. */
  readonly children?: ReactNode
  /** Its heading is the page's own. */
  readonly headed?: boolean
}

type Verdict = CertificateView['verdict']

const icons: Readonly<Record<Verdict, IconName>> = {
  valid: 'check',
  expired: 'warn',
  notYet: 'warn',
  notOnList: 'info',
  invalid: 'cross',
}

const tones: Readonly<Record<Verdict, Tone | undefined>> = {
  valid: 'good',
  expired: 'warn',
  notYet: 'warn',
  notOnList: undefined,
  invalid: 'bad',
}

export function CertificateSheet({ certificate, children, headed = true }: Props) {
  const { text } = useText()
  const words = text.certificates
  const { role, verdict } = certificate
  const mark = (
    <p className={style['mark']} data-tone={tones[verdict]}>
      <Icon name={icons[verdict]} size={20} />
      <strong>
        <Ruby>{words.verdicts[verdict]}</Ruby>
      </strong>
    </p>
  )
  return (
    <Sheet
      title={words.names[role]}
      headed={headed}
      official={<Ruby>{words.officials[role]}</Ruby>}
      beside={mark}
      tone={tones[verdict]}
    >
      <p>
        <Ruby>{words.what[role]}</Ruby>
      </p>
      <Validity certificate={certificate} />
      <p>
        <Ruby>{words.verdictTexts[verdict]}</Ruby>
      </p>
      <p className={style['revocation']}>
        <Icon name="info" size={20} />
        <span>
          <strong>
            <Ruby>{words.revocation}</Ruby>
          </strong>
          <Ruby>{words.revocationText}</Ruby>
        </span>
      </p>
      {role === 'signature' && <Holder certificate={certificate} />}
      {(role === 'authentication' || role === 'signature') && <Ends role={role} />}
      <Technical certificate={certificate} />
      {children}
    </Sheet>
  )
}

function Validity({ certificate }: { certificate: CertificateView }) {
  const { text, language } = useText()
  const words = text.certificates
  const { validUntil, verdict, renewableFrom } = certificate
  const end = formatDate(validUntil, language)
  const renewable = renewableFrom === null ? undefined : `${renewableFrom}T00:00:00+09:00`
  return (
    <p className={style['until']}>
      <strong>
        <Ruby>{verdict === 'expired' ? words.ended(end) : words.until(end)}</Ruby>
      </strong>
      {verdict !== 'expired' && renewable !== undefined && (
        <span>
          <Ruby>{timeLeft(validUntil, words)}</Ruby>
        </span>
      )}
      {verdict !== 'expired' && renewable !== undefined && (
        <span>
          <Ruby>
            {new Date(renewable) > new Date() ? words.renewFrom(formatDate(renewable, language)) : words.renewNow}
          </Ruby>
        </span>
      )}
    </p>
  )
}

function Holder({ certificate: { holder } }: { certificate: CertificateView }) {
  const { text, language } = useText()
  const words = text.certificates.holder
  if (holder === null)
    return (
      <p>
        <Ruby>{words.unreadable}</Ruby>
      </p>
    )
  const rows = [
    [words.name, holder.name, holder.substituted.name],
    [words.birthDate, formatDate(`${holder.birthDate}T00:00:00+09:00`, language), false],
    [words.sex, words.sexes[holder.sex], false],
    [words.address, holder.address, holder.substituted.address],
  ] as const
  return (
    <div className={style['holder']}>
      <h3>
        <Ruby>{words.title}</Ruby>
      </h3>
      <dl className={style['rows']}>
        {rows.map(([name, value, substituted]) => (
          <div key={name}>
            <dt>
              <Ruby>{name}</Ruby>
            </dt>
            <dd>
              <Ruby>{value}</Ruby>
              {substituted && (
                <small>
                  <Ruby>{words.substituted}</Ruby>
                </small>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Ends({ role }: { role: 'authentication' | 'signature' }) {
  const { text } = useText()
  const { title, birthday, card, move, keeps, stop } = text.certificates.ends
  return (
    <details className={style['more']}>
      <summary>
        <Ruby>{title}</Ruby>
      </summary>
      <ul>
        {[birthday, card, role === 'signature' ? move : keeps, stop].map((sentence) => (
          <li key={sentence}>
            <Ruby>{sentence}</Ruby>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Technical({ certificate }: { certificate: CertificateView }) {
  const { text, language } = useText()
  const { fields, usages, technical, checked } = text.certificates
  const { chain, keyUsage, extendedKeyUsage, policies } = certificate
  const known: Readonly<Record<string, string>> = usages
  const rows: readonly (readonly [string, ReactNode])[] = [
    [fields.subject, certificate.subject],
    [fields.issuer, certificate.issuer],
    [fields.serial, certificate.serial],
    [fields.validFrom, formatDateTime(certificate.validFrom, language)],
    [fields.validUntil, formatDateTime(certificate.validUntil, language)],
    [fields.key, certificate.key],
    [
      fields.usage,
      [...keyUsage, ...extendedKeyUsage].map((usage) => {
        const words = known[usage]
        return (
          <span key={usage} className={style['usage']}>
            {words !== undefined && <Ruby>{words}</Ruby>} <small>{usage}</small>
          </span>
        )
      }),
    ],
    [fields.policies, policies.join(', ') || '—'],
    [fields.sha256, inGroups(certificate.sha256)],
  ]
  return (
    <details className={style['more']}>
      <summary>
        <Ruby>{technical}</Ruby>
      </summary>
      <dl className={style['rows']}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>
              <Ruby>{name}</Ruby>
            </dt>
            <dd className={style['exact']}>{value}</dd>
          </div>
        ))}
      </dl>
      <Findings
        title={checked(chain.findings.filter(({ ok }) => ok).length, chain.findings.length)}
        findings={chain.findings}
      />
    </details>
  )
}

/** In days while they can be counted, then in whole months. */
function timeLeft(validUntil: string, { daysLeft, monthsLeft }: Text['certificates']): string {
  const days = Math.max(0, Math.floor((new Date(validUntil).getTime() - Date.now()) / 86_400_000))
  const months = Math.floor(days / (365.25 / 12))
  return days <= 100 ? daysLeft(days) : monthsLeft(Math.floor(months / 12), months % 12)
}

/** A fingerprint as people compare one: capitals in groups of four. */
const inGroups = (hex: string): string =>
  hex
    .toUpperCase()
    .match(/.{1,4}/g)
    ?.join(' ') ?? hex

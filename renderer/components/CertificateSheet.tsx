// One certificate of a card, plain words first: what it is for, whether it holds, how long, whom it names. The rest is behind
// one line.
import type { ReactNode } from 'react'
import type { CertificateView } from '../../preload/shapes/certificates.ts'
import { useText } from '../text/TextContext.tsx'
import style from './certificate/Certificate.module.css'
import { Ends } from './certificate/Ends.tsx'
import { Holder } from './certificate/Holder.tsx'
import { Technical } from './certificate/Technical.tsx'
import { Validity } from './certificate/Validity.tsx'
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

import type { ReactNode } from 'react'
import type { Failure } from '../../preload/failure.ts'
import { failureText } from '../../preload/text/failureText.ts'
import { useGo } from '../GoContext.tsx'
import { useText } from '../text/TextContext.tsx'
import { Button } from './Button.tsx'
import style from './FailureNotice.module.css'
import { Notice } from './Notice.tsx'
import { Ruby } from './Ruby.tsx'

interface Props {
  readonly failure: Failure
  /** What the person can press; the sentences say what they can do. */
  readonly children?: ReactNode
  /** False for a state that stands (no reader), true for something that has just happened. */
  readonly live?: boolean
  readonly level?: 2 | 3
}

/** Codes that are no mishap but a state or the person's own wish. */
const calm: ReadonlySet<string> = new Set([
  'app.cancelled',
  'card.absent',
  'card.noReader',
  'session.none',
  'drawer.locked',
])

/** Troubles of this PC rather than of what was being done: the doctor tells more of them. */
const doctors: ReadonlySet<string> = new Set([
  'card.noService',
  'card.noReader',
  'card.busy',
  'card.garbled',
  'keychain.unavailable',
  'portal.unreachable',
  'portal.untrusted',
  'store.full',
])

/** Every failure says what happened and what to do. */
export function FailureNotice({ failure, children, live = true, level = 2 }: Props) {
  const { language, text } = useText()
  const { title, what, remedy } = failureText(failure, language)
  const go = useGo()
  return (
    <Notice kind={calm.has(failure.code) ? 'info' : 'bad'} title={title} live={live} level={level}>
      <p>
        <Ruby>{what}</Ruby>
      </p>
      <p className={style['remedy']}>
        <strong>
          <Ruby>{text.shell.whatNow}</Ruby>
        </strong>
        <span>
          <Ruby>{remedy}</Ruby>
        </span>
      </p>
      {children}
      {go !== undefined && doctors.has(failure.code) && (
        <Button look="quiet" icon="doctor" onPress={() => go({ name: 'doctor' })}>
          {text.doctor.open}
        </Button>
      )}
    </Notice>
  )
}

import { useEffect } from 'react'
import type { LeavingReport } from '../../../preload/shapes/leaving.ts'
import { leavingWords } from '../../../preload/text/leavingWords.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Leaving.module.css'

/** What was erased, what was not, and what to do about that. */
export function Report({ report, seen }: { report: LeavingReport; seen: () => void }) {
  const { text, language } = useText()
  const words = leavingWords[language]
  const save = useCall(window.wallet.leaving.saveReport)
  const saved = save.state.step === 'done' ? save.state.value : null
  const pc = report.kind === 'pc'
  useEffect(() => void window.scrollTo(0, 0), [])
  return (
    <>
      <Notice kind="good" title={pc ? words.pcTitle : words.personTitle(report.name)} live takesFocus>
        <p>{formatDateTime(report.at, language)}</p>
      </Notice>
      <Part title={words.erasedTitle}>
        <ul className={style['erased']}>
          {report.erased.map(({ what, count }) => (
            <li key={what}>
              <Icon name="check" size={20} />
              <span>
                <Ruby>{words.erased[what](count)}</Ruby>
              </span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={words.leftTitle}>
        <p>
          <Ruby>{words.leftLead}</Ruby>
        </p>
        <ul className={style['left']}>
          {report.left.map(({ what, names }) => (
            <li key={what}>
              <p>
                <Ruby>{words.left[what](names).what}</Ruby>
              </p>
              <p className={style['todo']}>
                <strong>
                  <Ruby>{text.shell.whatNow}</Ruby>
                </strong>
                <span>
                  <Ruby>{words.left[what](names).todo}</Ruby>
                </span>
              </p>
            </li>
          ))}
        </ul>
        {pc && (
          <p>
            <Ruby>{text.leaving.report.outside}</Ruby>
          </p>
        )}
        {save.state.step === 'failed' && <FailureNotice failure={save.state.failure} level={3} />}
        {saved !== null && (
          <p role="status">
            <Ruby>{text.leaving.report.saved(saved.savedAs)}</Ruby>
          </p>
        )}
        <Actions>
          <Button look="primary" icon="paper" pending={save.state.step === 'running'} onPress={() => void save.run()}>
            {text.leaving.report.save}
          </Button>
          <Button onPress={pc ? () => void window.wallet.leaving.end() : seen}>
            {pc ? text.leaving.report.end : text.leaving.report.done}
          </Button>
        </Actions>
      </Part>
    </>
  )
}

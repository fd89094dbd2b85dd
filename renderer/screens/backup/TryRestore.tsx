import type { BackupPreview } from '../../../preload/shapes/backup.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Backup.module.css'

/** Restores into a temporary place and says what was found there. */
export function TryRestore({ preview, onGood }: { preview: BackupPreview; onGood?: () => void }) {
  const { text } = useText()
  const words = text.backup.test
  const test = useCall(window.wallet.backup.test)
  const running = test.state.step === 'running'
  const found = test.state.step === 'done' ? test.state.value : undefined
  const good = found?.checks.every(({ ok }) => ok) === true
  const tryIt = async () => {
    const outcome = await test.run({ id: preview.id })
    if (outcome.ok && outcome.value.checks.every(({ ok }) => ok)) onGood?.()
  }
  return (
    <Part title={words.title}>
      <p>
        <Ruby>{words.text}</Ruby>
      </p>
      {test.state.step === 'failed' && <FailureNotice failure={test.state.failure} level={3} />}
      {running && <Progress />}
      {found !== undefined && (
        <Notice kind={good ? 'good' : 'warn'} title={good ? words.good : words.bad} live level={3}>
          {good && (
            <p>
              <Ruby>{words.goodText}</Ruby>
            </p>
          )}
          <ul className={style['checks']}>
            {found.checks.map(({ what, ok }) => (
              <li key={what}>
                <Icon name={ok ? 'check' : 'warn'} size={20} />
                <span>
                  <Ruby>{words.checks[what][ok ? 'ok' : 'bad']}</Ruby>
                </span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Actions>
        <Button icon="check" pending={running} onPress={() => void tryIt()}>
          {words.button}
        </Button>
      </Actions>
    </Part>
  )
}

import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import style from './Doctor.module.css'

/** Shown first; saved only as it was shown. */
export function Bundle({ ready }: { ready: boolean }) {
  const { text } = useText()
  const words = text.doctor
  const bundle = useCall(window.wallet.doctor.bundle)
  const save = useCall(window.wallet.doctor.saveBundle)
  const failure = failureOf(bundle.state, save.state)
  const make = () => {
    save.reset()
    void bundle.run()
  }
  return (
    <Part title={words.bundle}>
      <p>
        <Ruby>{words.bundleText}</Ruby>
      </p>
      {bundle.state.step === 'done' && (
        <>
          <h3 id="bundle">
            <Ruby>{words.bundleContent}</Ruby>
          </h3>
          {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section aria-labelledby="bundle" tabIndex={0} className={style['bundle']}>
            {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: as above */}
            <pre>{bundle.state.value.text}</pre>
          </section>
        </>
      )}
      {bundle.state.step === 'running' && <Progress label={words.examining} />}
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      {save.state.step === 'done' && save.state.value !== null && (
        <p role="status">
          <strong>
            <Ruby>{words.saved(save.state.value.savedAs)}</Ruby>
          </strong>
        </p>
      )}
      {ready && (
        <Actions>
          {bundle.state.step === 'done' ? (
            <Button icon="paper" look="primary" pending={save.state.step === 'running'} onPress={() => void save.run()}>
              {words.save}
            </Button>
          ) : (
            <Button icon="paper" pending={bundle.state.step === 'running'} onPress={make}>
              {words.showBundle}
            </Button>
          )}
        </Actions>
      )}
    </Part>
  )
}

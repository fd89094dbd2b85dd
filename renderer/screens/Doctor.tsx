// The doctor's findings: what is to be mended first, with a button where the program can do it; then a record for support.
import { useEffect, useState } from 'react'
import type { Diagnosis } from '../../preload/shapes/doctor.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Icon } from '../components/Icon.tsx'
import { Notice } from '../components/Notice.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { useText } from '../text/TextContext.tsx'
import { failureOf, useCall } from '../useWallet.ts'
import style from './Doctor.module.css'

export function Doctor() {
  const { text } = useText()
  const words = text.doctor
  const examine = useCall(window.wallet.doctor.examine)
  const fix = useCall(window.wallet.doctor.fix)
  const [findings, setFindings] = useState<readonly Diagnosis[]>()
  const { run } = examine
  useEffect(() => {
    let looking = true
    void run().then((outcome) => {
      looking = false
      if (outcome.ok) setFindings(outcome.value)
    })
    // Leaving the screen ends the look, and no work of another screen.
    return () => void (looking && window.wallet.work.cancel())
  }, [run])
  const look = async () => {
    fix.reset()
    const outcome = await run()
    if (outcome.ok) setFindings(outcome.value)
  }
  const mend = async (code: string) => {
    const outcome = await fix.run({ code })
    if (outcome.ok) setFindings(outcome.value)
  }
  const running = examine.state.step === 'running' || fix.state.step === 'running'
  const failure = failureOf(examine.state, fix.state)
  const wrong = findings?.filter(({ ok }) => !ok) ?? []
  const fine = findings?.filter(({ ok }) => ok) ?? []
  return (
    <Page
      narrow
      title={words.title}
      lead={words.lead}
      aside={
        <Button icon="refresh" pending={running} onPress={() => void look()}>
          {words.again}
        </Button>
      }
    >
      {running && <Progress label={fix.state.step === 'running' ? words.fixing : words.examining} />}
      {failure !== undefined && <FailureNotice failure={failure} />}
      {findings !== undefined && !running && (
        <Notice
          kind={wrong.length === 0 ? 'good' : 'warn'}
          live
          title={wrong.length === 0 ? words.allRight : words.found(wrong.length)}
        >
          <p>
            <Ruby>{wrong.length === 0 ? words.allRightText : words.foundText}</Ruby>
          </p>
          {fix.state.step === 'done' && (
            <p>
              <Ruby>{words.fixed}</Ruby>
            </p>
          )}
        </Notice>
      )}
      {wrong.length > 0 && (
        <section className={style['list']} aria-label={withoutRuby(words.toMend)}>
          {wrong.map((finding) => (
            <Wrong key={`${finding.code} ${finding.reader ?? ''}`} finding={finding} pending={running} mend={mend} />
          ))}
        </section>
      )}
      {fine.length > 0 && (
        <Part title={words.fine}>
          <ul className={style['fine']}>
            {fine.map((finding) => (
              <li key={`${finding.code} ${finding.reader ?? ''}`}>
                <Icon name="check" size={22} />
                <div>
                  <Cause finding={finding} />
                  {finding.facts !== undefined && <Facts finding={finding} />}
                </div>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Bundle ready={findings !== undefined && !running} />
    </Page>
  )
}

function Cause({ finding }: { finding: Diagnosis }) {
  const { language } = useText()
  return (
    <p>
      <Ruby>{finding.cause[language]}</Ruby>
      {finding.reader !== undefined && <small> {finding.reader}</small>}
    </p>
  )
}

function Wrong({
  finding,
  pending,
  mend,
}: {
  finding: Diagnosis
  pending: boolean
  mend: (code: string) => Promise<void>
}) {
  const { text, language } = useText()
  const { code, cause, remedy, fix } = finding
  return (
    <article className={style['wrong']}>
      <span className={style['mark']}>
        <Icon name="warn" />
      </span>
      <div>
        <h2>
          <Ruby>{cause[language]}</Ruby>
        </h2>
        {finding.reader !== undefined && <p className={style['small']}>{finding.reader}</p>}
        {remedy[language] !== '' && (
          <p>
            <strong>
              <Ruby>{text.shell.whatNow}</Ruby>
            </strong>
            <span>
              <Ruby>{remedy[language]}</Ruby>
            </span>
          </p>
        )}
        {fix !== undefined && (
          <Button look="primary" pending={pending} onPress={() => void mend(code)}>
            {fix[language]}
          </Button>
        )}
        <Facts finding={finding} />
      </div>
    </article>
  )
}

function Facts({ finding: { code, facts = {} } }: { finding: Diagnosis }) {
  const { text } = useText()
  return (
    <details className={style['facts']}>
      <summary>
        <Ruby>{text.doctor.facts}</Ruby>
      </summary>
      <dl>
        <div>
          <dt>code</dt>
          <dd>{code}</dd>
        </div>
        {Object.entries(facts).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{String(value ?? '–')}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** Shown first; saved only as it was shown. */
function Bundle({ ready }: { ready: boolean }) {
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

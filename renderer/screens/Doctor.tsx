// The doctor's findings: what is to be mended first, with a button where the program can do it; then a record for support.
import { useEffect, useState } from 'react'
import type { Diagnosis } from '../../preload/shapes/doctor.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Icon } from '../components/Icon.tsx'
import { Notice } from '../components/Notice.tsx'
import { Page, Part } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { useText } from '../text/TextContext.tsx'
import { failureOf, useCall } from '../useWallet.ts'
import { Bundle } from './doctor/Bundle.tsx'
import style from './doctor/Doctor.module.css'
import { Facts } from './doctor/Facts.tsx'
import { Wrong } from './doctor/Wrong.tsx'

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

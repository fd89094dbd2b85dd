// Log in by phone: a QR code here, a number there, and the number typed here.
import { useEffect, useState } from 'react'
import type { PhoneLogIn } from '../../../preload/shapes/session.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Notice } from '../../components/Notice.tsx'
import { OnBehalf } from '../../components/OnBehalf.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall, useLive } from '../../useWallet.ts'
import style from './ByPhone.module.css'
import { PcName } from './PcName.tsx'
import { QrCode } from './QrCode.tsx'

export function ByPhone() {
  const { text } = useText()
  const begin = useCall(window.wallet.session.beginPhone)
  const [name, setName] = useState<string>(text.logIn.pcNameUsual)
  const [phone, setPhone] = useState<PhoneLogIn>()
  useEffect(() => window.wallet.session.phoneChanged(setPhone), [])
  useEffect(() => () => void window.wallet.session.stopPhone(), [])

  const start = async () => {
    if (name.trim() === '') return
    const outcome = await begin.run({ pcName: name })
    setPhone(outcome.ok ? outcome.value : undefined)
  }
  return (
    <>
      <OnBehalf />
      <Notice kind="warn" title={text.logIn.relayTitle}>
        <p>
          <Ruby>{text.logIn.relayText}</Ruby>
        </p>
      </Notice>
      <PcName value={name} onChange={setName} />
      {begin.state.step === 'failed' && <FailureNotice failure={begin.state.failure} />}
      <Actions>
        <Button
          look={phone === undefined ? 'primary' : 'secondary'}
          icon="logIn"
          pending={begin.state.step === 'running'}
          onPress={() => void start()}
        >
          {phone === undefined ? text.logIn.showCode : text.logIn.showCodeAgain}
        </Button>
      </Actions>
      {phone !== undefined && <Waiting key={phone.address} phone={phone} />}
    </>
  )
}

function Waiting({ phone }: { readonly phone: PhoneLogIn }) {
  const { text } = useText()
  const left = useSecondsUntil(phone.expiresAt)
  const over = left === 0 && phone.state !== 'denied' ? 'over' : phone.state
  return (
    <section className={style['waiting']} aria-label={withoutRuby(text.logIn.byPhone)}>
      {over === 'waiting' && <QrCode value={phone.address} label={withoutRuby(text.logIn.codeLabel)} />}
      <p role="status" className={style['state']}>
        <Ruby>{text.logIn.phoneStates[over]}</Ruby>
      </p>
      {over !== 'over' && over !== 'denied' && (
        <p className={style['left']}>
          <Ruby>{text.logIn.secondsLeft(left)}</Ruby>
        </p>
      )}
      {over === 'waiting' && <PracticePhone address={phone.address} />}
      {(over === 'confirmed' || over === 'scanned') && <NumberForm />}
    </section>
  )
}

function NumberForm() {
  const { text } = useText()
  const finish = useCall(window.wallet.session.finishPhone)
  const [number, setNumber] = useState('')
  const [tried, setTried] = useState(false)
  const fits = /^\d{6}$/.test(number)
  return (
    <Form
      className={style['number']}
      submit={() => {
        setTried(true)
        if (fits) void finish.run({ number })
      }}
    >
      <Field
        label={text.logIn.number}
        value={number}
        onChange={(typed) => setNumber(typed.normalize('NFKC').replaceAll(/\D/g, ''))}
        inputMode="numeric"
        maxLength={6}
        error={tried && !fits ? text.logIn.numberForm : undefined}
        spaced
      />
      {finish.state.step === 'failed' && <FailureNotice failure={finish.state.failure} level={3} />}
      {finish.state.step === 'running' && <Progress label={text.progress.asking} />}
      <Button look="primary" icon="logIn" type="submit" pending={finish.state.step === 'running'}>
        {text.logIn.button}
      </Button>
    </Form>
  )
}

/** In a rehearsal a window plays the phone, where there is one to play it. */
function PracticePhone({ address }: { readonly address: string }) {
  const { text } = useText()
  const practice = useLive(window.wallet.practice.read, window.wallet.practice.changed)
  const open = useCall(window.wallet.practice.openPhone)
  if (practice.value?.phone !== true) return null
  const failure = failureOf(open.state)
  return (
    <>
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      <Button onPress={() => void open.run({ address })}>{text.logIn.practicePhone}</Button>
    </>
  )
}

function useSecondsUntil(instant: string): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000))
}

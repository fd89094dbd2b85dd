// An agent is registered at the portal: both people are there with their cards and type their own PIN.
import { useState } from 'react'
import type { Household, Person } from '../../../../preload/shapes/people.ts'
import { type PortalMandateList, portalMandateScope } from '../../../../preload/shapes/portalMandates.ts'
import { Choice } from '../../../components/Choice.tsx'
import { DayRange } from '../../../components/DayRange.tsx'
import { Field } from '../../../components/Field.tsx'
import { Form } from '../../../components/Form.tsx'
import { GuardNotice } from '../../../components/GuardNotice.tsx'
import { LogInToGoOn } from '../../../components/LogInToGoOn.tsx'
import { Note } from '../../../components/Note.tsx'
import { PersonMark } from '../../../components/PersonMark.tsx'
import { Ruby } from '../../../components/Ruby.tsx'
import { Sentences } from '../../../components/Sentences.tsx'
import { Ticks } from '../../../components/Ticks.tsx'
import { Toggle } from '../../../components/Toggle.tsx'
import { useGo } from '../../../GoContext.tsx'
import { useText } from '../../../text/TextContext.tsx'
import { useCall } from '../../../useWallet.ts'
import { FormEnd } from '../FormEnd.tsx'
import style from '../Mandates.module.css'
import { Unfolding } from '../Unfolding.tsx'
import { freshDraft, type RegisterDraft } from './registerDraft.ts'

interface Props {
  readonly person: Person
  readonly household: Household
  readonly begun: RegisterDraft | undefined
  readonly registered: (list: PortalMandateList) => void
}

export function Register(props: Props) {
  const { text } = useText()
  return (
    <Unfolding action={text.portalMandates.open} begun={props.begun !== undefined}>
      {(close) => <RegisterForm {...props} close={close} />}
    </Unfolding>
  )
}

function RegisterForm({ person, household, begun, registered, close }: Props & { close: () => void }) {
  const { text } = useText()
  const words = text.portalMandates
  const go = useGo()
  const register = useCall(window.wallet.portalMandates.register)
  const [draft, setDraft] = useState<RegisterDraft>(() => begun ?? freshDraft())
  const [tried, setTried] = useState(false)
  const change = (more: Partial<RegisterDraft>) => setDraft((before) => ({ ...before, ...more }))
  const { as, otherId, otherName, kind, scopes, from, until } = draft
  const others = household.people.filter(({ id, name }) => id !== person.id && name !== '')
  const other = others.find(({ id }) => id === otherId)
  const named = other?.name ?? otherName.trim()
  const complete = otherId !== undefined && named !== '' && scopes.length > 0 && from !== '' && from <= until
  const submit = async () => {
    setTried(true)
    if (register.state.step === 'running' || !complete) return
    const outcome = await register.run({
      as,
      other: other === undefined ? { name: named } : { personId: other.id },
      terms: { kind, scopes: [...scopes], from, until },
    })
    if (!outcome.ok) return
    close()
    registered(outcome.value)
  }
  return (
    <Form className={style['form']} submit={submit}>
      <Choice
        label={words.as}
        value={as}
        onChange={(role) => change({ as: role, ...(role === 'principal' ? { kind: 'appointed' } : {}) })}
        options={(['agent', 'principal'] as const).map((value) => ({ value, label: words.asWays[value] }))}
      />
      <Choice
        label={words.whose}
        value={otherId}
        onChange={(id) => change({ otherId: id })}
        error={tried && otherId === undefined ? words.otherMissing : undefined}
        options={[
          ...others.map((one) => ({ value: one.id, label: one.name, content: <PersonMark person={one} /> })),
          { value: '', label: words.somebodyElse },
        ]}
      />
      {otherId === '' && (
        <Field
          label={words.otherName}
          value={otherName}
          onChange={(typed) => change({ otherName: typed })}
          maxLength={60}
          error={tried && named === '' ? words.otherNameMissing : undefined}
        />
      )}
      {as === 'agent' && (
        <Choice
          label={words.kind}
          value={kind}
          onChange={(chosen) => change({ kind: chosen })}
          options={(['legal', 'appointed'] as const).map((value) => ({
            value,
            label: words.kinds[value],
            content: <Note inline>{words.kindNote[value]}</Note>,
          }))}
        />
      )}
      <Ticks title={words.scope} close error={tried && scopes.length === 0 ? words.scopeMissing : undefined}>
        {portalMandateScope.options.map((scope) => (
          <Toggle
            key={scope}
            label={words.scopes[scope]}
            on={scopes.includes(scope)}
            onChange={(on) => change({ scopes: on ? [...scopes, scope] : scopes.filter((one) => one !== scope) })}
          />
        ))}
      </Ticks>
      <DayRange
        labels={[words.from, words.until]}
        from={from}
        to={until}
        onChange={(first, last) => change({ from: first, until: last })}
        tried={tried}
        missing={words.dayMissing}
        order={words.dayOrder}
      />
      <section className={style['scope']}>
        <h3>
          <Ruby>{words.orderTitle}</Ruby>
        </h3>
        <Sentences ordered close all={words.order(named === '' ? words.theOther : named)} />
        <Note>{words.orderNote}</Note>
      </section>
      <FormEnd
        state={register.state}
        action={words.register}
        icon="instead"
        close={close}
        notice={(failure) =>
          failure.code.startsWith('session.') || go === undefined ? (
            <LogInToGoOn
              failure={failure}
              again={() => void submit()}
              here={{ name: 'mandates', registering: draft }}
            />
          ) : (
            <GuardNotice failure={failure} reader={undefined} person={person} people={household.people} go={go} />
          )
        }
      />
    </Form>
  )
}

// Whom the application concerns: oneself, family that one hands it in for, or who has registered one as agent at the portal.
import { useEffect, useRef, useState } from 'react'
import type { Concerned, OpenDraft } from '../../../preload/shapes/drafts.ts'
import type { PortalMandate } from '../../../preload/shapes/portalMandates.ts'
import { Button } from '../../components/Button.tsx'
import { Choice, type ChoiceOption } from '../../components/Choice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Field } from '../../components/Field.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { Chooser } from './Chooser.tsx'
import { DayBoxes, isWholeDay } from './DayField.tsx'
import style from './Draft.module.css'
import type { DraftInHand } from './useDraft.ts'

export function Whom({ inHand }: { inHand: DraftInHand }) {
  const { text } = useText()
  const words = text.drafts.whom
  const { draft, form } = inHand.open
  const [changing, setChanging] = useState(false)
  const now = useRef<HTMLParagraphElement>(null)
  const close = () => {
    setChanging(false)
    now.current?.focus({ preventScroll: true })
  }
  const others = form.standings.some(({ standing }) => standing !== 'self' && standing !== 'officer')
  const name = draft.mandate?.principal ?? draft.onBehalf?.name
  return (
    <Part title={words.title}>
      {form.standings.length > 0 && (
        <div>
          <p className={style['small']}>
            <Ruby>{words.allowed}</Ruby>
          </p>
          <ul className={style['points']}>
            {form.standings.map(({ standing, note }) => (
              <li key={`${standing} ${note}`}>{note}</li>
            ))}
          </ul>
        </div>
      )}
      <p ref={now} tabIndex={-1}>
        <strong>
          <Ruby>{name === undefined ? words.self : words.now(name)}</Ruby>
        </strong>
      </p>
      {/* What was sent for somebody is corrected for the same. */}
      {others && draft.corrects === undefined && !changing && (
        <Actions>
          <Button label={text.drafts.which(words.change, words.title)} onPress={() => setChanging(true)}>
            {words.change}
          </Button>
        </Actions>
      )}
      {changing && <Choose inHand={inHand} onDone={close} />}
    </Part>
  )
}

const whomNow = ({ mandate, onBehalf }: OpenDraft['draft']): string =>
  mandate !== undefined ? `mandate ${mandate.id}` : onBehalf === undefined ? 'self' : 'family'

function Choose({ inHand, onDone }: { inHand: DraftInHand; onDone: () => void }) {
  const { text, language } = useText()
  const words = text.drafts.whom
  const { draft, form } = inHand.open
  const [chosen, setChosen] = useState(whomNow(draft))
  const [name, setName] = useState(draft.onBehalf?.name ?? '')
  const [birthDate, setBirthDate] = useState(draft.onBehalf?.birthDate ?? '')
  const [missing, setMissing] = useState(false)
  const concern = useCall(window.wallet.drafts.concern)
  const { state: listed, run: list } = useCall(window.wallet.portalMandates.list)
  const refresh = useCall(window.wallet.portalMandates.refresh)
  const allowed = (kind: string) => form.standings.some(({ standing }) => standing === kind)
  const byMandate = allowed('legal') || allowed('appointed')
  useEffect(() => {
    if (byMandate) void list()
  }, [byMandate, list])
  const known = refresh.state.step === 'done' ? refresh.state : listed
  const mandates = known.step === 'done' ? known.value.mandates.filter((one) => usable(one) && allowed(one.kind)) : []

  const options: ChoiceOption<string>[] = [
    ...(allowed('self') ? [{ value: 'self', label: words.self }] : []),
    ...(allowed('family') ? [{ value: 'family', label: words.family }] : []),
    ...mandates.map(({ id, principal, kind, until }) => ({
      value: `mandate ${id}`,
      label: words.mandate(principal.name),
      content: (
        <small className={style['small']}>
          <Ruby>{words[kind]}</Ruby>
          {text.marks.dot}
          <Ruby>{text.drafts.receipt.until(formatDay(until, language))}</Ruby>
        </small>
      ),
    })),
  ]
  const whom = (): Concerned | undefined => {
    if (chosen === 'self') return { kind: 'self' }
    if (chosen.startsWith('mandate ')) return { kind: 'mandate', id: chosen.slice('mandate '.length) }
    const complete = name.trim() !== '' && isWholeDay(birthDate)
    return complete ? { kind: 'family', name: name.trim(), birthDate } : undefined
  }
  const decide = async () => {
    const wanted = whom()
    setMissing(wanted === undefined)
    if (wanted === undefined || (await inHand.keep()) === undefined) return
    const outcome = await concern.run({ id: draft.id, whom: wanted })
    if (!outcome.ok) return
    inHand.take(outcome.value)
    onDone()
  }
  const asking = refresh.state.step === 'running'
  return (
    <Chooser label={words.title}>
      <Choice label={words.title} value={chosen} onChange={setChosen} options={options} />
      {byMandate && mandates.length === 0 && (
        <p className={style['small']} role="status">
          <Ruby>{refresh.state.step === 'done' ? words.none : words.noMandate}</Ruby>
        </p>
      )}
      {asking && <Progress label={words.looking} />}
      {refresh.state.step === 'failed' && (
        <LogInToGoOn
          failure={refresh.state.failure}
          again={() => void refresh.run()}
          here={{ name: 'draft', id: draft.id }}
        />
      )}
      {chosen === 'family' && (
        <>
          <Field
            label={words.familyName}
            value={name}
            onChange={setName}
            maxLength={60}
            error={missing ? words.familyMissing : undefined}
          />
          <div className={style['field']}>
            <span id="family.label" className={style['label']}>
              <Ruby>{words.familyBirth}</Ruby>
            </span>
            <DayBoxes
              id="family"
              labelId="family.label"
              describedBy={isWholeDay(birthDate) ? 'family.aside' : undefined}
              invalid={missing}
              required
              held={birthDate}
              onChange={(day) => setBirthDate(day ?? '')}
            />
            {isWholeDay(birthDate) && (
              <p id="family.aside" className={style['small']}>
                {formatDay(birthDate, language)}
              </p>
            )}
          </div>
        </>
      )}
      {concern.state.step === 'failed' && (
        <LogInToGoOn
          failure={concern.state.failure}
          again={() => void decide()}
          here={{ name: 'draft', id: draft.id }}
        />
      )}
      {listed.step === 'failed' && <FailureNotice failure={listed.failure} level={3} />}
      <Actions>
        <Button look="primary" icon="check" pending={concern.state.step === 'running'} onPress={() => void decide()}>
          {words.decide}
        </Button>
        {byMandate && (
          <Button icon="refresh" pending={asking} onPress={() => void refresh.run()}>
            {words.lookMandates}
          </Button>
        )}
        <Button look="quiet" onPress={onDone}>
          {text.drafts.attachments.close}
        </Button>
      </Actions>
    </Chooser>
  )
}

/** Under which the owner of the open drawer may apply today. */
const usable = ({ agent, state, scopes, goneSince }: PortalMandate): boolean =>
  agent.me && state === 'active' && scopes.includes('applications') && goneSince === undefined

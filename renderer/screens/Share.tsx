// Share: who asks, what for, which attributes with their values; exactly the choices of the request; nothing else leaves.
import { useCallback, useEffect, useState } from 'react'
import type { Person } from '../../preload/shapes/people.ts'
import type { Receipt, RequestSummary, ShareOption } from '../../preload/shapes/sharing.ts'
import { AttributeList } from '../components/AttributeList.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Fact } from '../components/Fact.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Form } from '../components/Form.tsx'
import { Icon } from '../components/Icon.tsx'
import { Notice } from '../components/Notice.tsx'
import { OnBehalf } from '../components/OnBehalf.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { PersonMark } from '../components/PersonMark.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go } from '../screen.ts'
import { formatDate, formatDateTime } from '../text/dates.ts'
import { useText } from '../text/TextContext.tsx'
import { failureOf, useCall } from '../useWallet.ts'
import style from './Share.module.css'
import { attributeCount, candidateOf, chosenCredentials, notSent } from './shareChoice.ts'

export function Share({ person, link, go }: { person: Person; link: string; go: Go }) {
  const { text } = useText()
  const open = useCall(window.wallet.share.open)
  const { run } = open
  useEffect(() => void run({ request: link }), [run, link])
  return (
    <Page narrow title={text.share.title}>
      {(open.state.step === 'idle' || open.state.step === 'running') && <Progress label={text.share.opening} />}
      {open.state.step === 'failed' && (
        <FailureNotice failure={open.state.failure}>
          <Actions>
            <Button onPress={() => void run({ request: link })}>{text.shell.again}</Button>
            <Button look="quiet" onPress={() => go({ name: 'home' })}>
              {text.shell.toHome}
            </Button>
          </Actions>
        </FailureNotice>
      )}
      {open.state.step === 'done' && <Request request={open.state.value} person={person} go={go} />}
    </Page>
  )
}

function Request({ request, person, go }: { request: RequestSummary; person: Person; go: Go }) {
  const { text } = useText()
  const send = useCall(window.wallet.share.send)
  const decline = useCall(window.wallet.share.decline)
  const [optionId, setOptionId] = useState(request.leastOptionId)
  const [picked, setPicked] = useState<Readonly<Record<string, string>>>({})
  const [unpicked, setUnpicked] = useState(false)
  const option = request.options.find(({ id }) => id === optionId) ?? request.options[0]
  const running = send.state.step === 'running'
  const asking = send.state.step === 'idle' && decline.state.step === 'idle'
  const { run: runDecline } = decline

  const refuse = useCallback(() => void runDecline({ id: request.id }), [runDecline, request.id])
  useEffect(() => {
    if (!asking) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) refuse()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [asking, refuse])

  if (send.state.step === 'done') return <ReceiptView receipt={send.state.value} go={go} />
  if (decline.state.step === 'done') {
    return (
      <Notice kind="info" live takesFocus title={text.share.declined}>
        <p>
          <Ruby>{text.share.declinedText}</Ruby>
        </p>
        <Button onPress={() => go({ name: 'home' })}>{text.shell.toHome}</Button>
      </Notice>
    )
  }
  if (option === undefined) return null

  // Nothing was begun while something else ran; any other failure has ended this request.
  const failure = failureOf(send.state, decline.state)
  const ended = failure !== undefined && failure.code !== 'app.busy'
  const submit = () => {
    const credentials = chosenCredentials(option, picked)
    setUnpicked(credentials === undefined)
    if (credentials !== undefined && !running) void send.run({ id: request.id, optionId: option.id, credentials })
  }
  return (
    <Form className={style['request']} submit={submit}>
      <Asker request={request} />
      {request.options.length > 1 && (
        <Choice
          label={text.share.choose}
          note={text.share.chooseNote}
          value={option.id}
          onChange={setOptionId}
          options={request.options.map((candidate, index) => ({
            value: candidate.id,
            label: text.share.count(attributeCount(candidate)),
            content: (
              <OptionContent
                option={candidate}
                least={candidate.id === request.leastOptionId}
                preferred={index === 0}
              />
            ),
          }))}
        />
      )}
      <Content
        option={option}
        options={request.options}
        picked={picked}
        pick={(queryId, id) => setPicked({ ...picked, [queryId]: id })}
        unpicked={unpicked}
      />
      <OnBehalf />
      <div className={style['confirm']} data-colour={person.colour}>
        <PersonMark person={person} />
        <p>
          <Ruby>{text.share.confirm(person.name, request.verifier.name, attributeCount(option))}</Ruby>{' '}
          <Ruby>{text.share.onlyThese}</Ruby>
        </p>
      </div>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {running && <Progress label={text.progress.working} stoppable={false} />}
      {ended ? (
        <Actions>
          <Button onPress={() => go({ name: 'home' })}>{text.shell.toHome}</Button>
          <Button look="quiet" onPress={() => go({ name: 'ledger' })}>
            {text.share.openLedger}
          </Button>
        </Actions>
      ) : (
        <Actions>
          <Button look="primary" icon="send" type="submit" pending={running}>
            {text.share.send}
          </Button>
          {!running && (
            <Button icon="cross" keyName={text.share.declineKey} shortcut="Escape" onPress={refuse}>
              {text.share.decline}
            </Button>
          )}
        </Actions>
      )}
    </Form>
  )
}

function Asker({ request }: { request: RequestSummary }) {
  const { text } = useText()
  const { verifier } = request
  return (
    <Part title={text.share.who}>
      <div className={style['asker']}>
        <Icon name="building" size={36} />
        <div>
          <p className={style['name']}>{verifier.name}</p>
          <p className={style['registered']} data-registered={verifier.registered}>
            <Icon name={verifier.registered ? 'check' : 'warn'} size={18} />
            <Ruby>{verifier.registered ? text.share.registered : text.share.unregistered}</Ruby>
          </p>
        </div>
      </div>
      <p className={style['purpose']}>
        <span>
          <Ruby>{text.share.purpose}</Ruby>
        </span>
        <strong>{request.purpose}</strong>
      </p>
      <dl className={style['facts']}>
        <Fact name={text.share.certificate}>{verifier.certificateSubject}</Fact>
        <Fact name={text.share.host}>{verifier.host}</Fact>
        {verifier.privacyPolicy !== undefined && <Fact name={text.share.policy}>{verifier.privacyPolicy}</Fact>}
      </dl>
      {request.sharedBefore === 0 ? (
        <Notice kind="warn" level={3} title={text.share.first}>
          <p>
            <Ruby>{text.share.firstText}</Ruby>
          </p>
        </Notice>
      ) : (
        <p>
          <Ruby>{text.share.before(request.sharedBefore)}</Ruby>
        </p>
      )}
    </Part>
  )
}

function OptionContent({ option, least, preferred }: { option: ShareOption; least: boolean; preferred: boolean }) {
  const { text, language } = useText()
  const names = option.parts.flatMap((part) => part.candidates[0]?.attributes.map(({ label }) => label[language]) ?? [])
  return (
    <>
      <span className={style['names']}>{names.join(text.marks.comma)}</span>
      {(least || preferred) && (
        <span className={style['badges']}>
          {least && (
            <span data-badge="least">
              <Ruby>{text.share.least}</Ruby>
            </span>
          )}
          {preferred && (
            <span data-badge="preferred">
              <Ruby>{text.share.preferred}</Ruby>
            </span>
          )}
        </span>
      )}
    </>
  )
}

interface ContentProps {
  readonly option: ShareOption
  readonly options: readonly ShareOption[]
  readonly picked: Readonly<Record<string, string>>
  readonly pick: (queryId: string, credentialId: string) => void
  readonly unpicked: boolean
}

/** What leaves, with its values; and what the other choices would have sent. */
function Content({ option, options, picked, pick, unpicked }: ContentProps) {
  const { text, language } = useText()
  const left = notSent(option, options)
  return (
    <Part title={text.share.content}>
      {option.parts.map((part) => {
        const candidate = candidateOf(part, picked)
        return (
          <div key={part.queryId} className={style['part']}>
            {part.candidates.length > 1 && (
              <Choice
                label={text.share.whichOne}
                value={candidate?.credential.id}
                onChange={(id) => pick(part.queryId, id)}
                error={unpicked && candidate === undefined ? text.share.whichMissing : undefined}
                options={part.candidates.map(({ credential }) => ({
                  value: credential.id,
                  label: credential.name[language],
                  content: (
                    <span className={style['names']}>
                      {credential.issuer}
                      {text.marks.dot}
                      <Ruby>{text.share.receivedOn(formatDate(credential.receivedAt, language))}</Ruby>
                    </span>
                  ),
                }))}
              />
            )}
            {candidate !== undefined && (
              <>
                <h3>
                  <Ruby>{text.share.from(candidate.credential.name[language])}</Ruby>
                </h3>
                <AttributeList attributes={candidate.attributes} />
              </>
            )}
          </div>
        )
      })}
      {left.length > 0 && (
        <p className={style['left']}>
          <strong>
            <Ruby>{text.share.notSent}</Ruby>
          </strong>
          {left.map((label) => label[language]).join(text.marks.comma)}
        </p>
      )}
    </Part>
  )
}

function ReceiptView({ receipt, go }: { receipt: Receipt; go: Go }) {
  const { text, language } = useText()
  return (
    <>
      <Notice kind="good" live takesFocus title={text.share.done} />
      <Part title={text.share.receipt}>
        <dl className={style['facts']}>
          <Fact name={text.share.to}>{receipt.verifier}</Fact>
          <Fact name={text.share.purpose}>{receipt.purpose}</Fact>
          <Fact name={text.share.at}>{formatDateTime(receipt.at, language)}</Fact>
          {receipt.actor.basis !== 'self' && (
            <Fact name={text.mandates.consent}>
              <Ruby>{text.mandates.instead(receipt.actor.name, receipt.principal.name)}</Ruby>
            </Fact>
          )}
          {receipt.shared.map(({ credential, attributes }) => (
            <div key={credential.en}>
              <dt>
                <Ruby>{text.share.sent}</Ruby>
              </dt>
              <dd>
                {credential[language]}
                {text.marks.colon}
                {attributes.map((attribute) => attribute[language]).join(text.marks.comma)}
              </dd>
            </div>
          ))}
        </dl>
        {receipt.ledgerHead !== undefined && (
          <p className={style['note']}>
            <Ruby>{text.ledger.check.receipt}</Ruby>
            {text.marks.colon}
            {receipt.ledgerHead}
          </p>
        )}
        <p className={style['note']}>
          <Ruby>{text.share.noValues}</Ruby>
        </p>
        {receipt.redirectTo !== undefined && (
          <p>
            <Ruby>{text.share.continueIn(hostOf(receipt.redirectTo))}</Ruby>
          </p>
        )}
      </Part>
      <Actions>
        <Button look="primary" onPress={() => go({ name: 'home' })}>
          {text.shell.toHome}
        </Button>
        <Button icon="ledger" onPress={() => go({ name: 'ledger' })}>
          {text.share.openLedger}
        </Button>
      </Actions>
    </>
  )
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)

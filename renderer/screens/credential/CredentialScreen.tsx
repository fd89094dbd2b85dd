// One credential, looked at without network: what it says, how well that is proven, and what cannot be known offline.
import { useEffect, useState } from 'react'
import type { CredentialDetail } from '../../preload/shapes/credentials.ts'
import { AttributeList } from '../components/AttributeList.tsx'
import { Button } from '../components/Button.tsx'
import { CertificateSheet } from '../components/CertificateSheet.tsx'
import { Confirm } from '../components/Confirm.tsx'
import { CredentialFace } from '../components/CredentialFace.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Findings } from '../components/Findings.tsx'
import { Notice } from '../components/Notice.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go } from '../screen.ts'
import { formatAge, formatDate, formatDateTime } from '../text/dates.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import style from './CredentialScreen.module.css'

export function CredentialScreen({ id, go }: { id: string; go: Go }) {
  const { text, language } = useText()
  const show = useCall(window.wallet.credentials.show)
  const status = useCall(window.wallet.credentials.checkStatus)
  const remove = useCall(window.wallet.credentials.remove)
  const [asking, setAsking] = useState(false)
  const [detail, setDetail] = useState<CredentialDetail>()
  const { run } = show

  const load = async () => {
    const outcome = await run({ id })
    if (outcome.ok) setDetail(outcome.value)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each credential; the screen is keyed by its id
  useEffect(() => void load(), [])
  const check = async () => {
    const outcome = await status.run({ id })
    if (outcome.ok) setDetail(outcome.value)
  }
  const takeOut = async () => {
    const outcome = await remove.run({ id })
    if (outcome.ok) go({ name: 'home' })
  }

  if (detail === undefined) {
    return (
      <Page title={text.credential.kinds.other}>
        {show.state.step === 'failed' ? (
          <FailureNotice failure={show.state.failure}>
            <Button onPress={() => go({ name: 'home' })}>{text.shell.toHome}</Button>
          </FailureNotice>
        ) : (
          <Progress stoppable={false} />
        )}
      </Page>
    )
  }
  return (
    <Page
      key={detail.id}
      title={detail.name[language]}
      aside={
        <Button look="quiet" onPress={() => go({ name: 'home' })}>
          {text.shell.toHome}
        </Button>
      }
    >
      <div className={style['columns']}>
        <div className={style['column']}>
          <div className={style['face']}>
            <CredentialFace card={withPortrait(detail)} level={2} />
          </div>
          {detail.certificate === undefined ? (
            <Part title={text.credential.attributes}>
              <AttributeList attributes={detail.attributes} />
            </Part>
          ) : (
            <CertificateSheet certificate={detail.certificate} />
          )}
        </div>
        <div className={style['column']}>
          {detail.certificate === undefined && <Proof detail={detail} />}
          {show.state.step === 'failed' && <FailureNotice failure={show.state.failure} />}
          {status.state.step === 'failed' && <FailureNotice failure={status.state.failure} />}
          {remove.state.step === 'failed' && <FailureNotice failure={remove.state.failure} />}
          {status.state.step === 'running' && <Progress />}
          <Actions>
            <Button icon="check" pending={show.state.step === 'running'} onPress={() => void load()}>
              {text.credential.verifyAgain}
            </Button>
            {detail.certificate === undefined && (
              <Button icon="refresh" pending={status.state.step === 'running'} onPress={() => void check()}>
                {text.credential.checkStatus}
              </Button>
            )}
          </Actions>
          {detail.certificate === undefined && (
            <p className={style['note']}>
              <Ruby>{text.credential.checkStatusNote}</Ruby>
            </p>
          )}
          {detail.attributes.length > 0 && (
            <>
              <Actions>
                <Button icon="seek" onPress={() => go({ name: 'guest', id: detail.id })}>
                  {text.guest.open}
                </Button>
              </Actions>
              <p className={style['note']}>
                <Ruby>{text.guest.openNote}</Ruby>
              </p>
            </>
          )}
          <History detail={detail} />
          <Actions>
            <Button look="danger" onPress={() => setAsking(true)}>
              {text.credential.remove}
            </Button>
          </Actions>
        </div>
      </div>
      <Confirm
        open={asking}
        title={text.credential.removeTitle(detail.name[language])}
        text={text.credential.removeText}
        action={text.credential.removeConfirm}
        onConfirm={() => void takeOut()}
        onClose={() => setAsking(false)}
      />
    </Page>
  )
}

/** The picture among the attributes serves the face where main gave it none. */
function withPortrait(detail: CredentialDetail): CredentialDetail {
  const portrait = detail.portrait ?? detail.attributes.find(({ path }) => path.at(-1) === 'portrait')?.picture
  return portrait === undefined ? detail : { ...detail, portrait }
}

function Proof({ detail }: { detail: CredentialDetail }) {
  const { text, language } = useText()
  const { check, lastStatus } = detail
  const passed = check.findings.filter(({ ok }) => ok).length
  return (
    <>
      <Notice
        kind={check.valid ? 'good' : 'bad'}
        live
        title={check.valid ? text.credential.valid : text.credential.invalid}
      >
        <p>
          <Ruby>{check.valid ? text.credential.validText : text.credential.invalidText}</Ruby>
        </p>
        <p className={style['note']}>
          <Ruby>{text.credential.verifiedAt}</Ruby>
          {text.marks.colon}
          {formatDateTime(check.at, language)}
        </p>
        <Findings title={text.credential.findings(passed, check.findings.length)} findings={check.findings} />
      </Notice>
      {lastStatus !== undefined && (
        <Notice
          kind={lastStatus.state === 'valid' ? 'good' : lastStatus.state === 'unknown' ? 'warn' : 'bad'}
          title={text.credential.states[lastStatus.state]}
        >
          <p>
            <Ruby>{text.credential.checkedAt}</Ruby>
            {text.marks.colon}
            {formatDateTime(lastStatus.checkedAt, language)}
            {text.marks.aside(formatAge(lastStatus.checkedAt, language))}
          </p>
          {lastStatus.listValidUntil !== undefined && (
            <p className={style['note']}>
              <Ruby>{text.credential.listUntil(formatDateTime(lastStatus.listValidUntil, language))}</Ruby>
            </p>
          )}
        </Notice>
      )}
      <Notice kind="info" title={text.credential.offlineTitle}>
        <p>
          <Ruby>
            {lastStatus === undefined
              ? text.credential.offlineNever
              : text.credential.offlineChecked(formatAge(lastStatus.checkedAt, language))}
          </Ruby>
        </p>
      </Notice>
    </>
  )
}

function History({ detail }: { detail: CredentialDetail }) {
  const { text, language } = useText()
  const rows: readonly { name: string; at: string | undefined; other: string; aged: boolean }[] = [
    { name: text.credential.issuedAt, at: detail.issuedAt, other: '—', aged: true },
    { name: text.credential.receivedAt, at: detail.receivedAt, other: '—', aged: true },
    {
      name: text.credential.checkedAt,
      at: detail.lastStatus?.checkedAt,
      other: text.credential.neverChecked,
      aged: true,
    },
    { name: text.credential.validUntil, at: detail.validUntil, other: text.credential.noEnd, aged: false },
  ]
  return (
    <Part title={text.credential.history}>
      <dl className={style['history']}>
        {rows.map(({ name, at, other, aged }) => (
          <div key={name}>
            <dt>
              <Ruby>{name}</Ruby>
            </dt>
            <dd>
              {at === undefined ? (
                <Ruby>{other}</Ruby>
              ) : (
                <>
                  {formatDate(at, language)}
                  {aged && <small>{text.marks.aside(formatAge(at, language))}</small>}
                </>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>
            <Ruby>{text.credential.issuer}</Ruby>
          </dt>
          <dd>{detail.issuer}</dd>
        </div>
        <div>
          <dt>
            <Ruby>{text.credential.format}</Ruby>
          </dt>
          <dd>
            {detail.format === 'x509' ? (
              <Ruby>{text.credential.x509}</Ruby>
            ) : (
              <>
                {detail.format}
                <small> {detail.type}</small>
              </>
            )}
          </dd>
        </div>
      </dl>
    </Part>
  )
}

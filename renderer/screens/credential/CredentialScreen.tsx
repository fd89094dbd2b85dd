// One credential, looked at without network: what it says, how well that is proven, and what cannot be known offline.
import { useEffect, useState } from 'react'
import type { CredentialDetail } from '../../../preload/shapes/credentials.ts'
import { AttributeList } from '../../components/AttributeList.tsx'
import { Button } from '../../components/Button.tsx'
import { CertificateSheet } from '../../components/CertificateSheet.tsx'
import { Confirm } from '../../components/Confirm.tsx'
import { CredentialFace } from '../../components/CredentialFace.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Note } from '../../components/Note.tsx'
import { Actions, Page, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Credential.module.css'
import { History } from './History.tsx'
import { Proof } from './Proof.tsx'

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
          {detail.certificate === undefined && <Note>{text.credential.checkStatusNote}</Note>}
          {detail.attributes.length > 0 && (
            <>
              <Actions>
                <Button icon="seek" onPress={() => go({ name: 'guest', id: detail.id })}>
                  {text.guest.open}
                </Button>
              </Actions>
              <Note>{text.guest.openNote}</Note>
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

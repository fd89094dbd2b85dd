// Signing, from the files to the result: chosen, seen, meant, and signed with one PIN.
import { useState } from 'react'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { ChosenDocument, SignatureForm, SignedDocument } from '../../../preload/shapes/documents.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { GuardNotice, WhosePhone } from '../../components/GuardNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { OnBehalf } from '../../components/OnBehalf.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { PinTries } from '../../components/PinTries.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { mostTries } from '../../mostTries.ts'
import { useOpen } from '../../OpenContext.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import style from '../Documents.module.css'
import { Consent } from './Consent.tsx'
import { FormChoice } from './FormChoice.tsx'
import { Look } from './Look.tsx'
import { useReview } from './review.ts'
import { Signed } from './Signed.tsx'
import { useSigningCard } from './signingCard.ts'

interface Props {
  readonly person: Person | undefined
  readonly people: readonly Person[]
  readonly card: CardState | undefined
  readonly go: Go
  readonly verify: (signed: SignedDocument, original: ChosenDocument | undefined) => void
}

export function Sign({ person, people, card, go, verify }: Props) {
  const { text } = useText()
  const words = text.documents
  const choose = useCall(window.wallet.documents.choose)
  const sign = useCall(window.wallet.documents.sign)
  const [documents, setDocuments] = useState<readonly ChosenDocument[]>([])
  const review = useReview()
  const [wanted, setWanted] = useState<SignatureForm>()
  const [meant, setMeant] = useState(false)
  const [missing, setMissing] = useState(false)
  const actor = useOpen()?.actor
  // Whoever acts for somebody signs with their own card.
  const signer = actor === undefined ? person : (people.find(({ id }) => id === actor.personId) ?? person)
  const { reader, phone, trouble, triesLeft } = useSigningCard(card, actor?.personId ?? person?.id)

  if (person === undefined || signer === undefined) {
    return (
      <Notice kind="info" title={words.needsDrawer}>
        <p>
          <Ruby>{words.needsDrawerText}</Ruby>
        </p>
        <Button look="primary" icon="family" onPress={() => go({ name: 'family' })}>
          {words.toFamily}
        </Button>
      </Notice>
    )
  }

  const pick = async () => {
    const outcome = await choose.run({ purpose: 'sign' })
    // Closing the dialog leaves everything as it is.
    if (!outcome.ok || outcome.value.length === 0) return
    setDocuments(outcome.value)
    review.restart()
    setMeant(false)
    setMissing(false)
    sign.reset()
  }
  const allPdf = documents.every(({ kind }) => kind === 'pdf')
  const form = wanted !== undefined && (allPdf || wanted.startsWith('cms')) ? wanted : allPdf ? 'pades' : 'cms-detached'
  const unseen = documents.filter((document) => !review.done(document))
  const ready = meant && unseen.length === 0
  const running = sign.state.step === 'running'
  const start = async (whose?: string) => {
    setMissing(!ready)
    if (!ready || reader === undefined) return
    const named = whose === undefined ? {} : { whose }
    await sign.run({ ids: documents.map(({ id }) => id), form, reader, ...named })
  }
  const guarding = { reader, person: signer, people, go }

  if (sign.state.step === 'done') {
    return (
      <Signed signed={sign.state.value} documents={documents} verify={verify}>
        <Button icon="sign" pending={choose.state.step === 'running'} onPress={() => void pick()}>
          {words.signMore}
        </Button>
      </Signed>
    )
  }
  const failure = failureOf(choose.state)
  return (
    <>
      {documents.length === 0 && (
        <Part title={words.choose}>
          <p>
            <Ruby>{words.chooseNote}</Ruby>
          </p>
          <Actions>
            <Button look="primary" icon="folder" pending={choose.state.step === 'running'} onPress={() => void pick()}>
              {words.choose}
            </Button>
          </Actions>
        </Part>
      )}
      {failure !== undefined && <FailureNotice failure={failure} />}
      {documents.length > 0 && (
        <>
          <Look documents={documents} review={review}>
            <Button icon="folder" pending={choose.state.step === 'running'} onPress={() => void pick()}>
              {words.chooseOther}
            </Button>
          </Look>
          <FormChoice form={form} allPdf={allPdf} onChange={setWanted} />
          <OnBehalf />
          <Consent meant={meant} onChange={setMeant} />
          {trouble !== undefined ? (
            <div role="status">
              <GuardNotice failure={trouble} {...guarding} live={false} />
            </div>
          ) : (
            <PinAhead left={triesLeft} />
          )}
          {missing && !ready && (
            <Notice kind="warn" live title={words.consentMissing}>
              {unseen.length > 0 && (
                <ul className={style['points']}>
                  {unseen.map(({ id, name }) => (
                    <li key={id}>{name}</li>
                  ))}
                </ul>
              )}
            </Notice>
          )}
          {sign.state.step === 'failed' && (
            <GuardNotice failure={sign.state.failure} {...guarding} onWhose={(whose) => void start(whose)} />
          )}
          {running && <Progress label={text.progress.asking} />}
          {trouble === undefined && phone && !running && (
            <WhosePhone person={signer} go={go} onWhose={(whose) => void start(whose)} />
          )}
          {trouble === undefined && !phone && (
            <Actions>
              <Button look="primary" icon="sign" pending={running} onPress={() => void start()}>
                {words.signNow(documents.length)}
              </Button>
            </Actions>
          )}
        </>
      )}
    </>
  )
}

function PinAhead({ left }: { left: number | null }) {
  const { text } = useText()
  return (
    <Part title={text.documents.pin}>
      <PinTries name={text.documents.pinName} left={left} most={mostTries.signature} />
      <p>
        <Ruby>{text.documents.pinText}</Ruby>
      </p>
    </Part>
  )
}

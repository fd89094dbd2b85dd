// The certificates of the card in the reader: those open to everybody, and the signing one behind its password.
import { useEffect, useState } from 'react'
import type { CardInReader } from '../../../preload/shapes/card.ts'
import type { CertificateView } from '../../../preload/shapes/certificates.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { CertificateSheet } from '../../components/CertificateSheet.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { GuardNotice } from '../../components/GuardNotice.tsx'
import { More } from '../../components/More.tsx'
import { Note } from '../../components/Note.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Certificates.module.css'

interface Props {
  readonly reader: string
  readonly card: CardInReader
  readonly person?: Person
  readonly people?: readonly Person[]
  readonly go?: Go
}

type MyNumber = Extract<CardInReader, { kind: 'myNumber' }>
type Shared = Omit<Props, 'card'> & { readonly card: MyNumber }

export function Certificates({ card, ...props }: Props) {
  return card.kind === 'myNumber' ? <OfCard card={card} {...props} /> : null
}

function OfCard(props: Shared) {
  const { text } = useText()
  const { reader, card } = props
  const words = text.certificates
  const phone = card.medium === 'android' || card.medium === 'iphone'
  const list = useCall(window.wallet.certificates.onCard)
  const { run } = list
  useEffect(() => void run({ reader }), [run, reader])
  const shown = list.state.step === 'done' ? list.state.value : []
  const own = shown.filter(({ role }) => role === 'authentication')
  const authorities = shown.filter(({ role }) => role.endsWith('Authority'))
  return (
    <div className={style['certificates']}>
      <Note>{words.lead}</Note>
      {list.state.step === 'running' && <Progress />}
      {list.state.step === 'failed' && (
        <FailureNotice failure={list.state.failure}>
          <Actions>
            <Button icon="refresh" onPress={() => void run({ reader })}>
              {words.read}
            </Button>
          </Actions>
        </FailureNotice>
      )}
      {own.map((certificate) => (
        <CertificateSheet key={certificate.sha256} certificate={certificate}>
          <Keep {...props} what={{ reader }} certificate={certificate} />
        </CertificateSheet>
      ))}
      {phone && list.state.step === 'done' && own.length === 0 && (
        <p>
          <Ruby>{words.phoneClosed}</Ruby>
        </p>
      )}
      <Signing {...props} />
      {authorities.length > 0 && (
        <More title={words.authorities} className={style['authorities']}>
          {authorities.map((certificate) => (
            <CertificateSheet key={certificate.sha256} certificate={certificate} />
          ))}
        </More>
      )}
    </div>
  )
}

/** Read with the password; kept on the screen no longer than main keeps it. */
function Signing(props: Shared) {
  const { text } = useText()
  const { reader, card, person, people = [], go } = props
  const words = text.certificates
  const read = useCall(window.wallet.certificates.readSigning)
  const [open, setOpen] = useState<{ id: string; certificate: CertificateView }>()
  const openTheirs = async (whose?: string) => {
    const outcome = await read.run({ reader, ...(whose === undefined ? {} : { whose }) })
    if (outcome.ok) setOpen(outcome.value)
  }
  useEffect(() => {
    if (open === undefined) return
    const timer = setTimeout(() => setOpen(undefined), 10 * 60_000)
    return () => clearTimeout(timer)
  }, [open])
  // Another drawer, or none: what was read for one person is not shown to another.
  const personId = person?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the person changes, and only then
  useEffect(() => setOpen(undefined), [personId])

  if (open !== undefined)
    return (
      <CertificateSheet certificate={open.certificate}>
        <Keep {...props} what={{ id: open.id }} certificate={open.certificate} />
      </CertificateSheet>
    )
  const left = card.triesLeft.signature
  const closed = !card.hasSignatureCertificate && (left === null || left === 0)
  const { state } = read
  return (
    <section className={style['closed']} aria-labelledby="signing-certificate">
      <h2 id="signing-certificate">
        <Ruby>{words.names.signature}</Ruby>
      </h2>
      <Note>{words.officials.signature}</Note>
      <p>
        <Ruby>{closed ? words.signingNone : left === 0 ? words.signingLocked : words.signingClosed}</Ruby>
      </p>
      {state.step === 'running' && <Progress label={text.progress.asking} />}
      {state.step === 'failed' &&
        (person === undefined || go === undefined ? (
          <FailureNotice failure={state.failure} level={3} />
        ) : (
          <GuardNotice
            failure={state.failure}
            reader={reader}
            person={person}
            people={people}
            go={go}
            onWhose={(whose) => void openTheirs(whose)}
          />
        ))}
      {!closed && left !== 0 && (
        <Actions>
          <Button icon="lock" pending={state.step === 'running'} onPress={() => void openTheirs()}>
            {words.signingOpen}
          </Button>
        </Actions>
      )}
    </section>
  )
}

function Keep({
  what,
  certificate,
  reader,
  person,
  people = [],
  go,
}: Shared & { what: { reader: string } | { id: string }; certificate: CertificateView }) {
  const { text } = useText()
  const words = text.certificates
  const keep = useCall(window.wallet.certificates.keep)
  const { state } = keep
  if (person === undefined) return <Note>{words.keepLocked}</Note>
  if (state.step === 'done')
    return (
      <p role="status" className={style['kept']}>
        <Ruby>{words.kept}</Ruby>
      </p>
    )
  return (
    <div className={style['keep']}>
      {state.step === 'failed' &&
        (go === undefined ? (
          <FailureNotice failure={state.failure} level={3} />
        ) : (
          <GuardNotice failure={state.failure} reader={reader} person={person} people={people} go={go} />
        ))}
      <Actions>
        <Button
          icon="wallet"
          pending={state.step === 'running'}
          label={words.keepLabel(words.names[certificate.role])}
          onPress={() => void ('id' in what ? keep.run(what) : keep.run(what))}
        >
          {words.keep}
        </Button>
      </Actions>
      <Note>{words.keepNote}</Note>
    </div>
  )
}

import { useState } from 'react'
import type { Person } from '../../../preload/shapes/people.ts'
import type { OfferSummary } from '../../../preload/shapes/sharing.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Declined } from '../../components/LinkPage.tsx'
import { Note } from '../../components/Note.tsx'
import { OnBehalf } from '../../components/OnBehalf.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { PersonMark } from '../../components/PersonMark.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Receive.module.css'
import { Received } from './Received.tsx'

/** Who offers what, into whose drawer, and the code where the issuer wants one. */
export function Offer({ offer, person, go }: { offer: OfferSummary; person: Person; go: Go }) {
  const { text, language } = useText()
  const accept = useCall(window.wallet.receive.accept)
  const decline = useCall(window.wallet.receive.decline)
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const running = accept.state.step === 'running'

  if (decline.state.step === 'done')
    return <Declined title={text.receive.declined} sentence={text.receive.declinedText} go={go} />
  if (accept.state.step === 'done') return <Received cards={accept.state.value} go={go} />

  const submit = () => {
    if (running) return
    const typed = code.trim()
    setMissing(offer.txCode !== null && typed === '')
    if (offer.txCode === null) void accept.run({ id: offer.id })
    else if (typed !== '') void accept.run({ id: offer.id, txCode: typed })
  }
  const length = offer.txCode?.length
  // A code that did not fit may be typed again, and nothing was begun while something else ran; any other failure has ended
  // this offer.
  const ended = accept.state.step === 'failed' && !['offer.codeWrong', 'app.busy'].includes(accept.state.failure.code)
  return (
    <Form className={style['offer']} submit={submit}>
      <Part title={text.receive.issuer}>
        <div className={style['issuer']}>
          <Icon name="building" size={32} />
          <p>
            <strong>{offer.issuer.name}</strong>
            <small>{offer.issuer.host}</small>
            <span className={style['checked']}>
              <Icon name="check" size={18} />
              <Ruby>{text.receive.issuerChecked}</Ruby>
            </span>
          </p>
        </div>
      </Part>
      <Part title={text.receive.what}>
        {offer.credentials.map((credential) => (
          <div key={credential.name.en} className={style['credential']}>
            <h3>{credential.name[language]}</h3>
            <Note>{text.receive.attributes}</Note>
            <ul className={style['attributes']}>
              {credential.attributes.map((attribute) => (
                <li key={attribute.en}>{attribute[language]}</li>
              ))}
            </ul>
          </div>
        ))}
        <p className={style['into']}>
          <PersonMark person={person} />
          <span>
            <Ruby>{text.receive.into(person.name)}</Ruby>
          </span>
        </p>
      </Part>
      {offer.txCode !== null && (
        <Part title={text.receive.code}>
          <Field
            label={text.receive.code}
            note={`${offer.txCode.description ?? text.receive.codeNote} ${length === undefined ? '' : text.receive.codeLength(length)}`.trim()}
            value={code}
            onChange={setCode}
            inputMode={offer.txCode.inputMode === 'numeric' ? 'numeric' : 'text'}
            maxLength={32}
            error={missing && code.trim() === '' ? text.receive.codeMissing : undefined}
          />
        </Part>
      )}
      <OnBehalf />
      {accept.state.step === 'failed' && <FailureNotice failure={accept.state.failure} />}
      {decline.state.step === 'failed' && <FailureNotice failure={decline.state.failure} />}
      {running && <Progress label={text.progress.working} />}
      {ended ? (
        <Actions>
          <Button onPress={() => go({ name: 'home' })}>{text.shell.toHome}</Button>
        </Actions>
      ) : (
        <Actions>
          <Button look="primary" type="submit" pending={running}>
            {text.receive.accept}
          </Button>
          {!running && <Button onPress={() => void decline.run({ id: offer.id })}>{text.receive.decline}</Button>}
        </Actions>
      )}
    </Form>
  )
}

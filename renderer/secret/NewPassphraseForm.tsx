import { useEffect, useState } from 'react'
import type { Strength } from '../../preload/secretContract.ts'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { Icon } from '../components/Icon.tsx'
import { Note } from '../components/Note.tsx'
import { Actions } from '../components/Page.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { useText } from '../text/TextContext.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import style from './SecretPage.module.css'
import { useAnswer } from './useAnswer.ts'

/** A new passphrase: twice, judged while typing, or made of drawn words. */
export function NewPassphraseForm({ person, backup }: { person: string; backup: boolean }) {
  const { text } = useText()
  const { answer, refusal, sending, forget } = useAnswer()
  const [typed, setTyped] = useState('')
  const [repeated, setRepeated] = useState('')
  const [shown, setShown] = useState(false)
  const [made, setMade] = useState<string>()
  const [strength, setStrength] = useState<Strength>({ strong: false, advice: 'empty' })
  const [tried, setTried] = useState(false)

  useEffect(() => {
    let outdated = false
    void window.secret.passphraseAdvice(typed).then((judged) => {
      if (!outdated) setStrength(judged)
    })
    return () => {
      outdated = true
    }
  }, [typed])

  const submit = async () => {
    setTried(true)
    if (typed !== repeated) return
    // Asked once more: whoever is quick presses before the last letter has been judged.
    const judged = await window.secret.passphraseAdvice(typed)
    setStrength(judged)
    if (!judged.strong) return
    if (await answer(typed)) {
      setTyped('')
      setRepeated('')
      setMade(undefined)
    }
  }
  const type = shown ? 'text' : 'password'
  return (
    <AnswerForm submit={submit} action={text.secret.decide} sending={sending}>
      <p>
        <Ruby>{backup ? text.backup.secret.newText(person) : text.secret.newText(person)}</Ruby>
      </p>
      <Actions>
        <Button icon="words" onPress={() => void window.secret.generate().then(setMade)}>
          {text.secret.generate}
        </Button>
      </Actions>
      {made !== undefined && (
        <div className={style['made']} role="status">
          <p>
            <Ruby>{text.secret.generated}</Ruby>
          </p>
          <p className={style['words']}>{made}</p>
          <Note>{text.secret.generatedNote}</Note>
        </div>
      )}
      <Field
        label={text.secret.passphrase}
        type={type}
        value={typed}
        onChange={(value) => {
          setTyped(value)
          forget()
        }}
        maxLength={256}
        error={refusal ?? (tried && !strength.strong ? text.secret.advice[strength.advice] : undefined)}
        autoFocus
      />
      <p className={style['strength']} data-strong={strength.strong} role="status">
        <Icon name={strength.strong ? 'check' : 'info'} size={20} />
        <span>
          <Ruby>{text.secret.strength}</Ruby>
          {text.marks.colon}
          <strong>
            <Ruby>{strength.strong ? text.secret.strong : text.secret.weak}</Ruby>
          </strong>{' '}
          {typed !== '' && <Ruby>{text.secret.advice[strength.advice]}</Ruby>}
        </span>
      </p>
      <Field
        label={text.secret.repeat}
        type={type}
        value={repeated}
        onChange={setRepeated}
        maxLength={256}
        error={tried && typed !== repeated ? text.secret.differs : undefined}
      />
      <Toggle label={text.secret.show} on={shown} onChange={setShown} />
    </AnswerForm>
  )
}

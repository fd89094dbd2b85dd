// The page of the small window: one question, one answer. What is typed lives in the form alone and goes with it.
import { useEffect, useState } from 'react'
import type { Asked } from '../../preload/secretContract.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { Note } from '../components/Note.tsx'
import { PracticeBand } from '../components/PracticeBand.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { type OpenDrawer, openInWords } from '../OpenContext.tsx'
import { TextProvider, useText } from '../text/TextContext.tsx'
import { CheckNumberForm } from './CheckNumberForm.tsx'
import { NewPassphraseForm } from './NewPassphraseForm.tsx'
import { NewPinForm } from './NewPinForm.tsx'
import { PassphraseForm } from './PassphraseForm.tsx'
import { PinForm } from './PinForm.tsx'
import { RecoveryEntry, RecoveryShow } from './Recovery.tsx'
import style from './SecretPage.module.css'
import { ShareEntry, ShareKept, ShareShow } from './Share.tsx'

export function SecretPage() {
  const [asked, setAsked] = useState<Asked>()
  useEffect(() => void window.secret.question.then(setAsked), [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') void window.secret.cancel()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  if (asked === undefined) return null
  const { language, furigana, theme, realm, open } = asked.surroundings
  return (
    <TextProvider language={language} furigana={furigana && language === 'ja'}>
      <Dressed asked={asked} theme={theme} realm={realm} open={openDrawerIn(open)} />
    </TextProvider>
  )
}

interface Dress {
  readonly asked: Asked
  readonly theme: string
  readonly realm: string
  readonly open: OpenDrawer | null
}

function Dressed({ asked, theme, realm, open }: Dress) {
  const { text, language, furigana } = useText()
  useEffect(() => {
    const root = document.documentElement
    root.lang = language
    root.dataset['theme'] = theme
    root.dataset['realm'] = realm
    root.toggleAttribute('data-furigana', furigana)
    document.title = [titleOf(asked, text), openInWords(open, text), text.product].map(withoutRuby).join(' – ')
  }, [asked, text, language, theme, realm, furigana, open])
  return (
    <>
      {realm === 'practice' && <PracticeBand />}
      <main className={style['page']}>
        <p className={style['whose']} data-colour={open?.person.colour}>
          <span aria-hidden="true" />
          <Ruby>{openInWords(open, text)}</Ruby>
        </p>
        <h1>
          <Ruby>{titleOf(asked, text)}</Ruby>
        </h1>
        <Question asked={asked} />
        <Note>{text.secret.ownWindow}</Note>
      </main>
    </>
  )
}

const openDrawerIn = (open: Asked['surroundings']['open']): OpenDrawer | null =>
  open === null ? null : { person: open.person, ...(open.actor === undefined ? {} : { actor: open.actor }) }

function titleOf({ question }: Asked, text: ReturnType<typeof useText>['text']): string {
  switch (question.kind) {
    case 'pin':
      return question.purpose === 'changePin'
        ? text.pinCare.secret.oldTitle(text.pinCare.titles[question.pin])
        : text.pinCare.titles[question.pin]
    case 'newPin':
      return text.pinCare.secret.newTitle(text.pinCare.titles[question.pin])
    case 'checkNumberB':
      return text.pinCare.secret.checkTitle
    case 'passphrase':
      return question.backup === true ? text.backup.secret.passphraseTitle : text.secret.passphraseTitle
    case 'newPassphrase':
      return question.backup === true ? text.backup.secret.newTitle : text.secret.newTitle
    case 'recoveryShow':
    case 'recoveryCode':
      return text.secret.recoveryTitle
    case 'shareShow':
    case 'shareKept':
      return text.recovery.secret.showTitle
    case 'share':
      return text.recovery.secret.askTitle(question.place)
  }
}

function Question({ asked: { question } }: { asked: Asked }) {
  switch (question.kind) {
    case 'pin':
      return <PinForm question={question} />
    case 'newPin':
      return <NewPinForm question={question} />
    case 'checkNumberB':
      return <CheckNumberForm question={question} />
    case 'passphrase':
      return <PassphraseForm person={question.person} backup={question.backup === true} />
    case 'newPassphrase':
      return <NewPassphraseForm person={question.person} backup={question.backup === true} />
    case 'recoveryShow':
      return <RecoveryShow person={question.person} code={question.code} />
    case 'recoveryCode':
      return <RecoveryEntry person={question.person} backup={question.backup === true} />
    case 'shareShow':
      return <ShareShow person={question.person} holder={question.holder} share={question.share} />
    case 'shareKept':
      return <ShareKept person={question.person} share={question.share} />
    case 'share':
      return <ShareEntry person={question.person} />
  }
}

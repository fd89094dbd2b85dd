// A letter to the party of an entry, ready to be copied or saved. Nothing is sent.
import { useEffect, useId, useRef, useState } from 'react'
import type { LedgerEntry, LetterAbout } from '../../../preload/shapes/ledger.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Language } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import style from './Letter.module.css'

export function Letter({ entry, close }: { entry: LedgerEntry; close: () => void }) {
  const { text, language: own } = useText()
  const words = text.ledger.letter
  const [about, setAbout] = useState<LetterAbout>(
    entry.act === 'share' && entry.outcome !== 'refused' ? 'deletion' : 'abuse',
  )
  const [language, setLanguage] = useState<Language>(own)
  const letter = useCall(window.wallet.ledger.letter)
  const save = useCall(window.wallet.ledger.saveLetter)
  const { run } = letter
  useEffect(() => void run({ id: entry.id, about, language }), [run, entry.id, about, language])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const failure = failureOf(letter.state, save.state)
  return (
    <section className={style['letter']} aria-label={words.title(entry.party)}>
      <h4 ref={heading} tabIndex={-1}>
        <Ruby>{words.title(entry.party)}</Ruby>
      </h4>
      <p>
        <Ruby>{words.lead}</Ruby>
      </p>
      <Choice
        label={words.about}
        value={about}
        onChange={setAbout}
        options={(['deletion', 'abuse'] as const).map((value) => ({ value, label: words.kinds[value] }))}
      />
      <Choice
        label={words.language}
        row
        value={language}
        onChange={setLanguage}
        options={[
          { value: 'ja', label: '日本語' },
          { value: 'en', label: 'English' },
        ]}
      />
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      {letter.state.step === 'done' && <Content letter={letter.state.value} language={language} />}
      <Actions>
        <Button
          icon="paper"
          pending={save.state.step === 'running'}
          onPress={() => void save.run({ id: entry.id, about, language })}
        >
          {words.save}
        </Button>
        <Button look="quiet" onPress={close}>
          {words.close}
        </Button>
      </Actions>
      <p role="status">
        {save.state.step === 'done' && save.state.value !== null && (
          <Ruby>{text.ledger.export.saved(save.state.value.savedAs)}</Ruby>
        )}
      </p>
    </section>
  )
}

interface ContentProps {
  readonly letter: { readonly addresses: readonly string[]; readonly subject: string; readonly body: string }
  readonly language: Language
}

function Content({ letter: { addresses, subject, body }, language }: ContentProps) {
  const { text } = useText()
  const words = text.ledger.letter
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState<boolean>()
  // Selecting first: where the page may not copy, the person's own Ctrl+C does.
  const copy = () => {
    area.current?.focus()
    area.current?.select()
    setCopied(document.execCommand('copy'))
  }
  return (
    <>
      <dl className={style['facts']}>
        <dt>
          <Ruby>{words.addresses}</Ruby>
        </dt>
        {addresses.length === 0 && (
          <dd>
            <Ruby>{words.noAddresses}</Ruby>
          </dd>
        )}
        {addresses.map((address) => (
          <dd key={address}>{address}</dd>
        ))}
        <dt>
          <Ruby>{words.subject}</Ruby>
        </dt>
        <dd lang={language}>{subject}</dd>
      </dl>
      <label htmlFor={id}>
        <Ruby>{words.body}</Ruby>
      </label>
      <textarea ref={area} id={id} className={style['body']} lang={language} readOnly rows={14} value={body} />
      <Actions>
        <Button icon="paper" onPress={copy}>
          {words.copy}
        </Button>
      </Actions>
      <p role="status">{copied !== undefined && <Ruby>{copied ? words.copied : words.notCopied}</Ruby>}</p>
    </>
  )
}

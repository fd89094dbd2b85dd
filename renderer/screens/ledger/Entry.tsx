// One entry: what it says, and what can be done about it.
import { useState } from 'react'
import type { LedgerEntry } from '../../../preload/shapes/ledger.ts'
import { failureTitle } from '../../../preload/text/failureText.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { Confirm } from '../../components/Confirm.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from '../Ledger.module.css'
import { Letter } from './Letter.tsx'

/** Traces of the ledger itself: nobody is concerned, and they stay. */
const isTrace = ({ act }: LedgerEntry): boolean => act === 'erase' || act === 'beginAnew'
/** Attributes went to somebody, or somebody asked for them. */
const concernsParty = ({ act, party }: LedgerEntry): boolean => party !== '' && (act === 'share' || act === 'decline')

export function Entry({ entry, erased }: { entry: LedgerEntry; erased: () => void }) {
  const { text, language } = useText()
  const [writing, setWriting] = useState(false)
  const name = [withoutRuby(text.ledger.acts[entry.act]), entry.party, formatTime(entry.at, language)]
    .filter((part) => part !== '')
    .join(' ')
  return (
    <li className={style['entry']} data-outcome={entry.outcome}>
      <p className={style['time']}>
        {formatTime(entry.at, language)}
        {entry.place !== undefined && (
          <span>
            <Ruby>{text.ledger.place(entry.place)}</Ruby>
          </span>
        )}
      </p>
      <div className={style['what']}>
        <h3>
          <Ruby>{text.ledger.acts[entry.act]}</Ruby>
          {entry.party !== '' && <span className={style['party']}>{entry.party}</span>}
        </h3>
        <Words entry={entry} />
        {!isTrace(entry) && (
          <Actions>
            {concernsParty(entry) && !writing && (
              <Button look="quiet" icon="words" label={text.ledger.letter.named(name)} onPress={() => setWriting(true)}>
                {text.ledger.letter.button}
              </Button>
            )}
            <Erase entry={entry} name={name} erased={erased} />
          </Actions>
        )}
        {writing && <Letter entry={entry} close={() => setWriting(false)} />}
      </div>
      <p className={style['outcome']}>
        <Ruby>{text.ledger.outcomes[entry.outcome]}</Ruby>
      </p>
    </li>
  )
}

function Words({ entry }: { entry: LedgerEntry }) {
  const { text, language } = useText()
  const { actor, principal } = entry
  return (
    <>
      {actor !== undefined && principal !== undefined && (actor.basis !== 'self' || actor.name !== principal.name) && (
        <p>
          <strong>
            <Ruby>{text.mandates.instead(actor.name, principal.name)}</Ruby>
          </strong>
          {actor.basis !== 'self' && <Ruby>{text.marks.aside(text.mandates.bases[actor.basis])}</Ruby>}
        </p>
      )}
      {entry.purpose !== undefined && (
        <p>
          <Ruby>{text.ledger.purpose}</Ruby>
          {text.marks.colon}
          {entry.purpose}
        </p>
      )}
      {entry.items.map(({ credential, attributes }) => {
        const names = attributes.map((attribute) => attribute[language]).join(text.marks.comma)
        return attributes.length <= 6 ? (
          <p key={credential.en}>
            {credential[language]}
            {names !== '' && `${text.marks.colon}${names}`}
          </p>
        ) : (
          <details key={credential.en}>
            <summary>
              {credential[language]}
              {text.marks.colon}
              <Ruby>{text.ledger.manyItems(attributes.length)}</Ruby>
            </summary>
            <p>{names}</p>
          </details>
        )
      })}
      {entry.outcome === 'started' && (
        <p>
          <Ruby>{text.ledger.startedText}</Ruby>
        </p>
      )}
      {entry.failure !== undefined && (
        <p>
          <Ruby>{failureTitle(entry.failure, language)}</Ruby>
        </p>
      )}
      {entry.erased !== undefined && (
        <p>
          <Ruby>{text.ledger.erasedText(entry.erased.join(text.marks.comma))}</Ruby>
        </p>
      )}
      {entry.act === 'beginAnew' && (
        <p>
          <Ruby>{text.ledger.beginAnewText}</Ruby>
        </p>
      )}
    </>
  )
}

function Erase({ entry, name, erased }: { entry: LedgerEntry; name: string; erased: () => void }) {
  const { text } = useText()
  const [asking, setAsking] = useState(false)
  const erase = useCall(window.wallet.ledger.erase)
  const confirm = async () => {
    const outcome = await erase.run({ id: entry.id })
    if (outcome.ok) erased()
  }
  return (
    <>
      <Button
        look="quiet"
        icon="cross"
        label={text.ledger.erase.named(name)}
        pending={erase.state.step === 'running'}
        onPress={() => setAsking(true)}
      >
        {text.ledger.erase.button}
      </Button>
      {erase.state.step === 'failed' && <FailureNotice failure={erase.state.failure} level={3} />}
      <Confirm
        open={asking}
        title={text.ledger.erase.title}
        text={text.ledger.erase.text}
        action={text.ledger.erase.action}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

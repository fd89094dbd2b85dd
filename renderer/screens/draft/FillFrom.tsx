// Filling in from what the person has: the card, credentials, what was sent before. Each place says afterwards where it came from.
import { useEffect, useState } from 'react'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { FillFrom as From } from '../../../preload/shapes/drafts.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { GuardNotice } from '../../components/GuardNotice.tsx'
import type { IconName } from '../../components/Icon.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Part } from '../../components/Page.tsx'
import { PinTries } from '../../components/PinTries.tsx'
import { Progress } from '../../components/Progress.tsx'
import { useReaderChoice } from '../../components/ReaderChoice.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { mostTries } from '../../mostTries.ts'
import type { Go } from '../../screen.ts'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Draft.module.css'
import { placesFilled } from './placesFilled.ts'
import type { DraftInHand } from './useDraft.ts'

export interface Household {
  /** Whose drawer is open. */
  readonly person: Person
  readonly people: readonly Person[]
  readonly card: CardState | undefined
  readonly go: Go
}

export function FillFrom({ inHand, person, people, card, go }: Household & { inHand: DraftInHand }) {
  const { text, language } = useText()
  const words = text.drafts.fill
  const { id, mandate, onBehalf } = inHand.open.draft
  const whom = mandate?.id ?? onBehalf?.name
  const { state: offers, run: look } = useCall(window.wallet.drafts.fillOffers)
  const fill = useCall(window.wallet.drafts.fill)
  const [filled, setFilled] = useState<number>()
  const { reader, choice } = useReaderChoice(card, people, person.id)
  // biome-ignore lint/correctness/useExhaustiveDependencies: for somebody else there is something else to fill in from
  useEffect(() => void look({ id }), [look, id, whom])
  const running = fill.state.step === 'running'
  const start = async (from: From) => {
    if (running) return
    setFilled(undefined)
    const before = await inHand.keep()
    if (before === undefined) return
    const outcome = await fill.run({ id, from })
    if (!outcome.ok) return
    inHand.take(outcome.value)
    setFilled(placesFilled(before.draft, outcome.value.draft))
    void look({ id })
  }
  const offered = offers.step === 'done' ? offers.value : undefined
  const byCard = offered !== undefined && offered.card.length > 0
  const held = reader?.card?.kind === 'myNumber' ? reader.card : undefined
  const ways: readonly { key: string; icon: IconName; label: string; places: number; from: From }[] =
    offered === undefined
      ? []
      : [
          ...offered.credentials.map(({ credentialId, name, places }) => ({
            key: `credential ${credentialId}`,
            icon: 'wallet' as const,
            label: words.credential(name[language]),
            places: places.length,
            from: { kind: 'credential' as const, credentialId },
          })),
          ...offered.earlier.map(({ receiptNo, title, at, places }) => ({
            key: `earlier ${receiptNo}`,
            icon: 'inbox' as const,
            label: words.earlier(title, formatDate(at, language)),
            places: places.length,
            from: { kind: 'earlier' as const, receiptNo },
          })),
        ].filter(({ places }) => places > 0)
  const nothing = offered !== undefined && !byCard && ways.length === 0
  if (nothing && filled === undefined) return null
  const atReader = reader === undefined ? {} : { reader: reader.id }
  return (
    <Part title={words.title}>
      <p>
        <Ruby>{nothing ? words.nothing : words.lead}</Ruby>
      </p>
      {byCard && (
        <div className={style['way']}>
          {choice}
          <p className={style['small']}>
            <Ruby>{words.cardNote}</Ruby>
          </p>
          {held !== undefined && held.triesLeft.input !== null && (
            <PinTries name={words.pinName} left={held.triesLeft.input} most={mostTries.input} />
          )}
          <div className={style['wayButtons']}>
            <Button icon="card" pending={running} onPress={() => void start({ kind: 'card', by: 'pin', ...atReader })}>
              {words.card}
            </Button>
            <Button
              look="quiet"
              pending={running}
              onPress={() => void start({ kind: 'card', by: 'checkNumberB', ...atReader })}
            >
              {words.cardByNumber}
            </Button>
            <span className={style['small']}>
              <Ruby>{words.places(offered.card.length)}</Ruby>
            </span>
          </div>
        </div>
      )}
      {ways.length > 0 && (
        <ul className={style['ways']}>
          {ways.map(({ key, icon, label, places, from }) => (
            <li key={key}>
              <Button icon={icon} pending={running} onPress={() => void start(from)}>
                {label}
              </Button>
              <span className={style['small']}>
                <Ruby>{words.places(places)}</Ruby>
              </span>
            </li>
          ))}
        </ul>
      )}
      {running && <Progress label={words.reading} />}
      {offers.step === 'failed' && <FailureNotice failure={offers.failure} level={3} />}
      {fill.state.step === 'failed' && (
        <GuardNotice failure={fill.state.failure} reader={reader?.id} person={person} people={people} go={go} />
      )}
      {filled !== undefined && (
        <Notice kind="good" live level={3} title={filled === 0 ? words.filledNone : words.filled(filled)}>
          {filled > 0 && (
            <p>
              <Ruby>{words.filledText}</Ruby>
            </p>
          )}
        </Notice>
      )}
    </Part>
  )
}

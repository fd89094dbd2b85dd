// The keys of the open drawer: which there are, and adding, renewing and removing them.
import { useEffect, useState } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Key } from '../../preload/shapes/keys.ts'
import type { Person } from '../../preload/shapes/people.ts'
import { preferredReader } from '../cardTrouble.ts'
import { Button } from '../components/Button.tsx'
import { Confirm } from '../components/Confirm.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Note } from '../components/Note.tsx'
import { Notice } from '../components/Notice.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { failureOf, useCall } from '../useWallet.ts'
import style from './Keys.module.css'
import { DoorNotices } from './keys/DoorNotices.tsx'
import { KeyRow } from './keys/KeyRow.tsx'
import { RememberedCards } from './keys/RememberedCards.tsx'
import { RenewedCard } from './keys/RenewedCard.tsx'
import { FamilyPart } from './recovery/FamilyPart.tsx'

interface Props {
  readonly person: Person
  readonly card: CardState | undefined
  readonly go: Go
}

export function Keys({ person, card, go }: Props) {
  const { text } = useText()
  const words = text.keys
  const list = useCall(window.wallet.keys.list)
  const add = useCall(window.wallet.keys.add)
  const renew = useCall(window.wallet.keys.renew)
  const remove = useCall(window.wallet.keys.remove)
  const [keys, setKeys] = useState<readonly Key[]>([])
  const [asked, setAsked] = useState<{ readonly key: Key; readonly what: 'remove' | 'renew' }>()
  const [codeRenewed, setCodeRenewed] = useState(false)
  const { run } = list
  useEffect(() => {
    void run().then((outcome) => outcome.ok && setKeys(outcome.value))
  }, [run])
  const running = [add, renew, remove].some(({ state }) => state.step === 'running')
  const failure = failureOf(list.state, add.state, renew.state, remove.state)
  const reader = card === undefined ? undefined : preferredReader(card, person.id)
  const atReader = reader === undefined ? {} : { reader }

  const change = async (call: Promise<Awaited<ReturnType<typeof list.run>>>): Promise<boolean> => {
    setCodeRenewed(false)
    for (const one of [add, renew, remove]) one.reset()
    const outcome = await call
    if (outcome.ok) setKeys(outcome.value)
    return outcome.ok
  }
  const addOne = (kind: 'card' | 'passphrase') => void change(add.run({ kind, ...(kind === 'card' ? atReader : {}) }))
  const renewOne = async (key: Key) => {
    const done = await change(renew.run({ id: key.id, ...(key.kind === 'card' ? atReader : {}) }))
    setCodeRenewed(done && key.kind === 'recovery')
  }
  const everyday = keys.filter(({ kind }) => kind === 'card' || kind === 'passphrase')
  const nameOf = (key: Key | undefined) =>
    key === undefined ? '' : key.medium === 'phone' ? words.phone : words.kinds[key.kind]

  return (
    <Page title={words.title} lead={words.lead} narrow>
      <DoorNotices />
      <RenewedCard card={card} keys={keys} running={running} onRenew={(key) => void renewOne(key)} />
      <Part title={words.list}>
        <ul className={style['keys']}>
          {keys.map((key) => (
            <KeyRow
              key={key.id}
              value={key}
              pending={running}
              onRenew={() => (key.kind === 'recovery' ? setAsked({ key, what: 'renew' }) : void renewOne(key))}
              onRemove={() => setAsked({ key, what: 'remove' })}
            />
          ))}
        </ul>
        <Note>{words.keepRecovery}</Note>
        {codeRenewed && (
          <Notice kind="good" live level={3} title={words.renewCode}>
            <p>
              <Ruby>{words.oldCode}</Ruby>
            </p>
          </Notice>
        )}
        {failure !== undefined && <FailureNotice failure={failure} level={3} />}
        {running && <Progress label={text.progress.asking} />}
        <Actions>
          <Button icon="card" pending={running} onPress={() => addOne('card')}>
            {words.addCard}
          </Button>
          {!keys.some(({ kind }) => kind === 'passphrase') && (
            <Button icon="words" pending={running} onPress={() => addOne('passphrase')}>
              {words.addPassphrase}
            </Button>
          )}
        </Actions>
        <RememberedCards />
      </Part>
      <Part title={words.strength}>
        <p>
          <Ruby>{words.strengthText}</Ruby>
        </p>
        <Note>{words.slowed}</Note>
      </Part>
      <FamilyPart go={go} />
      <Confirm
        open={asked !== undefined}
        title={asked?.what === 'renew' ? words.renewCodeTitle : words.removeTitle(nameOf(asked?.key))}
        text={
          asked?.what === 'renew'
            ? words.renewCodeText
            : everyday.length > 1
              ? words.removeText
              : `${words.removeText}${words.removeLast}`
        }
        action={asked?.what === 'renew' ? words.renewCode : words.remove}
        onConfirm={() => {
          if (asked === undefined) return
          if (asked.what === 'renew') void renewOne(asked.key)
          else void change(remove.run({ id: asked.key.id }))
        }}
        onClose={() => setAsked(undefined)}
      />
    </Page>
  )
}

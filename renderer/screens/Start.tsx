// First start: a language, then a drawer of one's own, or practice.
import { useState } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Household } from '../../preload/shapes/people.ts'
import type { Settings } from '../../preload/shapes/settings.ts'
import { readerTrouble } from '../cardTrouble.ts'
import { Button } from '../components/Button.tsx'
import { ColourChoice, freeColour } from '../components/ColourChoice.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Field } from '../components/Field.tsx'
import { Form } from '../components/Form.tsx'
import { Icon, type IconName } from '../components/Icon.tsx'
import { Notice } from '../components/Notice.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { PinCounters } from '../components/PinCounters.tsx'
import { Progress } from '../components/Progress.tsx'
import { ReaderStatus } from '../components/ReaderStatus.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import style from './Start.module.css'

type Way = 'card' | 'passphrase'

interface Props {
  readonly settings: Settings
  readonly household: Household
  readonly card: CardState | undefined
  readonly go: Go
}

export function Start({ settings, household, card, go }: Props) {
  const [way, setWay] = useState<Way>()
  if (settings.language === undefined) return <ChooseLanguage />
  if (way === undefined) return <ChooseWay household={household} choose={setWay} go={go} />
  return <MakeDrawer key={way} way={way} household={household} card={card} back={() => setWay(undefined)} />
}

/** Both languages at once: nobody has chosen yet. */
function ChooseLanguage() {
  const { text } = useText()
  const write = useCall(window.wallet.settings.write)
  return (
    <Page narrow title={text.start.title} lead={text.start.lead}>
      <Part title={text.start.language}>
        <div className={style['languages']}>
          <button type="button" lang="ja" onClick={() => void write.run({ language: 'ja' })}>
            日本語
            <small>にほんご</small>
          </button>
          <button type="button" lang="en" onClick={() => void write.run({ language: 'en' })}>
            English
            <small lang="ja">えいご</small>
          </button>
        </div>
        <p className={style['note']}>
          <Ruby>{text.start.languageNote}</Ruby>
        </p>
        {write.state.step === 'failed' && <FailureNotice failure={write.state.failure} />}
      </Part>
    </Page>
  )
}

interface ChoosingProps {
  readonly household: Household
  readonly choose: (way: Way) => void
  readonly go: Go
}

function ChooseWay({ household, choose, go }: ChoosingProps) {
  const { text } = useText()
  const switchRealm = useCall(window.wallet.household.switchRealm)
  const noKeychain = household.keychain === 'unavailable'
  const another = household.people.length > 0
  return (
    <Page title={another ? text.family.add : text.start.how} lead={another ? text.family.addNote : text.start.howLead}>
      {household.realm === 'practice' && (
        <Notice kind="info" title={text.band.title}>
          <p>
            <Ruby>{text.start.practiceHint}</Ruby>
          </p>
        </Notice>
      )}
      {noKeychain && <FailureNotice live={false} failure={{ code: 'keychain.unavailable' }} />}
      <div className={style['ways']}>
        {!noKeychain && (
          <>
            <WayCard
              icon="card"
              title={text.start.cardTitle}
              sentence={text.start.cardText}
              mark={text.start.recommended}
            >
              <Button look="primary" wide onPress={() => choose('card')}>
                {text.start.cardButton}
              </Button>
            </WayCard>
            <WayCard icon="words" title={text.start.passphraseTitle} sentence={text.start.passphraseText}>
              <Button wide onPress={() => choose('passphrase')}>
                {text.start.passphraseButton}
              </Button>
            </WayCard>
          </>
        )}
        <WayCard icon="folder" title={text.backup.startTitle} sentence={text.backup.startText}>
          <Button wide onPress={() => go({ name: 'backup', from: 'start' })}>
            {text.backup.startButton}
          </Button>
        </WayCard>
        {household.realm === 'real' && (
          <WayCard icon="practice" title={text.start.practiceTitle} sentence={text.start.practiceText}>
            <Button wide pending={switchRealm.state.step === 'running'} onPress={() => void switchRealm.run()}>
              {text.start.practiceButton}
            </Button>
          </WayCard>
        )}
      </div>
      {switchRealm.state.step === 'failed' && <FailureNotice failure={switchRealm.state.failure} />}
      <AboutRecovery />
    </Page>
  )
}

interface WayProps {
  readonly icon: IconName
  readonly title: string
  readonly sentence: string
  readonly mark?: string
  readonly children: React.ReactNode
}

function WayCard({ icon, title, sentence, mark, children }: WayProps) {
  return (
    <section className={style['way']} data-marked={mark !== undefined}>
      <span className={style['wayIcon']}>
        <Icon name={icon} size={32} />
      </span>
      <h2>
        <Ruby>{title}</Ruby>
      </h2>
      {mark !== undefined && (
        <strong className={style['mark']}>
          <Ruby>{mark}</Ruby>
        </strong>
      )}
      <p>
        <Ruby>{sentence}</Ruby>
      </p>
      {children}
    </section>
  )
}

function AboutRecovery() {
  const { text } = useText()
  return (
    <Notice kind="info" title={text.start.recovery}>
      <p>
        <Ruby>{text.start.recoveryText}</Ruby>
      </p>
    </Notice>
  )
}

function MakeDrawer({
  way,
  household,
  card,
  back,
}: {
  way: Way
  household: Household
  card: CardState | undefined
  back: () => void
}) {
  const { text } = useText()
  const [name, setName] = useState('')
  const [missing, setMissing] = useState(false)
  const [colour, setColour] = useState(freeColour(household.people) ?? 'blue')
  const make = useCall(window.wallet.household.addPerson)
  const trouble = way === 'card' && card !== undefined ? readerTrouble(card) : undefined
  const running = make.state.step === 'running'

  const submit = () => {
    setMissing(name.trim() === '')
    if (name.trim() !== '' && !running) void make.run({ name: name.trim(), colour, opener: way })
  }

  return (
    <Page narrow title={way === 'card' ? text.start.makeWithCard : text.start.makeWithPassphrase}>
      <Form className={style['form']} submit={submit}>
        <Field
          label={text.start.name}
          note={text.start.nameNote}
          error={missing && name.trim() === '' ? text.start.nameMissing : undefined}
          value={name}
          onChange={setName}
          maxLength={40}
        />
        <ColourChoice
          label={text.start.colour}
          note={text.start.colourNote}
          person={{ name }}
          value={colour}
          onChange={setColour}
        />
        {way === 'card' && (
          <Part title={text.home.reader}>
            {trouble === undefined ? (
              <>
                <ReaderStatus state={card} people={household.people} openPersonId={undefined} />
                {card?.readers.map(({ id, card: held }) =>
                  held?.kind === 'myNumber' && !held.withoutPins ? <PinCounters key={id} card={held} /> : null,
                )}
              </>
            ) : (
              <FailureNotice failure={trouble} live={false} level={3} />
            )}
          </Part>
        )}
        <Part title={text.start.next}>
          <ol className={style['steps']}>
            {(way === 'card' ? text.start.nextCard : text.start.nextPassphrase).map((step) => (
              <li key={step}>
                <Ruby>{step}</Ruby>
              </li>
            ))}
          </ol>
        </Part>
        <AboutRecovery />
        {make.state.step === 'failed' && <FailureNotice failure={make.state.failure} />}
        {running && <Progress label={text.progress.asking} />}
        <Actions>
          <Button look="primary" type="submit" pending={running}>
            {text.start.make}
          </Button>
          <Button look="quiet" onPress={back}>
            {text.start.otherWay}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}

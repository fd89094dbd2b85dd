// The card in the reader: whose it is and what it is, then its PINs, its certificates and what else it holds.
import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { Failure } from '../../preload/failure.ts'
import type { CardInReader, CardState } from '../../preload/shapes/card.ts'
import type { Household } from '../../preload/shapes/people.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { readerTrouble } from '../cardTrouble.ts'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Icon } from '../components/Icon.tsx'
import { Note } from '../components/Note.tsx'
import { Page } from '../components/Page.tsx'
import { PersonMark } from '../components/PersonMark.tsx'
import { useReaderChoice } from '../components/ReaderChoice.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go, Screen } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import style from './Card.module.css'
import { CardData } from './card/CardData.tsx'
import { Certificates } from './card/Certificates.tsx'
import { PinChangeNotice } from './card/PinChangeNotice.tsx'
import { Pins } from './card/Pins.tsx'
import { usePinChange } from './card/pinChange.ts'

interface Props {
  readonly household: Household
  readonly card: CardState | undefined
  readonly part: Extract<Screen, { name: 'card' }>['part']
  readonly go: Go
}

const parts = ['pins', 'certificates', 'data'] as const

export function Card({ household, card: state, part = 'pins', go }: Props) {
  const { text } = useText()
  const [shown, setShown] = useState<(typeof parts)[number]>(part)
  const change = usePinChange()
  const person = household.people.find(({ id }) => id === household.open?.personId)
  const { reader, choice } = useReaderChoice(state, household.people, person?.id)
  const card = reader?.card ?? undefined
  const trouble = troubleOf(state, card)
  const contents = reader !== undefined && card !== undefined && (card.kind === 'myNumber' || card.kind === 'licence')
  const shared = { reader: reader?.id ?? '', card: card ?? { kind: 'unknown' as const }, ...(person && { person }) }

  return (
    <Page title={text.pinCare.title} lead={text.pinCare.lead}>
      {choice}
      <PinChangeNotice change={change} person={person} people={household.people} go={go} />
      {trouble !== undefined && (
        <div role="status">
          <FailureNotice failure={trouble} live={false} />
        </div>
      )}
      {trouble === undefined && !contents && (
        <p role="status">
          <Ruby>{state === undefined ? text.shell.loading : text.card.reading}</Ruby>
        </p>
      )}
      {contents && (
        <>
          <Whose card={card} household={household} reader={reader.id} />
          <Tabs
            // Another card is another matter: nothing of the last one stays on the screen.
            key={`${reader.id} ${reader.insertion}`}
            className={style['tabs'] ?? ''}
            selectedKey={shown}
            onSelectionChange={(key) => setShown(parts.find((one) => one === key) ?? 'pins')}
          >
            <TabList className={style['list'] ?? ''} aria-label={withoutRuby(text.pinCare.parts)}>
              {parts.map((one) => (
                <Tab key={one} id={one} className={style['tab'] ?? ''}>
                  <Ruby>{text.pinCare.tabs[one]}</Ruby>
                </Tab>
              ))}
            </TabList>
            <TabPanel id="pins" className={style['panel'] ?? ''}>
              <Pins {...shared} change={change} />
            </TabPanel>
            <TabPanel id="certificates" className={style['panel'] ?? ''}>
              <Certificates {...shared} people={household.people} go={go} />
            </TabPanel>
            <TabPanel id="data" className={style['panel'] ?? ''}>
              <CardData {...shared} people={household.people} go={go} />
            </TabPanel>
          </Tabs>
        </>
      )}
    </Page>
  )
}

/** What keeps the card from being shown at all. What keeps it from logging in is not of interest here. */
function troubleOf(state: CardState | undefined, card: CardInReader | undefined): Failure | undefined {
  if (state === undefined) return undefined
  const before = readerTrouble(state)
  if (before !== undefined) return before
  if (card?.kind === 'unknown') return { code: 'card.unknown' }
  // Main made it; failureText answers for a code that has no sentence.
  return card?.kind === 'failed' ? (card.failure as Failure) : undefined
}

function Whose({ card, household, reader }: { card: CardInReader; household: Household; reader: string }) {
  const { text } = useText()
  const mine = card.kind === 'myNumber' ? card : undefined
  const owner = household.people.find(({ id }) => id === mine?.personId)
  const open = household.people.find(({ id }) => id === household.open?.personId)
  const medium = mine?.medium ?? 'licence'
  return (
    <div className={style['card']} role="status">
      {owner === undefined ? <Icon name="card" /> : <PersonMark person={owner} />}
      <p>
        <strong>
          <Ruby>{text.pinCare.media[medium]}</Ruby>
        </strong>
        {mine !== undefined && (
          <span>
            <Ruby>{owner === undefined ? text.pinCare.whose.nobody : text.pinCare.whose.owner(owner.name)}</Ruby>
          </span>
        )}
        {mine?.licence != null && (
          <span>
            <Ruby>{text.pinCare.withLicence}</Ruby>
          </span>
        )}
        {owner !== undefined && open !== undefined && owner.id !== open.id && (
          <span>
            <Ruby>{text.pinCare.whose.other(open.name)}</Ruby>
          </span>
        )}
        <Note inline>{reader}</Note>
      </p>
    </div>
  )
}

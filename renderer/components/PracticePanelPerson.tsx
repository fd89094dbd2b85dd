import { useState } from 'react'
import type { PracticeCardKind, PracticeState } from '../../preload/shapes/practice.ts'
import { useText } from '../text/TextContext.tsx'
import { Button } from './Button.tsx'
import { Choice } from './Choice.tsx'
import { Fact } from './Fact.tsx'
import style from './PracticePanel.module.css'
import { Ruby } from './Ruby.tsx'

interface Props {
  readonly person: PracticeState['people'][number]
  readonly readers: PracticeState['readers']
  readonly insert: (reader: string, kind: PracticeCardKind) => void
}

const pinNames = ['authentication', 'signature', 'input', 'resident', 'licenceOnCard', 'licence1', 'licence2'] as const

/** One practice person: which of their cards goes into a reader, and what opens it. */
export function PracticePanelPerson({ person, readers, insert }: Props) {
  const { text, language } = useText()
  const [kind, choose] = useState<PracticeCardKind>('myNumber')
  const { kinds, which, insertLabel } = text.practiceCards
  return (
    <>
      <p className={style['name']}>{person.name}</p>
      <p className={style['note']}>{person.note[language]}</p>
      <p className={style['pin']}>
        <Ruby>{text.practice.pin}</Ruby>
        {text.marks.colon}
        {person.pins.authentication === undefined ? (
          <Ruby>{text.practice.noPin}</Ruby>
        ) : (
          <code>{person.pins.authentication}</code>
        )}
      </p>
      <PracticePanelNumbers person={person} />
      {readers.length > 0 && person.cards.length > 1 && (
        <Choice
          label={which(person.name)}
          labelHidden
          row
          options={person.cards.map((value) => ({ value, label: kinds[value] }))}
          value={kind}
          onChange={choose}
        />
      )}
      {readers.length > 0 && (
        <div className={style['into']}>
          {readers.map((reader, index) =>
            reader.personId === person.id && reader.kind === kind ? null : (
              <Button
                key={reader.id}
                label={insertLabel(person.name, kinds[kind], index + 1)}
                onPress={() => insert(reader.id, kind)}
              >
                {text.practice.into(index + 1)}
              </Button>
            ),
          )}
        </div>
      )}
    </>
  )
}

/** Every PIN of that person's cards and 照合番号B, behind one line: nothing in practice is secret. */
function PracticePanelNumbers({ person }: Pick<Props, 'person'>) {
  const { text } = useText()
  const { numbers, numbersOf, checkNumberB, licenceWithoutPins, notSet } = text.practiceCards
  const licenceOpen = person.cards.includes('licence') && person.pins.licence1 === undefined
  return (
    <details className={style['numbers']}>
      <summary>
        <span aria-hidden="true">
          <Ruby>{numbers}</Ruby>
        </span>
        <span className="visuallyHidden">
          <Ruby>{numbersOf(person.name)}</Ruby>
        </span>
      </summary>
      <dl>
        {pinNames.map((name) => {
          const pin = person.pins[name]
          return pin === undefined ? null : (
            <Fact key={name} name={text.pinCare.names[name]}>
              <code>{pin}</code>
            </Fact>
          )
        })}
        {licenceOpen && (
          <Fact name={licenceWithoutPins}>
            <Ruby>{notSet}</Ruby>
          </Fact>
        )}
        <Fact name={checkNumberB}>
          <code>{person.checkNumberB}</code>
        </Fact>
      </dl>
    </details>
  )
}

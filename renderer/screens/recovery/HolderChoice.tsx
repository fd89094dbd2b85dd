// One of the two people who get a share: somebody of this household, whose drawer keeps it, or anybody else, on paper.
import type { PossibleHolder } from '../../../preload/shapes/recovery.ts'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'

export interface Chosen {
  /** The id of a person of the household, or 'other'. */
  readonly who: string | undefined
  /** Of somebody else. */
  readonly name: string
}

interface Props {
  readonly place: 1 | 2
  readonly people: readonly PossibleHolder[]
  readonly chosen: Chosen
  readonly onChange: (chosen: Chosen) => void
  /** What is missing is told. */
  readonly tried: boolean
}

export function HolderChoice({ place, people, chosen, onChange, tried }: Props) {
  const { text } = useText()
  const words = text.recovery
  return (
    <>
      <Choice
        label={words.holder(place)}
        value={chosen.who}
        onChange={(who) => onChange({ ...chosen, who })}
        error={tried && chosen.who === undefined ? words.choose : undefined}
        options={[
          ...people
            .filter(({ ready }) => ready)
            .map(({ personId, name }) => ({ value: personId, label: words.inTheirDrawer(name) })),
          { value: 'other', label: words.otherPerson },
        ]}
      />
      {people
        .filter(({ ready }) => !ready)
        .map(({ personId, name }) => (
          <p key={personId}>
            <Ruby>{words.notReady(name)}</Ruby>
          </p>
        ))}
      {chosen.who === 'other' && (
        <Field
          label={words.name}
          value={chosen.name}
          onChange={(name) => onChange({ ...chosen, name })}
          maxLength={40}
          error={tried && chosen.name.trim() === '' ? words.nameMissing : undefined}
        />
      )}
    </>
  )
}

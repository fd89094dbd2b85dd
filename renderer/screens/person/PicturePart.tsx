// A drawing of ours, a photo, or the first letter of the name.
import { type Person, personDrawing } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { Choice, type ChoiceOption } from '../../components/Choice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Note } from '../../components/Note.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { PersonMark } from '../../components/PersonMark.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import style from './PersonScreen.module.css'
import { Saved } from './Saved.tsx'

type Chosen = (typeof personDrawing.options)[number] | 'letter' | 'photo'

export function PicturePart({ person }: { person: Person }) {
  const { text } = useText()
  const draw = useCall(window.wallet.household.draw)
  const photo = useCall(window.wallet.household.choosePhoto)
  const failure = failureOf(draw.state, photo.state)
  const { name, colour, picture } = person
  const options: ChoiceOption<Chosen>[] = [
    { value: 'letter', label: text.people.letter, content: <PersonMark person={{ name, colour }} /> },
    ...personDrawing.options.map((drawing) => ({
      value: drawing,
      label: text.people.drawings[drawing],
      content: <PersonMark person={{ name, colour, picture: { drawing } }} />,
    })),
  ]
  if (picture !== undefined && 'photo' in picture)
    options.unshift({ value: 'photo', label: text.people.ownPhoto, content: <PersonMark person={person} /> })

  const choose = (value: Chosen) => {
    photo.reset()
    if (value !== 'photo') void draw.run({ drawing: value === 'letter' ? null : value })
  }
  return (
    <Part title={text.people.pictureTitle}>
      <div className={style['drawings']}>
        <Choice
          label={text.people.pictureChoice}
          labelHidden
          row
          value={picture === undefined ? 'letter' : 'photo' in picture ? 'photo' : picture.drawing}
          onChange={choose}
          options={options}
        />
      </div>
      <Note>
        <Ruby>{text.people.photoNote}</Ruby> <Ruby>{text.people.photoSeen}</Ruby>
      </Note>
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      {photo.state.step === 'running' && <Progress />}
      <Actions>
        <Button
          icon="folder"
          pending={photo.state.step === 'running'}
          onPress={() => {
            draw.reset()
            void photo.run()
          }}
        >
          {picture !== undefined && 'photo' in picture ? text.people.photoAgain : text.people.photo}
        </Button>
        <Saved done={draw.state.step === 'done' || (photo.state.step === 'done' && photo.state.value !== null)} />
      </Actions>
    </Part>
  )
}

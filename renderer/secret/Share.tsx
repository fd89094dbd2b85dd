// The shares of a family's recovery: shown for paper and typed back, shown to their keeper, and typed to open a drawer.
import { Button } from '../components/Button.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { useText } from '../text/TextContext.tsx'
import paper from './Paper.module.css'
import { PaperSheet } from './PaperSheet.tsx'
import style from './SecretPage.module.css'
import { ShareFields } from './ShareFields.tsx'
import { PrintButton, ShowOnPaper } from './ShowOnPaper.tsx'
import { useAnswer } from './useAnswer.ts'

interface ShownProps {
  readonly person: string
  readonly holder?: string | undefined
  readonly share: string
}

export function ShareShow({ person, holder, share }: ShownProps) {
  const { text } = useText()
  const words = text.recovery.secret
  return (
    <ShowOnPaper
      intro={holder === undefined ? words.showOwn(person) : words.showHolder(person, holder)}
      written={words.written}
      typeBackTitle={words.typeBackTitle}
      showAgain={words.showAgain}
      sheet={<ShareSheet person={person} holder={holder} share={share} />}
      typeBack={(actions) => <ShareFields note={words.typeBack} action={text.secret.confirm} more={actions} />}
    />
  )
}

/** Whoever keeps it looks at it: nothing is typed back. */
export function ShareKept({ person, share }: ShownProps) {
  const { text } = useText()
  const words = text.recovery.secret
  const { answer, sending } = useAnswer()
  return (
    <div className={style['form']}>
      <p>
        <Ruby>{words.kept(person)}</Ruby>
      </p>
      <ShareSheet person={person} share={share} />
      <PrintButton
        first={
          <Button look="primary" pending={sending} onPress={() => void answer('seen')}>
            {words.done}
          </Button>
        }
      />
    </div>
  )
}

export function ShareEntry({ person }: { person: string }) {
  const { text } = useText()
  const words = text.recovery.secret
  return (
    <div className={style['form']}>
      <p>
        <Ruby>{words.ask(person)}</Ruby>
      </p>
      <ShareFields note={words.typeBack} action={words.use} />
    </div>
  )
}

function ShareSheet({ person, holder, share }: ShownProps) {
  const { text } = useText()
  return (
    <PaperSheet
      heading={text.recovery.secret.showTitle}
      person={person}
      holder={holder}
      opens={text.recovery.sheet.shareOpens}
      keep={text.recovery.secret.keep}
    >
      <ol className={paper['lines']}>
        {share.split('\n').map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </PaperSheet>
  )
}

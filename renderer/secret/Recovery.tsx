// The recovery code: shown for paper and typed back, and typed to open a drawer or a backup.
import { useText } from '../text/TextContext.tsx'
import paper from './Paper.module.css'
import { PaperSheet } from './PaperSheet.tsx'
import { RecoveryFields } from './RecoveryFields.tsx'
import { ShowOnPaper } from './ShowOnPaper.tsx'

export function RecoveryShow({ person, code }: { person: string; code: string }) {
  const { text } = useText()
  return (
    <ShowOnPaper
      intro={text.secret.recoveryText(person)}
      written={text.secret.written}
      typeBackTitle={text.secret.typeBackTitle}
      showAgain={text.secret.showAgain}
      sheet={
        <PaperSheet
          heading={text.secret.printHeading}
          person={person}
          opens={text.recovery.sheet.codeOpens}
          keep={text.secret.recoveryKeep}
        >
          <ol className={paper['groups']}>
            {code.split(/[\s-]+/).map((group, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups may be alike and keep their places
              <li key={index}>{group}</li>
            ))}
          </ol>
        </PaperSheet>
      }
      typeBack={(actions) => <RecoveryFields action={text.secret.confirm} more={actions} />}
    />
  )
}

export function RecoveryEntry({ person, backup }: { person: string; backup: boolean }) {
  const { text } = useText()
  return (
    <RecoveryFields
      note={backup ? text.backup.secret.recoveryText : text.secret.recoveryEntry(person)}
      action={text.secret.open}
    />
  )
}

import type { Diagnosis } from '../../../preload/shapes/doctor.ts'
import { Button } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Note } from '../../components/Note.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from './Doctor.module.css'
import { Facts } from './Facts.tsx'

interface Props {
  readonly finding: Diagnosis
  readonly pending: boolean
  readonly mend: (code: string) => Promise<void>
}

/** What is wrong and what to do about it, with a button where the program can do it. */
export function Wrong({ finding, pending, mend }: Props) {
  const { text, language } = useText()
  const { code, cause, remedy, fix } = finding
  return (
    <article className={style['wrong']}>
      <span className={style['mark']}>
        <Icon name="warn" />
      </span>
      <div>
        <h2>
          <Ruby>{cause[language]}</Ruby>
        </h2>
        {finding.reader !== undefined && <Note>{finding.reader}</Note>}
        {remedy[language] !== '' && (
          <p>
            <strong>
              <Ruby>{text.shell.whatNow}</Ruby>
            </strong>
            <span>
              <Ruby>{remedy[language]}</Ruby>
            </span>
          </p>
        )}
        {fix !== undefined && (
          <Button look="primary" pending={pending} onPress={() => void mend(code)}>
            {fix[language]}
          </Button>
        )}
        <Facts finding={finding} />
      </div>
    </article>
  )
}

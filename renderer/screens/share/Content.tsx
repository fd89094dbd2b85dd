import type { ShareOption } from '../../../preload/shapes/sharing.ts'
import { AttributeList } from '../../components/AttributeList.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Share.module.css'
import { candidateOf, notSent } from './shareChoice.ts'

interface Props {
  readonly option: ShareOption
  readonly options: readonly ShareOption[]
  readonly picked: Readonly<Record<string, string>>
  readonly pick: (queryId: string, credentialId: string) => void
  readonly unpicked: boolean
}

/** What leaves, with its values; and what the other choices would have sent. */
export function Content({ option, options, picked, pick, unpicked }: Props) {
  const { text, language } = useText()
  const left = notSent(option, options)
  return (
    <Part title={text.share.content}>
      {option.parts.map((part) => {
        const candidate = candidateOf(part, picked)
        return (
          <div key={part.queryId} className={style['part']}>
            {part.candidates.length > 1 && (
              <Choice
                label={text.share.whichOne}
                value={candidate?.credential.id}
                onChange={(id) => pick(part.queryId, id)}
                error={unpicked && candidate === undefined ? text.share.whichMissing : undefined}
                options={part.candidates.map(({ credential }) => ({
                  value: credential.id,
                  label: credential.name[language],
                  content: (
                    <span className={style['names']}>
                      {credential.issuer}
                      {text.marks.dot}
                      <Ruby>{text.share.receivedOn(formatDate(credential.receivedAt, language))}</Ruby>
                    </span>
                  ),
                }))}
              />
            )}
            {candidate !== undefined && (
              <>
                <h3>
                  <Ruby>{text.share.from(candidate.credential.name[language])}</Ruby>
                </h3>
                <AttributeList attributes={candidate.attributes} />
              </>
            )}
          </div>
        )
      })}
      {left.length > 0 && (
        <p className={style['left']}>
          <strong>
            <Ruby>{text.share.notSent}</Ruby>
          </strong>
          {left.map((label) => label[language]).join(text.marks.comma)}
        </p>
      )}
    </Part>
  )
}

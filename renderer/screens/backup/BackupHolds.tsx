import { useEffect, useRef } from 'react'
import type { BackupPreview } from '../../../preload/shapes/backup.ts'
import { Fact } from '../../components/Fact.tsx'
import { Part } from '../../components/Page.tsx'
import { PersonMark } from '../../components/PersonMark.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Sentences } from '../../components/Sentences.tsx'
import { formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Backup.module.css'

const kinds = ['insurance', 'licence', 'certificate', 'other', 'papers', 'applications', 'drafts'] as const

/** What an unlocked backup holds, what works at once after a restore, and what has to be done again. */
export function BackupHolds({ preview }: { preview: BackupPreview }) {
  const { text, language } = useText()
  const words = text.backup.preview
  const whose = useRef<HTMLDivElement>(null)
  // The button that opened it is gone.
  useEffect(() => whose.current?.focus(), [])
  const there = kinds.filter((kind) => preview.counts[kind] > 0)
  const again = [
    ...(preview.withoutKey > 0 ? [words.reissue(preview.withoutKey)] : []),
    ...preview.openers.map((opener) => words.openers[opener]),
    words.code[preview.by],
    ...(preview.enrolled ? [words.enrolled] : []),
    words.cards,
  ]
  return (
    <Part title={words.title(preview.person)}>
      <div className={style['whose']} ref={whose} tabIndex={-1}>
        <PersonMark person={{ name: preview.person, colour: preview.colour }} />
        <p>
          <Ruby>{words.made(formatDateTime(preview.madeAt, language))}</Ruby>
        </p>
      </div>
      <h3>
        <Ruby>{words.holds}</Ruby>
      </h3>
      <dl className={style['facts']}>
        {there.map((kind) => (
          <Fact key={kind} name={words.kinds[kind]}>
            <Ruby>{words.pieces(preview.counts[kind])}</Ruby>
          </Fact>
        ))}
        <Fact name={words.ledger}>
          <Ruby>{words.pieces(preview.ledgerEntries)}</Ruby>
        </Fact>
      </dl>
      {there.length === 0 && (
        <p>
          <Ruby>{words.nothing}</Ruby>
        </p>
      )}
      <h3>
        <Ruby>{words.works}</Ruby>
      </h3>
      <p>
        <Ruby>{preview.withKey > 0 ? words.keys(preview.withKey) : words.keysNone}</Ruby>
      </p>
      <h3>
        <Ruby>{words.again}</Ruby>
      </h3>
      <Sentences all={again} />
      <p className={style['note']}>
        <Ruby>{words.leaves}</Ruby>
      </p>
    </Part>
  )
}

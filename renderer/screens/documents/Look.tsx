// The chosen documents, one at a time: a PDF page by page, any other file by its facts.
import { type ReactNode, useCallback, useEffect, useId, useState } from 'react'
import type { ChosenDocument } from '../../../preload/shapes/documents.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { Fact } from '../../components/Fact.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Note } from '../../components/Note.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import { PdfView } from '../../pdf/PdfView.tsx'
import { formatSize } from '../../text/sizes.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from '../Documents.module.css'
import type { Review } from './review.ts'

interface Props {
  readonly documents: readonly ChosenDocument[]
  readonly review: Review
  readonly children: ReactNode
}

export function Look({ documents, review, children }: Props) {
  const { text } = useText()
  const words = text.documents
  const [at, setAt] = useState(0)
  const heading = useId()
  const current = documents[at] ?? documents[0]
  if (current === undefined) return null
  return (
    <Part title={words.look}>
      <p>
        <Ruby>{words.lookText}</Ruby>
      </p>
      <nav aria-label={withoutRuby(words.list)}>
        <ul className={style['files']}>
          {documents.map((document, index) => (
            <li key={document.id}>
              <button
                type="button"
                className={style['file']}
                aria-current={document === current ? 'true' : undefined}
                onClick={() => setAt(index)}
              >
                <Icon name={review.done(document) ? 'check' : 'paper'} size={22} />
                <span>
                  <strong>{document.name}</strong>
                  <small>
                    <Ruby>{words.kinds[document.kind]}</Ruby>
                    {text.marks.dot}
                    {formatSize(document.size)}
                    {text.marks.dot}
                    <Ruby>{review.done(document) ? words.seen : words.unseen}</Ruby>
                  </small>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <section aria-labelledby={heading} className={style['look']}>
        <h3 id={heading} className="visuallyHidden">
          {current.name}
        </h3>
        {current.kind === 'pdf' ? (
          <Pdf key={current.id} document={current} review={review} />
        ) : (
          <Facts key={current.id} document={current} review={review} />
        )}
      </section>
      <Note live>
        <Ruby>
          {review.done(current) ? words.seenWhole : current.kind === 'pdf' ? words.endMissing : words.checkMissing}
        </Ruby>
      </Note>
      <Actions>
        {at + 1 < documents.length && (
          <Button icon="paper" onPress={() => setAt(at + 1)}>
            {words.next}
          </Button>
        )}
        {children}
      </Actions>
    </Part>
  )
}

function Pdf({ document: { id, name }, review }: { document: ChosenDocument; review: Review }) {
  const { text } = useText()
  const content = useCall(window.wallet.documents.content)
  const { run } = content
  useEffect(() => void run({ id }), [run, id])
  const { saw, foundBroken } = review
  const onEnd = useCallback(() => saw(id), [saw, id])
  const onBroken = useCallback((page: number) => foundBroken(id, page), [foundBroken, id])
  if (content.state.step === 'failed') return <FailureNotice failure={content.state.failure} level={3} />
  if (content.state.step !== 'done') {
    return (
      <p role="status">
        <Ruby>{text.documents.loading}</Ruby>
      </p>
    )
  }
  const broken = review.brokenPages(id)
  return (
    <>
      <PdfView name={name} base64={content.state.value.bytes} onEnd={onEnd} onBroken={onBroken} />
      {broken.length > 0 && (
        <Notice
          kind="warn"
          live
          level={3}
          title={text.documents.brokenPages(broken.join(text.marks.comma), broken.length)}
        >
          <Checked id={id} review={review} />
        </Notice>
      )}
    </>
  )
}

/** Word for what no program but another one can show. */
function Checked({ id, review }: { id: string; review: Review }) {
  const { text } = useText()
  return (
    <Toggle
      label={text.documents.checked}
      on={review.checked(id)}
      onChange={(checked) => review.sayChecked(id, checked)}
    />
  )
}

function Facts({ document, review }: { document: ChosenDocument; review: Review }) {
  const { text } = useText()
  const words = text.documents
  const rows = [
    { name: words.facts.name, value: document.name },
    { name: words.facts.kind, value: words.kinds[document.kind] },
    { name: words.facts.size, value: formatSize(document.size) },
    { name: words.facts.sha256, value: document.sha256.replaceAll(/(.{8})/g, '$1 ').trim() },
  ]
  return (
    <>
      <dl className={style['facts']}>
        {rows.map(({ name, value }) => (
          <Fact key={name} name={name}>
            <Ruby>{value}</Ruby>
          </Fact>
        ))}
      </dl>
      <Notice kind="info" level={3} title={words.facts.text}>
        <Checked id={document.id} review={review} />
      </Notice>
    </>
  )
}

// The chosen documents, one at a time: a PDF page by page, any other file by its facts.
import { type ReactNode, useEffect, useId, useState } from 'react'
import type { ChosenDocument } from '../../../preload/shapes.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { PdfView } from '../../pdf/PdfView.tsx'
import { formatSize } from '../../text/sizes.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from '../Documents.module.css'

interface Props {
  readonly documents: readonly ChosenDocument[]
  readonly seen: ReadonlySet<string>
  readonly saw: (id: string) => void
  readonly children: ReactNode
}

export function Look({ documents, seen, saw, children }: Props) {
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
                <Icon name={seen.has(document.id) ? 'check' : 'paper'} size={22} />
                <span>
                  <strong>{document.name}</strong>
                  <small>
                    <Ruby>{words.kinds[document.kind]}</Ruby>
                    {text.marks.dot}
                    {formatSize(document.size)}
                    {text.marks.dot}
                    <Ruby>{seen.has(document.id) ? words.seen : words.unseen}</Ruby>
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
          <Pdf key={current.id} document={current} saw={saw} />
        ) : (
          <Facts key={current.id} document={current} saw={saw} />
        )}
      </section>
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

function Pdf({ document: { id, name }, saw }: { document: ChosenDocument; saw: (id: string) => void }) {
  const { text } = useText()
  const content = useCall(window.wallet.documents.content)
  const { run } = content
  useEffect(() => void run({ id }), [run, id])
  const [shown] = useState(() => () => saw(id))
  if (content.state.step === 'failed') return <FailureNotice failure={content.state.failure} level={3} />
  if (content.state.step !== 'done') {
    return (
      <p role="status">
        <Ruby>{text.documents.loading}</Ruby>
      </p>
    )
  }
  return <PdfView name={name} base64={content.state.value.bytes} onShown={shown} />
}

function Facts({ document, saw }: { document: ChosenDocument; saw: (id: string) => void }) {
  const { text } = useText()
  const words = text.documents
  useEffect(() => saw(document.id), [saw, document.id])
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
          <div key={name}>
            <dt>
              <Ruby>{name}</Ruby>
            </dt>
            <dd>
              <Ruby>{value}</Ruby>
            </dd>
          </div>
        ))}
      </dl>
      <Notice kind="info" level={3} title={words.facts.text} />
    </>
  )
}

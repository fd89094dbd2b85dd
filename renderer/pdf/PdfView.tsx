// Every page of a PDF, one below the other, as it will be signed: drawn when it comes near the eyes, with its text on top
// for screen readers and for selecting.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../preload/failure.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { useText } from '../text/TextContext.tsx'
import { type PageSize, PdfPage } from './PdfPage.tsx'
import style from './PdfView.module.css'

interface Props {
  readonly name: string
  /** The whole file in base64. */
  readonly base64: string
  /** Told when the end of its last page is before the eyes. */
  readonly onEnd: () => void
  /** Told a page (from 1) that could not be drawn. */
  readonly onBroken: (page: number) => void
}

const zooms: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]

export function PdfView({ name, base64, onEnd, onBroken }: Props) {
  const { text } = useText()
  const words = text.documents.pdf
  const { pdf, size, failure } = useOpenPdf(base64)
  const [zoom, setZoom] = useState(1)
  const view = useRef<HTMLElement>(null)
  const width = useWidth(view)

  if (failure !== undefined) return <FailureNotice failure={failure} level={3} />
  const step = (by: 1 | -1) => setZoom(zooms[zooms.indexOf(zoom) + by] ?? zoom)
  const toEnd = () => {
    view.current?.focus({ preventScroll: true })
    view.current?.lastElementChild?.scrollIntoView({ block: 'end' })
  }
  // The gap at both sides belongs to the desk that the pages lie on.
  const scale = size === undefined || width === 0 ? undefined : (Math.max(200, width - 48) / size.width) * zoom
  return (
    <div className={style['frame']}>
      <div className={style['tools']} role="toolbar" aria-label={withoutRuby(words.tools)}>
        <p role="status">
          <Ruby>{pdf === undefined ? words.opening : words.pages(pdf.numPages)}</Ruby>
        </p>
        {pdf !== undefined && (
          <Button look="quiet" onPress={toEnd}>
            {words.toEnd}
          </Button>
        )}
        <Button look="quiet" icon="minus" label={words.smaller} onPress={() => step(-1)}>
          {words.smallerShort}
        </Button>
        <span className={style['zoom']}>{Math.round(zoom * 100)}%</span>
        <Button look="quiet" icon="plus" label={words.larger} onPress={() => step(1)}>
          {words.largerShort}
        </Button>
      </div>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={view} className={style['view']} tabIndex={0} aria-label={withoutRuby(words.content(name))}>
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: as above */}
        {pdf !== undefined &&
          scale !== undefined &&
          size !== undefined &&
          Array.from({ length: pdf.numPages }, (_, index) => index + 1).map((number) => (
            <PdfPage
              key={number}
              pdf={pdf}
              number={number}
              scale={scale}
              usual={size}
              view={view}
              onEnd={number === pdf.numPages ? onEnd : undefined}
              onBroken={onBroken}
            />
          ))}
      </section>
    </div>
  )
}

interface Opened {
  readonly pdf?: PDFDocumentProxy
  /** Of the first page, at scale 1. */
  readonly size?: PageSize
  readonly failure?: Failure
}

function useOpenPdf(base64: string): Opened {
  const [opened, setOpened] = useState<Opened>({})
  useEffect(() => {
    let ended = false
    let end = (): void => undefined
    setOpened({})
    void import('./openPdf.ts').then(async ({ openPdf, pdfFailure }) => {
      if (ended) return
      const task = openPdf(base64)
      end = () => void task.destroy()
      try {
        const pdf = await task.promise
        const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
        if (!ended) setOpened({ pdf, size: { width, height } })
      } catch (error) {
        if (!ended) setOpened({ failure: pdfFailure(error) })
      }
    })
    return () => {
      ended = true
      end()
    }
  }, [base64])
  return opened
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => entry !== undefined && setWidth(entry.contentRect.width))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}

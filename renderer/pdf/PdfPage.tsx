import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { Ruby } from '../components/Ruby.tsx'
import { useText } from '../text/TextContext.tsx'
import style from './PdfView.module.css'

/** In CSS pixels at scale 1. */
export interface PageSize {
  readonly width: number
  readonly height: number
}

interface Props {
  readonly pdf: PDFDocumentProxy
  /** From 1. */
  readonly number: number
  readonly scale: number
  /** Taken for the page's size until it is known. */
  readonly usual: PageSize
  readonly view: RefObject<HTMLElement | null>
  /** Of the last page: told when its end is before the eyes, drawn. */
  readonly onEnd?: (() => void) | undefined
  readonly onBroken: (number: number) => void
}

/** No canvas is larger, whatever the document says: beyond it browsers draw nothing. */
const mostPixels = 16_000_000

export function PdfPage({ pdf, number, scale, usual, view, onEnd, onBroken }: Props) {
  const { text } = useText()
  const words = text.documents.pdf
  const frame = useRef<HTMLElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const letters = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const near = useNear(frame, view)
  const ended = useSeen(end)
  const [size, setSize] = useState(usual)
  const [state, setState] = useState<'waiting' | 'drawn' | 'broken'>('waiting')

  useEffect(() => {
    if (!near) return
    let over = false
    let stop = (): void => undefined
    draw().then(
      () => !over && setState('drawn'),
      () => !over && setState('broken'),
    )
    async function draw(): Promise<void> {
      const [{ TextLayer }, page] = await Promise.all([import('./openPdf.ts'), pdf.getPage(number)])
      if (over) return
      if (canvas.current === null || letters.current === null) throw new Error('nothing to draw on')
      const viewport = page.getViewport({ scale })
      setSize({ width: viewport.width / scale, height: viewport.height / scale })
      const fine = Math.min(window.devicePixelRatio, Math.sqrt(mostPixels / (viewport.width * viewport.height)))
      canvas.current.width = Math.floor(viewport.width * fine)
      canvas.current.height = Math.floor(viewport.height * fine)
      const painting = page.render({ canvas: canvas.current, viewport, transform: [fine, 0, 0, fine, 0, 0] })
      letters.current.replaceChildren()
      const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: letters.current, viewport })
      stop = () => {
        painting.cancel()
        layer.cancel()
      }
      await Promise.all([painting.promise, layer.render()])
    }
    return () => {
      over = true
      stop()
      setState('waiting')
    }
  }, [near, pdf, number, scale])

  useEffect(() => {
    if (ended && state !== 'waiting') onEnd?.()
  }, [ended, state, onEnd])
  useEffect(() => {
    if (state === 'broken') onBroken(number)
  }, [state, number, onBroken])

  return (
    <section
      ref={frame}
      className={style['page']}
      aria-label={withoutRuby(words.page(number, pdf.numPages))}
      aria-busy={near && state === 'waiting'}
      data-drawn={state === 'drawn' || undefined}
      style={{ width: size.width * scale, height: size.height * scale, ['--total-scale-factor' as string]: scale }}
    >
      {near && (
        <>
          <canvas ref={canvas} className={style['canvas']} />
          <div ref={letters} className={style['letters']} />
        </>
      )}
      <div ref={end} className={style['end']} />
      {state === 'broken' && (
        <p className={style['broken']} role="alert">
          <Ruby>{words.broken}</Ruby>
        </p>
      )}
    </section>
  )
}

/** Whether it is within one view's height of what is seen. */
function useNear(element: RefObject<HTMLElement | null>, view: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (element.current === null) return
    const observer = new IntersectionObserver(([entry]) => entry !== undefined && setNear(entry.isIntersecting), {
      root: view.current,
      rootMargin: '100% 0px',
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element, view])
  return near
}

/** Whether it is to be seen in the window now, not scrolled out of anything that it lies in. */
function useSeen(element: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (element.current === null) return
    const observer = new IntersectionObserver(([entry]) => entry !== undefined && setSeen(entry.isIntersecting))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return seen
}

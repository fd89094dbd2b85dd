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
}

/** No canvas is larger, whatever the document says: beyond it browsers draw nothing. */
const mostPixels = 16_000_000

export function PdfPage({ pdf, number, scale, usual, view }: Props) {
  const { text } = useText()
  const words = text.documents.pdf
  const frame = useRef<HTMLElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const letters = useRef<HTMLDivElement>(null)
  const near = useNear(frame, view)
  const [size, setSize] = useState(usual)
  const [state, setState] = useState<'waiting' | 'drawn' | 'broken'>('waiting')

  useEffect(() => {
    if (!near) return
    let ended = false
    let end = (): void => undefined
    void draw()
    async function draw(): Promise<void> {
      const [{ TextLayer }, page] = await Promise.all([import('./openPdf.ts'), pdf.getPage(number)])
      if (ended || canvas.current === null || letters.current === null) return
      const viewport = page.getViewport({ scale })
      setSize({ width: viewport.width / scale, height: viewport.height / scale })
      const fine = Math.min(window.devicePixelRatio, Math.sqrt(mostPixels / (viewport.width * viewport.height)))
      canvas.current.width = Math.floor(viewport.width * fine)
      canvas.current.height = Math.floor(viewport.height * fine)
      const painting = page.render({ canvas: canvas.current, viewport, transform: [fine, 0, 0, fine, 0, 0] })
      letters.current.replaceChildren()
      const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: letters.current, viewport })
      end = () => {
        painting.cancel()
        layer.cancel()
      }
      try {
        await Promise.all([painting.promise, layer.render()])
        if (!ended) setState('drawn')
      } catch {
        if (!ended) setState('broken')
      }
    }
    return () => {
      ended = true
      end()
      setState('waiting')
    }
  }, [near, pdf, number, scale])

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

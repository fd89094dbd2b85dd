// Looks for a QR code on the first pages of a PDF, as a phone would on paper: drawn by pdf.js, then read. The document is a
// stranger's: what is read goes to main as text, which decides what it is good for.
import { decodeQR } from 'qr/decode.js'
import { openPdf } from './openPdf.ts'

const mostPages = 3
/** Pixels a point: a code of 120 points with 100 squares a side gets several pixels for each. */
const scale = 4
const mostPixels = 16_000_000

/** The first that can be read; undefined where there is none. Ends when `signal` fires. */
export async function readCode(base64: string, signal: AbortSignal): Promise<string | undefined> {
  const task = openPdf(base64)
  try {
    const pdf = await task.promise
    for (let number = 1; number <= Math.min(mostPages, pdf.numPages) && !signal.aborted; number++) {
      const page = await pdf.getPage(number)
      const { width, height } = page.getViewport({ scale: 1 })
      const viewport = page.getViewport({ scale: Math.min(scale, Math.sqrt(mostPixels / (width * height))) })
      const canvas = document.createElement('canvas')
      canvas.width = Math.floor(viewport.width)
      canvas.height = Math.floor(viewport.height)
      await page.render({ canvas, viewport }).promise
      const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
      const code = image === undefined ? undefined : codeIn(image)
      if (code !== undefined) return code
    }
    return undefined
  } catch {
    // A page that cannot be drawn holds no code that can be read; the view of the paper says what is wrong with it.
    return undefined
  } finally {
    await task.destroy()
  }
}

/** Milliseconds for further tries. */
const patience = 2_000

function codeIn(image: ImageData): string | undefined {
  try {
    return decodeQR(image, { format: 'RGBA', effort: 4, timeLimit: patience })
  } catch {
    // How the decoder says that there is none.
    return undefined
  }
}

// Opens a PDF with pdf.js, which reads it in a worker: no script of the document is ever run, no address in it fetched.
import type { PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { GlobalWorkerOptions, getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import type { Failure } from '../../preload/failure.ts'
import { BundledData, fromBase64, someFolder } from './pdfData.ts'

export { TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** @param base64 the whole file. The task's `destroy` ends its worker and frees what it holds. */
export function openPdf(base64: string): PDFDocumentLoadingTask {
  GlobalWorkerOptions.workerSrc = workerUrl
  return getDocument({
    data: fromBase64(base64),
    BinaryDataFactory: BundledData,
    cMapUrl: someFolder,
    standardFontDataUrl: someFolder,
    wasmUrl: someFolder,
    useWorkerFetch: false,
    isEvalSupported: false,
    // Drawn in one way everywhere, and not by a decoder of the runtime that others may not have.
    isImageDecoderSupported: false,
    enableXfa: false,
    // What cannot be drawn is an error to be told, never a page that looks complete.
    stopAtErrors: true,
    verbosity: VerbosityLevel.ERRORS,
  })
}

/** Why it could not be shown, as the rest of the wallet says it. */
export function pdfFailure(error: unknown): Failure {
  const name = error instanceof Error ? error.name : ''
  return name === 'PasswordException' ? { code: 'document.encrypted' } : { code: 'document.broken', detail: 'pdf.js' }
}

// What our pages may load; apart from Electron, so that the screens' tests serve them under the very same policy.

const ownScripts = "script-src 'self'"

/** No connection at all: pages speak to main through their preload. Pictures of credentials arrive as data: URLs. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  ownScripts,
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * The worker that reads PDFs may compile WebAssembly beside: its decoders of scanned pages (JBIG2, fax, JPEG 2000) are made
 * of it, and a page that cannot be shown cannot be signed knowingly. It has no page, no preload and no connection either.
 */
const readerPolicy = contentSecurityPolicy.replace(ownScripts, `${ownScripts} 'wasm-unsafe-eval'`)
const pdfReader = /^\/assets\/pdf\.worker\.min-[\w-]+\.mjs$/

/** @param path of a built file, as its URL names it */
export const policyOf = (path: string): string => (pdfReader.test(path) ? readerPolicy : contentSecurityPolicy)

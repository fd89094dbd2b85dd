// What pdf.js fetches while it reads: character maps of Japanese and other scripts, the standard fonts and its decoders. Each
// is a script of our own that is loaded when it is asked for, because the content policy allows no connection.
const characterMaps = import.meta.glob<string>('../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
  query: '?url&inline',
  import: 'default',
})
const fonts = import.meta.glob<string>('../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url&inline',
  import: 'default',
})
const decoders = import.meta.glob<string>('../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm', {
  query: '?url&inline',
  import: 'default',
})

const kinds: Readonly<
  Record<string, { readonly folder: string; readonly files: Record<string, () => Promise<string>> }>
> = {
  cMapUrl: { folder: 'cmaps', files: characterMaps },
  standardFontDataUrl: { folder: 'standard_fonts', files: fonts },
  wasmUrl: { folder: 'wasm', files: decoders },
}

/** Any text that ends in a slash: pdf.js wants to be told that there is a place. */
export const someFolder = 'bundled/'

/** Takes the place of pdf.js' own fetching (its BinaryDataFactory). */
export class BundledData {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const known = kinds[kind]
    const load = known?.files[`../../node_modules/pdfjs-dist/${known.folder}/${filename}`]
    if (load === undefined) throw new Error(`no ${kind} called ${filename}`)
    const url = await load()
    return fromBase64(url.slice(url.indexOf(',') + 1))
  }
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text)
  const bytes = new Uint8Array(characters.length)
  for (let at = 0; at < characters.length; at++) bytes[at] = characters.charCodeAt(at)
  return bytes
}

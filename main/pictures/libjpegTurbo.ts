// libjpeg-turbo as WebAssembly, silent and without files of its own.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** The part of libjpeg-turbo that is used; the package has no types. */
interface FrameInfo {
  readonly width: number
  readonly height: number
  readonly bitsPerSample: number
  readonly componentCount: number
  readonly isSigned: boolean
}
interface Turbo {
  readonly JPEGDecoder: new () => {
    getEncodedBuffer(length: number): Uint8Array
    decode(): void
    getDecodedBuffer(): Uint8Array
    getFrameInfo(): FrameInfo
    delete(): void
  }
  readonly JPEGEncoder: new () => {
    getDecodedBuffer(frame: FrameInfo): Uint8Array
    setQuality(quality: number): void
    setProgressive(progressive: boolean): void
    encode(): void
    getEncodedBuffer(): Uint8Array
    delete(): void
  }
}

/** Loaded once: the process draws one photo and ends. */
export function loadTurbo(): Promise<Turbo> {
  loaded ??= instantiate()
  return loaded
}
let loaded: Promise<Turbo> | undefined

async function instantiate(): Promise<Turbo> {
  const require = createRequire(import.meta.url)
  const load: (options: { wasmBinary: Uint8Array; print(): void; printErr(): void }) => Promise<Turbo> =
    require('@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs')
  const wasmBinary = await readFile(require.resolve('@cornerstonejs/codec-libjpeg-turbo-8bit/wasm'))
  const silent = (): void => undefined
  return load({ wasmBinary, print: silent, printErr: silent })
}

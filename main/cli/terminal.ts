// Standard streams and descriptors: what is shown, what is asked, and secrets that are never echoed.
import { fstat, read as readDescriptor } from 'node:fs'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'
import { fail, WalletError } from '../failure.ts'
import { NotUnderstood } from './notUnderstood.ts'
import { plainText } from './plainText.ts'

/** Bytes that may be handed to the secret contract's schemas. */
type Bytes = Uint8Array<ArrayBuffer>

export interface Terminal {
  /** A person sits at it: questions can be asked. */
  readonly interactive: boolean
  /** Results, on standard output. */
  out(text: string): void
  /** Everything else, on standard error. */
  note(text: string): void
  /** Asks for one line; `hidden` shows nothing of it. @throws app.cancelled at Ctrl-C or the end of input */
  ask(question: string, hidden: boolean, signal?: AbortSignal): Promise<Bytes>
  /** The first line of that descriptor, without its end. @throws NotUnderstood when it cannot be read */
  readLine(descriptor: number): Promise<Bytes>
}

const longestLine = 1024

export const processTerminal: Terminal = {
  interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
  out: (text) => void process.stdout.write(`${process.stdout.isTTY ? plainText(text) : text}\n`),
  note: (text) => void process.stderr.write(`${process.stderr.isTTY ? plainText(text) : text}\n`),
  ask: askOnTerminal,
  readLine,
}

/** What was typed before it was asked for: a line pasted whole, or a quick typist. */
let ahead: Buffer = Buffer.alloc(0)

/** Raw mode: keys arrive as they are typed and nothing is shown but what is written here. */
function askOnTerminal(question: string, hidden: boolean, signal?: AbortSignal): Promise<Bytes> {
  const { stdin, stderr } = process
  stderr.write(question)
  stdin.setRawMode(true)
  stdin.resume()
  return new Promise<Bytes>((resolve, reject) => {
    let typed: number[] = []
    const finish = (act: () => void): void => {
      stdin.off('data', hear)
      stdin.off('end', cancel)
      signal?.removeEventListener('abort', cancel)
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
      act()
      typed.fill(0)
    }
    const cancel = (): void => finish(() => reject(new WalletError({ code: 'app.cancelled' })))
    const hear = (keys: Buffer): void => {
      for (const [index, key] of keys.entries()) {
        if (key === 0x03 || key === 0x04) {
          cancel()
          return
        }
        if (key === 0x0d || key === 0x0a) {
          ahead = Buffer.from(keys.subarray(index + 1))
          keys.fill(0)
          finish(() => resolve(Uint8Array.from(typed)))
          return
        }
        if (key === 0x7f || key === 0x08) {
          const shorter = withoutLastCharacter(typed)
          if (!hidden && shorter.length < typed.length) stderr.write('\b \b')
          typed = shorter
        } else if (key >= 0x20 && typed.length < longestLine) {
          typed.push(key)
          if (!hidden) stderr.write(Buffer.of(key))
        }
      }
      keys.fill(0)
    }
    stdin.on('data', hear)
    stdin.on('end', cancel)
    signal?.addEventListener('abort', cancel)
    if (signal?.aborted === true) cancel()
    else if (ahead.length > 0) {
      const keys = ahead
      ahead = Buffer.alloc(0)
      hear(keys)
    }
  })
}

/** UTF-8: a character's following bytes are 10xxxxxx. */
function withoutLastCharacter(bytes: readonly number[]): number[] {
  let end = bytes.length - 1
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.slice(0, Math.max(end, 0))
}

const stat = promisify(fstat)
const read = promisify(readDescriptor)

async function readLine(descriptor: number): Promise<Bytes> {
  const buffer = Buffer.alloc(longestLine + 1)
  try {
    await mustBeHandedOver(descriptor)
    let length = 0
    while (length < buffer.length && !buffer.subarray(0, length).includes(0x0a)) {
      const { bytesRead } = await readSome(descriptor, buffer, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    const end = buffer.subarray(0, length).indexOf(0x0a)
    const line = buffer.subarray(0, end < 0 ? length : end)
    if (line.length > longestLine) throw new Error('too long')
    return Uint8Array.from(line.at(-1) === 0x0d ? line.subarray(0, -1) : line)
  } catch (error) {
    throw new NotUnderstood(`descriptor ${descriptor} cannot be read`, { cause: error })
  } finally {
    buffer.fill(0)
  }
}

/**
 * A number that nobody handed over may be one of this program's own descriptors, from which nothing ever comes: no file,
 * pipe, socket or terminal at all, or (seen on Linux) a pipe whose other end is here as well.
 */
async function mustBeHandedOver(descriptor: number): Promise<void> {
  const kind = await stat(descriptor)
  if (!kind.isFIFO() && !kind.isFile() && !kind.isSocket() && !kind.isCharacterDevice())
    throw new Error('not handed over')
  if (process.platform !== 'linux' || !kind.isFIFO()) return
  const mine = await readlink(`/proc/self/fd/${descriptor}`)
  for (const number of await readdir('/proc/self/fd')) {
    const name = await readlink(`/proc/self/fd/${number}`).catch(() => '')
    if (name === mine && (await canWrite(number))) throw new Error('not handed over')
  }
}

/** Access mode in the last digit of the flags, 0 being read only (proc(5), fdinfo). */
async function canWrite(number: string): Promise<boolean> {
  const info = await readFile(`/proc/self/fdinfo/${number}`, 'utf8').catch(() => '')
  return /^flags:\s*\d*[12]$/m.test(info)
}

/** Descriptors that do not wait (some shells' and terminals') say EAGAIN until there is something. */
async function readSome(descriptor: number, buffer: Buffer, at: number): Promise<{ bytesRead: number }> {
  for (;;) {
    try {
      return await read(descriptor, buffer, at, buffer.length - at, null)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
      await new Promise((again) => setTimeout(again, 20))
    }
  }
}

/** Asks a yes/no question; anything but a yes is a no. */
export async function confirm(terminal: Terminal, question: string): Promise<void> {
  const answer = await terminal.ask(`${question} [y/N] `, false)
  if (!/^(y|yes|はい)$/i.test(new TextDecoder().decode(answer).trim())) fail({ code: 'app.cancelled' })
}

// Searches the memory of processes, as somebody does who got hold of the machine: all that is readable, Linux only.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/** Something that may not be found, in every form in which programs keep it. */
export interface Needle {
  readonly name: string
  readonly forms: readonly Buffer[]
}

/** A text as V8 and Chromium keep it: one byte or two for a letter, and as UTF-8. */
export const textNeedle = (name: string, text: string): Needle => ({
  name,
  forms: unique([Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]),
})

/** A key: its bytes, and the two ways in which keys are written down. */
export const keyNeedle = (name: string, key: Buffer): Needle => ({
  name,
  forms: [key, Buffer.from(key.toString('hex'), 'latin1'), Buffer.from(key.toString('base64url'), 'latin1')],
})

const unique = (forms: readonly Buffer[]): Buffer[] =>
  forms.filter((form, index) => forms.findIndex((other) => other.equals(form)) === index)

const chunk = 8 * 1024 * 1024

/** Names of those that stand somewhere in this process's memory. @throws when it may not be read */
export function foundIn(pid: number, needles: readonly Needle[]): Set<string> {
  const found = new Set<string>()
  const longest = Math.max(...needles.flatMap(({ forms }) => forms.map(({ length }) => length)))
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const buffer = Buffer.alloc(chunk + longest)
  try {
    for (const { from, to } of readableParts(pid)) {
      for (let at = from; at < to; at += chunk) {
        const length = readAt(memory, buffer, at, Math.min(chunk + longest, to - at))
        if (length === 0) continue
        const part = buffer.subarray(0, length)
        for (const { name, forms } of needles)
          if (!found.has(name) && forms.some((form) => part.includes(form))) found.add(name)
      }
    }
  } finally {
    closeSync(memory)
  }
  return found
}

/** What may be written is where secrets can be; the program's own code and files are not. */
function readableParts(pid: number): { from: number; to: number }[] {
  return readFileSync(`/proc/${pid}/maps`, 'latin1')
    .split('\n')
    .flatMap((line) => {
      const [, from = '', to = '', rights = '', name = ''] =
        /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(.*)$/.exec(line) ?? []
      if (!rights.startsWith('rw') || name === '[vvar]' || name === '[vsyscall]') return []
      return [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }]
    })
}

/** Parts may be promised and not there; then nothing is read. */
function readAt(file: number, buffer: Buffer, at: number, length: number): number {
  try {
    return readSync(file, buffer, 0, length, at)
  } catch {
    return 0
  }
}

// A disk that remembers what was asked of it and what it was told to keep for good, so that it can be shown as it would be
// after the power went: names and bytes that were not synced may be there or not.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

interface File {
  now: Buffer
  /** As of its last sync. */
  kept: Buffer
}

/** How much of what was not synced had reached the disk. */
export const survivals = ['everything', 'nothing', 'names', 'bytes', 'some'] as const
export type Survival = (typeof survivals)[number]

export class Disk {
  readonly #names = new Map<string, File>()
  /** Names as of the last sync of their folder. */
  readonly #keptNames = new Map<string, File>()
  readonly #root: string

  /** @param start a copy of what lay at `root` in the beginning */
  constructor(start: string, root: string) {
    this.#root = root
    for (const one of readdirSync(start, { recursive: true, withFileTypes: true })) {
      if (!one.isFile()) continue
      const source = join(one.parentPath, one.name)
      const path = root + source.slice(start.length)
      const bytes = readFileSync(source)
      const file = { now: bytes, kept: bytes }
      this.#names.set(path, file)
      this.#keptNames.set(path, file)
    }
  }

  holds(path: string): boolean {
    return path.startsWith(`${this.#root}/`)
  }
  read(path: string): Buffer {
    return this.#names.get(path)?.now ?? Buffer.alloc(0)
  }
  create(path: string): void {
    if (!this.#names.has(path)) this.#names.set(path, { now: Buffer.alloc(0), kept: Buffer.alloc(0) })
  }
  write(path: string, at: number, bytes: Buffer): void {
    const file = this.#names.get(path)
    if (file === undefined) return
    const next = Buffer.alloc(Math.max(file.now.length, at + bytes.length))
    file.now.copy(next)
    bytes.copy(next, at)
    file.now = next
  }
  truncate(path: string, length: number): void {
    const file = this.#names.get(path)
    if (file === undefined) return
    const next = Buffer.alloc(length)
    file.now.copy(next)
    file.now = next
  }
  sync(path: string): void {
    const file = this.#names.get(path)
    if (file !== undefined) file.kept = file.now
    else this.#syncFolder(path)
  }
  #syncFolder(folder: string): void {
    for (const path of this.#keptNames.keys())
      if (dirname(path) === folder && !this.#names.has(path)) this.#keptNames.delete(path)
    for (const [path, file] of this.#names) if (dirname(path) === folder) this.#keptNames.set(path, file)
  }
  /** Of a file or of a folder with all that is in it. */
  rename(from: string, to: string): void {
    for (const [path, file] of [...this.#names]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue
      this.#names.delete(path)
      this.#names.set(to + path.slice(from.length), file)
      // What was kept inside a folder is kept wherever the folder is.
      if (path !== from && this.#keptNames.get(path) === file) this.#keptNames.set(to + path.slice(from.length), file)
    }
  }
  link(from: string, to: string): void {
    const file = this.#names.get(from)
    if (file !== undefined) this.#names.set(to, file)
  }
  remove(path: string): void {
    this.#names.delete(path)
  }

  /** Puts the disk, as it would be found after the power went, in the place of the real folder. */
  lay(survival: Survival, random: () => number): void {
    rmSync(this.#root, { recursive: true, force: true })
    mkdirSync(join(this.#root, 'home', 'drawers'), { recursive: true })
    for (const [path, bytes] of this.#found(survival, random)) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, bytes, { mode: 0o600 })
    }
  }
  #found(survival: Survival, random: () => number): Map<string, Buffer> {
    const chosen = (): boolean => random() < 0.5
    const names = survival === 'nothing' || survival === 'bytes' || (survival === 'some' && chosen())
    const found = new Map<string, Buffer>()
    for (const [path, file] of names ? this.#keptNames : this.#names) {
      const now = survival === 'everything' || survival === 'bytes' || (survival === 'some' && chosen())
      found.set(path, now ? file.now : file.kept)
    }
    return found
  }
}

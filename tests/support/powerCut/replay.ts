// Plays a traced program's calls on a disk that remembers, and stops after each that changed something.
import type { Said } from '../kills/said.ts'
import type { Disk } from './disk.ts'
import { type Call, descriptors, parseTrace, quoted } from './trace.ts'

/** The journal of the program (tests/support/kills/program.ts). */
const journal = 3

/** A place between two calls: what the program had said by then. */
export interface Moment {
  readonly call: string
  readonly said: readonly Said[]
}

export function* replay(text: string, disk: Disk): Generator<Moment> {
  const said: Said[] = []
  const positions = new Map<number, number>()
  for (const call of parseTrace(text)) {
    const [first] = descriptors(call.args)
    if (call.name === 'write' && first?.fd === journal) {
      const [line] = quoted(call.args)
      if (line !== undefined) said.push(JSON.parse(line.toString('utf8')) as Said)
    } else if (play(call, disk, positions)) yield { call: call.name, said: [...said] }
  }
}

/** @returns whether it may have changed what is on the disk, or what of it is kept */
function play({ name, args, result }: Call, disk: Disk, positions: Map<number, number>): boolean {
  const [first, second] = descriptors(args)
  const [text, other] = quoted(args)
  const path = first?.path ?? ''
  const moved = (fd: number, by: number): number => {
    const at = positions.get(fd) ?? 0
    positions.set(fd, at + by)
    return at
  }
  switch (name) {
    case 'openat': {
      const opened = text?.toString('utf8') ?? ''
      positions.set(result, 0)
      if (!disk.holds(opened)) return false
      if (args.includes('O_CREAT')) disk.create(opened)
      if (args.includes('O_TRUNC')) disk.truncate(opened, 0)
      return args.includes('O_CREAT') || args.includes('O_TRUNC')
    }
    case 'write':
    case 'writev': {
      const bytes = Buffer.concat(quoted(args)).subarray(0, result)
      const at = moved(first?.fd ?? -1, result)
      if (!disk.holds(path)) return false
      disk.write(path, at, bytes)
      return true
    }
    case 'pwrite64':
    case 'pwritev': {
      if (!disk.holds(path)) return false
      disk.write(path, Number(/, (\d+)$/.exec(args)?.[1]), Buffer.concat(quoted(args)).subarray(0, result))
      return true
    }
    case 'ftruncate':
      if (!disk.holds(path)) return false
      disk.truncate(path, Number(/, (\d+)$/.exec(args)?.[1]))
      return true
    case 'copy_file_range':
    case 'sendfile': {
      const [from, to] = name === 'sendfile' ? [second, first] : [first, second]
      if (from === undefined || to === undefined || !disk.holds(to.path)) return false
      const given = /\[(\d+)\]/.exec(args)?.[1]
      const start = given === undefined ? moved(from.fd, result) : Number(given)
      disk.write(to.path, moved(to.fd, result), disk.read(from.path).subarray(start, start + result))
      return true
    }
    case 'fsync':
    case 'fdatasync':
      disk.sync(path)
      return disk.holds(path)
    case 'rename':
    case 'renameat':
    case 'renameat2':
      disk.rename(text?.toString('utf8') ?? '', other?.toString('utf8') ?? '')
      return true
    case 'link':
    case 'linkat':
      disk.link(text?.toString('utf8') ?? '', other?.toString('utf8') ?? '')
      return true
    case 'unlink':
    case 'unlinkat':
      disk.remove(text?.toString('utf8') ?? '')
      return true
    default:
      return false
  }
}

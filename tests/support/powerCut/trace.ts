// What a program asked of the file system, call by call, as strace wrote it down.

export interface Call {
  readonly name: string
  /** Arguments as strace spells them, without decoding. */
  readonly args: string
  readonly result: number
}

/** Calls that change files, and those that say where a file's next byte goes. */
export const traced = [
  'openat',
  'write',
  'pwrite64',
  'writev',
  'pwritev',
  'ftruncate',
  'fsync',
  'fdatasync',
  'rename',
  'renameat',
  'renameat2',
  'unlink',
  'unlinkat',
  'link',
  'linkat',
  'copy_file_range',
  'sendfile',
] as const

/** Calls in the order in which they ended; those that failed or never ended are left out. */
export function* parseTrace(text: string): Generator<Call> {
  const begun = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, pid = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const open = rest.indexOf(' <unfinished ...>')
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    if (open >= 0) begun.set(pid, rest.slice(0, open))
    const whole = resumed === null ? rest : `${begun.get(pid) ?? ''}${resumed[1] ?? ''}`
    const call = open >= 0 ? null : /^(\w+)\((.*)\)\s+= (-?\d+)/s.exec(whole)
    if (call === null) continue
    const [, name = '', args = '', result = ''] = call
    if (Number(result) >= 0) yield { name, args, result: Number(result) }
  }
}

/** The texts in quotes among the arguments, as bytes (strace -xx). */
export const quoted = (args: string): Buffer[] =>
  [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) => Buffer.from(hex.replaceAll('\\x', ''), 'hex'))

/** The paths behind the descriptors among the arguments (strace -y), with their numbers. */
export const descriptors = (args: string): { readonly fd: number; readonly path: string }[] =>
  [...args.matchAll(/(?:^|, )(\d+)<((?:\\x[0-9a-f]{2}|[^>\\])*)>/g)].map(([, fd = '', path = '']) => ({
    fd: Number(fd),
    path: path.includes('\\x') ? Buffer.from(path.replaceAll('\\x', ''), 'hex').toString('utf8') : path,
  }))

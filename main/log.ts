// One line per event on standard error, with values that may be logged and nothing else: no secret, no attribute, no APDU.

type Loggable = string | number | boolean | undefined

/** `values` are names, codes, counts and durations. Never pass what came from a card, a portal or a person. */
export function log(event: string, values: Readonly<Record<string, Loggable>> = {}): void {
  const line = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
  process.stderr.write(`${new Date().toISOString()} ${event}${line === '' ? '' : ` ${line}`}\n`)
}

/**
 * A bug: its kind and the places in our own code, never its message, because a library's message may quote its input.
 */
export function logBug(incident: string, error: unknown): void {
  const kind = error instanceof Error ? error.name : typeof error
  const places =
    error instanceof Error
      ? placesOf(error)
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
      : []
  log('unexpected', { incident, kind })
  for (const place of places.slice(0, 8)) process.stderr.write(`${place}\n`)
}

/** The stack behind its message, some lines of which may look like places; nothing when the message is not found there. */
function placesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message)
  return at < 0 ? '' : stack.slice(at + message.length)
}

// Takes a command apart as strictly as a card must (ISO/IEC 7816-4 5.2): four cases, short and extended length.

export interface Command {
  readonly cla: number
  readonly ins: number
  readonly p1: number
  readonly p2: number
  /** Empty when there is no data field. */
  readonly data: Uint8Array
  /** How many bytes the answer may have, 1–256 or 1–65536; undefined when no answer is asked for. */
  readonly le: number | undefined
  readonly extended: boolean
}

/** @returns undefined when the lengths do not add up: the card says 6700 */
export function parseCommand(bytes: Uint8Array): Command | undefined {
  const [cla, ins, p1, p2, first] = bytes
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return undefined
  const header = { cla, ins, p1, p2 }
  const none = new Uint8Array()
  if (first === undefined) return { ...header, data: none, le: undefined, extended: false }
  if (bytes.length === 5) return { ...header, data: none, le: first || 256, extended: false }
  if (first !== 0) {
    const data = bytes.subarray(5, 5 + first)
    const rest = bytes.subarray(5 + first)
    if (data.length !== first || rest.length > 1) return undefined
    const [le] = rest
    return { ...header, data, le: le === undefined ? undefined : le || 256, extended: false }
  }
  const length = number16(bytes, 5)
  if (length === undefined) return undefined
  if (bytes.length === 7) return { ...header, data: none, le: length || 65_536, extended: true }
  const data = bytes.subarray(7, 7 + length)
  const rest = bytes.subarray(7 + length)
  if (length === 0 || data.length !== length) return undefined
  if (rest.length === 0) return { ...header, data, le: undefined, extended: true }
  const le = rest.length === 2 ? number16(rest, 0) : undefined
  return le === undefined ? undefined : { ...header, data, le: le || 65_536, extended: true }
}

function number16(bytes: Uint8Array, at: number): number | undefined {
  const [high, low] = bytes.subarray(at, at + 2)
  return high === undefined || low === undefined ? undefined : high * 256 + low
}

// An independent model of the PINs on a My Number Card: it watches the commands that reach the card and says what the card
// must hold afterwards. It shares nothing with the practice card or the wallet but the published numbers.

export type Place =
  | 'authentication'
  | 'signature'
  | 'input'
  | 'residentOfRegister'
  | 'residentOfCommon'
  | 'checkNumberB'

const aids: Readonly<Record<string, string>> = {
  d392f000260100000001: 'jpki',
  d3921000310001010408: 'input',
  d3921000310001010402: 'face',
  d3921000310001010401: 'register',
  d3921000310001010100: 'common',
  a0000001510000: 'issuer',
}
const places: Readonly<Record<string, Place>> = {
  'jpki 18': 'authentication',
  'jpki 1b': 'signature',
  'input 11': 'input',
  'input 15': 'checkNumberB',
  'register 1c': 'residentOfRegister',
  'common 1c': 'residentOfCommon',
}
export const most: Readonly<Record<Place, number>> = {
  authentication: 3,
  signature: 5,
  input: 3,
  residentOfRegister: 3,
  residentOfCommon: 3,
  checkNumberB: 10,
}

/** What a command does to a PIN, if anything. */
export interface Touch {
  readonly kind: 'verify' | 'change'
  /** undefined: something that the wallet must never touch. */
  readonly place: Place | undefined
  readonly text: string
}

export interface Model {
  readonly values: Record<Place, string>
  readonly tries: Record<Place, number>
  readonly verified: Set<Place>
  /** What the command would do, before it reaches the card. */
  touches(command: Uint8Array): Touch | undefined
  /** The card has carried the command out. @returns whether a VERIFY was right, or a change was made */
  carriedOut(command: Uint8Array): boolean
  reset(): void
}

export function createModel(values: Record<Place, string>): Model {
  let application: string | undefined
  let file: string | undefined
  const verified = new Set<Place>()
  const tries = { ...most }

  /** The file that P2 of VERIFY and of the changes names: 80 the current one, else by short identifier. */
  const fileOf = (p2: number): string | undefined => (p2 === 0x80 ? file : hex([p2 & 0x1f]))
  const placeOf = (p2: number): Place | undefined => places[`${application} ${fileOf(p2)}`]

  function touches(command: Uint8Array): Touch | undefined {
    const [cla = 0, ins = 0, p1 = 0, p2 = 0] = command
    const text = Buffer.from(command.subarray(5)).toString('latin1')
    if (cla === 0x00 && ins === 0x20 && command.length > 5) return { kind: 'verify', place: placeOf(p2), text }
    const jicsap = application === 'register' || application === 'common'
    const changes = jicsap ? cla === 0x80 && ins === 0x32 && p1 === 0x00 : cla === 0x00 && ins === 0x24 && p1 === 0x01
    return changes ? { kind: 'change', place: placeOf(p2), text } : undefined
  }

  function carriedOut(command: Uint8Array): boolean {
    const [, ins = 0, p1 = 0, p2 = 0] = command
    const data = hex(command.subarray(5))
    if (ins === 0xa4 && p1 === 0x04) {
      const named = aids[data]
      // An application that is not there leaves everything as it was.
      if (named === undefined) return false
      application = named
      file = undefined
      verified.clear()
      return true
    }
    if (ins === 0xa4 && p1 === 0x02) file = data.slice(2)
    if (ins === 0xb0 && p1 >= 0x80) file = hex([p1 & 0x1f])
    if ((ins === 0x20 || ins === 0x24 || ins === 0x32 || ins === 0x2a) && p2 > 0x80) {
      const touched = touches(command)
      file = hex([p2 & 0x1f])
      return touched === undefined ? false : applied(touched)
    }
    const touched = touches(command)
    return touched === undefined ? false : applied(touched)
  }

  function applied({ kind, place, text }: Touch): boolean {
    if (place === undefined) return false
    if (kind === 'change') {
      if (!verified.has(place)) return false
      values[place] = text
      return true
    }
    if (tries[place] === 0) return false
    if (values[place] === text) {
      tries[place] = most[place]
      verified.add(place)
      return true
    }
    tries[place] -= 1
    verified.delete(place)
    return false
  }

  return {
    values,
    tries,
    verified,
    touches,
    carriedOut,
    reset() {
      application = undefined
      file = undefined
      verified.clear()
    },
  }
}

const hex = (bytes: Iterable<number>): string => Buffer.from([...bytes]).toString('hex')

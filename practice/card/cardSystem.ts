// The card's operating system: which application and file are current, what was verified, and what each command answers.
// Rules come from measured cards as far as anybody published them; where they are a guess, the line says so.
import { randomBytes } from 'node:crypto'
import { answer, ok, triesLeft } from './answer.ts'
import { type Command, parseCommand } from './apdu.ts'
import type { Access, Application, CardFile } from './application.ts'
import type { PinStore } from './pinStore.ts'
import { computeSignature } from './signing.ts'
import { tlv } from './tlv.ts'

export interface CardSystem {
  /** One command in, one answer out; never throws for anything a reader could send. */
  exchange(command: Uint8Array): Uint8Array
  /** Power-on or reset: nothing selected, nothing verified. Tries left stay. */
  reset(): void
}

/** @param base answers when no application is selected; `applications` can be selected by their AID, it too */
export function createCardSystem(base: Application, applications: readonly Application[], pins: PinStore): CardSystem {
  const selectable = [...applications, base]
  /** undefined: nothing was selected since power-on. */
  let selected: Application | undefined
  let current: number | undefined
  const verified = new Set<string>()

  const enter = (application: Application | undefined): void => {
    selected = application
    current = undefined
    verified.clear()
  }
  const here = (): Application => selected ?? base
  const fileAt = (id: number | undefined): CardFile | undefined => (id === undefined ? undefined : here().files.get(id))
  const open = (access: Access): boolean =>
    access === 'free' || (access !== 'never' && access.some((pin) => verified.has(pin)))

  function select({ p1, p2, data, le }: Command): Uint8Array {
    if (p1 === 0x04) return selectApplication(p2, data, le)
    if (p1 === 0x02) return selectFile(p2, data)
    if (p1 !== 0x00) return answer(0x6a86)
    // SELECT MF does not work on these cards: it fails after power-on and leaves no application later.
    if (data.length > 0) return answer(0x6a82)
    return answer(selected === undefined ? 0x6a86 : ok)
  }

  function selectApplication(p2: number, data: Uint8Array, le: number | undefined): Uint8Array {
    if (p2 !== 0x0c && p2 !== 0x00 && p2 !== 0x02) return answer(0x6a86)
    // A shorter prefix would claim cards that other drivers look for.
    const matches = data.length < 5 ? [] : selectable.filter((application) => startsWith(application.aid, data))
    const next = p2 === 0x02 && selected !== undefined ? matches.indexOf(selected) + 1 : 0
    const found = matches[next]
    if (found === undefined) return answer(0x6a82)
    enter(found)
    // The file control information is known to exist, its content is a guess.
    return p2 === 0x0c || le === undefined ? answer(ok) : answer(ok, tlv(0x6f, tlv(0x84, found.aid)))
  }

  function selectFile(p2: number, data: Uint8Array): Uint8Array {
    if (p2 !== 0x0c && p2 !== 0x00) return answer(0x6a86)
    if (data.length !== 2) return answer(0x6700)
    const id = (data[0] ?? 0) * 256 + (data[1] ?? 0)
    // Unknown: the file before stays current (inferred).
    if (fileAt(id) === undefined) return answer(0x6a82)
    current = id
    return answer(ok)
  }

  function readBinary({ p1, p2, data, le }: Command): Uint8Array {
    if (data.length > 0 || le === undefined) return answer(0x6700)
    let offset = p1 * 256 + p2
    if (p1 >= 0x80) {
      const refused = makeCurrent(p1 & 0x7f)
      if (refused) return answer(refused)
      offset = p2
    }
    const file = fileAt(current)
    if (file === undefined) return answer(0x6986)
    if (file.kind !== 'transparent') return answer(0x6981)
    if (!open(file.access)) return answer(0x6982)
    if (offset >= file.bytes.length) return answer(0x6b00)
    return answer(ok, file.bytes.subarray(offset, offset + le))
  }

  /** By short file identifier. @returns the status word that refuses */
  function makeCurrent(shortId: number): number | undefined {
    if (shortId === 0 || shortId > 0x1f) return 0x6a86
    if (fileAt(shortId) === undefined) return 0x6a82
    current = shortId
    return undefined
  }

  /** The file that P2 names, 80 being the current one; or the status word that refuses. */
  function referenced(p2: number): CardFile | number {
    if (p2 < 0x80) return 0x6a86
    if (p2 > 0x80) {
      const refused = makeCurrent(p2 & 0x7f)
      if (refused) return refused
    }
    return fileAt(current) ?? 0x6986
  }

  function verify({ p1, p2, data, le }: Command): Uint8Array {
    if (p1 !== 0x00) return answer(0x6a86)
    const file = referenced(p2)
    if (typeof file === 'number') return answer(file)
    if (file.kind !== 'pin') return answer(0x6981)
    if (data.length > 16 || le !== undefined) return answer(0x6700)
    const tries = pins.triesLeft(here(), file.name)
    // Without data it only asks, also while verified: 63C0 when blocked.
    if (data.length === 0) return triesLeft(tries)
    if (tries === 0) return answer(0x6984)
    if (pins.verify(here(), file.name, asText(data))) {
      verified.add(file.name)
      return answer(ok)
    }
    // A failure takes back what an earlier success opened (inferred).
    verified.delete(file.name)
    return triesLeft(pins.triesLeft(here(), file.name))
  }

  function changeReferenceData({ p1, p2, data, le }: Command): Uint8Array {
    if (p1 !== 0x01) return answer(0x6a86)
    const file = referenced(p2)
    if (typeof file === 'number') return answer(file)
    if (file.kind !== 'pin') return answer(0x6981)
    if (data.length === 0 || data.length > 16 || le !== undefined) return answer(0x6700)
    const rule = here().pins.find((pin) => pin.name === file.name)
    // What is printed on the card cannot be changed (a guess, as is its status word).
    if (rule?.form === undefined) return answer(0x6985)
    if (!verified.has(file.name)) return answer(0x6982)
    // The status word of a badly formed new PIN is a guess.
    if (!rule.form.test(asText(data))) return answer(0x6a80)
    pins.change(here(), file.name, asText(data))
    return answer(ok)
  }

  function sign({ p1, p2, data, le }: Command): Uint8Array {
    // P2 00 is how the key that needs no PIN is called; taken as the current file.
    const file = p2 === 0x00 ? (fileAt(current) ?? 0x6986) : referenced(p2)
    if (typeof file === 'number') return answer(file)
    if (file.kind === 'pin') return answer(0x6985)
    if (file.kind !== 'key') return answer(0x6981)
    if (p1 > 0x05) return answer(0x6a86)
    if (!open(file.access)) return answer(0x6982)
    if (data.length === 0 || le === undefined || le < 256) return answer(0x6700)
    const signature = computeSignature(file.key, p1, data)
    return typeof signature === 'number' ? answer(signature) : answer(ok, signature)
  }

  function getChallenge({ p1, p2, data, le, extended }: Command): Uint8Array {
    if (p1 !== 0 || p2 !== 0) return answer(0x6a86)
    if (data.length > 0 || le === undefined) return answer(0x6700)
    return extended ? answer(0x6985) : answer(ok, randomBytes(le))
  }

  function getData({ p1, p2, data, le }: Command): Uint8Array {
    if (data.length > 0 || le === undefined) return answer(0x6700)
    const found = here().dataObjects?.get(p1 * 256 + p2)
    if (found === undefined) return answer(0x6a88)
    return found.length > le ? answer(0x6700) : answer(ok, found)
  }

  function internalAuthenticate({ p2 }: Command): Uint8Array {
    const file = referenced(p2)
    if (typeof file === 'number') return answer(file)
    if (file.kind !== 'key') return answer(0x6981)
    return answer(open(file.access) ? 0x6985 : 0x6982)
  }

  /** No application here has record files. */
  function readRecord(): Uint8Array {
    return answer(fileAt(current) === undefined ? 0x6986 : 0x6981)
  }

  const interindustry = new Map<number, (command: Command) => Uint8Array>([
    [0xa4, select],
    [0xb0, readBinary],
    [0xb2, readRecord],
    [0x20, verify],
    [0x24, changeReferenceData],
    [0x84, getChallenge],
    [0x88, internalAuthenticate],
    [0xca, getData],
  ])
  const proprietary = new Map<number, (command: Command) => Uint8Array>([
    [0x2a, sign],
    // The hint with which phones learn of the last command; plastic refuses its length.
    [0xfc, () => answer(0x6700)],
  ])

  return {
    exchange(bytes) {
      const command = parseCommand(bytes)
      if (command === undefined) return answer(0x6700)
      const refused = classRefusal(command)
      if (refused) return answer(refused)
      const own = here().refusals?.get(command.cla * 256 + command.ins)
      if (own) return answer(own)
      const handle = (command.cla === 0x80 ? proprietary : interindustry).get(command.ins)
      return handle?.(command) ?? answer(0x6d00)
    },
    reset: () => enter(undefined),
  }
}

/** Only classes 00 and 80 work: there is one logical channel, and no secure messaging session is ever open here. */
function classRefusal({ cla, ins }: Command): number | undefined {
  if (cla === 0x00 || cla === 0x80) return undefined
  if (cla === 0x08) return ins === 0xa4 ? 0x6882 : 0x69fc
  if (cla === 0x0c) return 0x6987
  if (cla < 0x10 || (cla >= 0x40 && cla < 0x80)) return 0x6881
  return 0x6e00
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return prefix.length <= bytes.length && prefix.every((byte, index) => byte === bytes[index])
}

function asText(data: Uint8Array): string {
  return Buffer.from(data).toString('latin1')
}

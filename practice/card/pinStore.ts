// The card's non-volatile memory: PIN values and tries left, kept through power-off and, if wanted, in a file.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Application, PinRule } from './application.ts'

const stored = z.record(
  z.string(),
  z.object({ value: z.string().optional(), triesLeft: z.number().int().min(0).max(15) }),
)

interface PinState {
  value: string | undefined
  triesLeft: number
}

export interface PinStore {
  triesLeft(application: Application, pin: string): number
  /** Spends a try or, when right, gives all back. A blocked one stays blocked. */
  verify(application: Application, pin: string, typed: string): boolean
  change(application: Application, pin: string, value: string): void
  /** For rehearsing: as if somebody had typed wrongly before. */
  setTriesLeft(application: Application, pin: string, tries: number): void
}

/** @param file where the values survive the process; without it they live as long as the card object */
export function createPinStore(applications: readonly Application[], file?: string): PinStore {
  const states = new Map<string, PinState>()
  const rules = new Map<string, PinRule>()
  const earlier = file === undefined ? {} : readStored(file)
  for (const application of applications) {
    for (const rule of application.pins) {
      const id = idOf(application, rule.name)
      rules.set(id, rule)
      states.set(id, {
        value: rule.value,
        triesLeft: rule.value === undefined ? 0 : rule.tries,
        ...(rule.value === undefined ? {} : earlier[id]),
      })
    }
  }
  const state = (application: Application, pin: string): PinState => {
    const found = states.get(idOf(application, pin))
    if (found === undefined) throw new Error(`${application.title} has no PIN ${pin}`)
    return found
  }
  /** Before the answer leaves the card, as in a real one: a pulled-out card does not forget a try. */
  const keep = (): void => {
    if (file !== undefined) writeStored(file, Object.fromEntries(states))
  }
  return {
    triesLeft: (application, pin) => state(application, pin).triesLeft,
    verify(application, pin, typed) {
      const present = state(application, pin)
      if (present.triesLeft === 0 || present.value === undefined) return false
      const right = present.value === typed
      present.triesLeft = right ? (rules.get(idOf(application, pin))?.tries ?? 0) : present.triesLeft - 1
      keep()
      return right
    },
    change(application, pin, value) {
      state(application, pin).value = value
      keep()
    },
    setTriesLeft(application, pin, tries) {
      state(application, pin).triesLeft = tries
      keep()
    },
  }
}

function idOf(application: Application, pin: string): string {
  return `${Buffer.from(application.aid).toString('hex')}/${pin}`
}

function readStored(file: string): z.infer<typeof stored> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
  return stored.parse(JSON.parse(text))
}

function writeStored(file: string, states: Readonly<Record<string, PinState>>): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, JSON.stringify(states), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

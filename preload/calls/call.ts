// What calls and events are made of.
import { z } from 'zod'

export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ kind: 'call', input, output }) as const
export const event = <P extends z.ZodType>(payload: P) => ({ kind: 'event', payload }) as const

export const nothing = z.undefined()
export const done = z.void()
export const id = z.string().min(1).max(100)
/** A pasted or clicked link. Longer ones are refused before anything is parsed. */
export const link = z.string().min(1).max(20_000)
/** What a person typed to say that they mean it; main compares it. */
export const typed = z.string().max(200)

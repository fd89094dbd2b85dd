// One call in, one Outcome out.
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Outcome } from '../../preload/failure.ts'
import { WalletError } from '../failure.ts'
import { logBug } from '../log.ts'

interface Call {
  readonly input: z.ZodType
  readonly output: z.ZodType
}

/**
 * Answers one call: checks the input, runs the handler, trims the output to its shape, turns what is thrown into an
 * Outcome. Stack, cause and message of a bug stay in main; an incident number crosses.
 *
 * Input that does not fit the contract is our bug or an attack: app.refusedCall, and nothing runs.
 */
export async function answer(
  call: Call,
  handle: (input: unknown) => Promise<unknown>,
  raw: unknown,
): Promise<Outcome<unknown>> {
  const input = parsed(call.input, raw)
  if (input?.success !== true) return { ok: false, failure: { code: 'app.refusedCall' } }
  try {
    return { ok: true, value: call.output.parse(await handle(input.data)) }
  } catch (error) {
    if (error instanceof WalletError) return { ok: false, failure: error.failure }
    const incident = randomUUID().slice(0, 8)
    logBug(incident, error)
    return { ok: false, failure: { code: 'app.unexpected', incident } }
  }
}

/** undefined for what is nested so deep that no schema can follow it. */
function parsed(shape: z.ZodType, raw: unknown): z.ZodSafeParseResult<unknown> | undefined {
  try {
    return shape.safeParse(raw)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

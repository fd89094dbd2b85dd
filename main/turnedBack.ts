// A clock that stands before a time that was seen already.

/** Clocks are set right by so much without anybody having turned them back. */
const toleranceMs = 5 * 60_000

/** Whether the clock was turned back since that time was seen. Both ISO 8601 UTC. */
export const isBehind = (at: string, seen: string): boolean => Date.parse(seen) - Date.parse(at) > toleranceMs

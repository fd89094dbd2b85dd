// One row of the table: a figure, its floor of the same run, and the ratio of the two medians.

export interface Row {
  readonly name: string
  readonly unit: 'ms' | 'MB' | 'kB' | 'commands'
  readonly measured: readonly number[]
  readonly floorName: string
  readonly floor: readonly number[]
  /** What we aim at; a figure above it is shown as such and fails nothing. */
  readonly aim: number
  readonly notes?: string
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}

export const ratioOf = ({ measured, floor }: Row): number => median(measured) / median(floor)

/** Runs the two in turn, A B A B, so that a change of the machine's speed meets both alike; the first pair warms up. */
export async function inTurn(
  runs: number,
  measure: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<{ measured: number[]; floor: number[] }> {
  const result = { measured: [] as number[], floor: [] as number[] }
  for (let run = 0; run <= runs; run++) {
    const [a, b] = [await measure(), await floor()]
    if (run === 0) continue
    result.measured.push(a)
    result.floor.push(b)
  }
  return result
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

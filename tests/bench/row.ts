// One row of the table: a figure, its floor of the same run, and the ratio of the two medians.
import { mkdirSync, writeFileSync } from 'node:fs'

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

const short = (value: number): string => value.toFixed(value < 10 ? 2 : 0)

/** A row's file: rows that differ in a number only have one each. */
const fileOf = ({ name }: Row): string => `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.json`

/** Prints the table and writes each row to a file of its own in `folder`. */
export function report(rows: readonly Row[], folder: string): void {
  mkdirSync(folder, { recursive: true })
  if (new Set(rows.map(fileOf)).size < rows.length) throw new Error('two rows would be written to one file')
  const lines = rows.map((row) => {
    const ratio = ratioOf(row)
    const text = (values: readonly number[]) => `${short(median(values))} ${row.unit}`
    const file = `${folder}/${fileOf(row)}`
    const at = new Date().toISOString()
    writeFileSync(
      file,
      `${JSON.stringify({ ...row, median: median(row.measured), floorMedian: median(row.floor), ratio, at }, null, 2)}\n`,
    )
    return [
      row.name,
      text(row.measured),
      row.floorName,
      text(row.floor),
      ratio.toFixed(2),
      `≤ ${row.aim}`,
      ratio <= row.aim ? '' : 'above the aim',
    ]
  })
  const table = [['what', 'median', 'floor', 'median', 'ratio', 'aim', ''], ...lines]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? []
  for (const line of table)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

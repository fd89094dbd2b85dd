// The table that a person reads, and a file for each row with every run of it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { median, type Row, ratioOf } from './row.ts'

const short = (value: number): string => value.toFixed(value < 10 ? 2 : 0)
const isMet = (row: Row): boolean => ratioOf(row) <= row.aim

/** A row's file: rows that differ in a number only have one each. */
const fileOf = ({ name }: Row): string => `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.json`

/** Prints table and verdict, and writes each row to a file of its own in `folder`. */
export function report(rows: readonly Row[], folder: string, runs: number): void {
  write(rows, folder)
  for (const line of tableOf(rows)) console.log(line)
  for (const line of verdictOn(rows)) console.log(line)
  const load = loadavg()[0]?.toFixed(1)
  console.log(
    `Medians of ${runs} runs or more, in turn with their floor. Node ${process.versions.node}, ${cpus().length} processors, load now ${load}: on a busy machine ratios to something short are worth little.`,
  )
}

function write(rows: readonly Row[], folder: string): void {
  mkdirSync(folder, { recursive: true })
  if (new Set(rows.map(fileOf)).size < rows.length) throw new Error('two rows would be written to one file')
  const at = new Date().toISOString()
  for (const row of rows) {
    const figures = { median: median(row.measured), floorMedian: median(row.floor), ratio: ratioOf(row), at }
    writeFileSync(`${folder}/${fileOf(row)}`, `${JSON.stringify({ ...row, ...figures }, null, 2)}\n`)
  }
}

const head = ['what', 'takes', 'floor', 'ratio', 'aim', '', 'the floor is'] as const
const numbers = new Set<number>([1, 2, 3, 4])

function tableOf(rows: readonly Row[]): string[] {
  const lines = rows.map((row) => {
    const text = (values: readonly number[]) => `${short(median(values))} ${row.unit}`
    const verdict = isMet(row) ? 'met' : 'MISSED'
    const ratio = ratioOf(row).toFixed(2)
    return [row.name, text(row.measured), text(row.floor), ratio, `≤ ${row.aim}`, verdict, row.floorName]
  })
  const table = [head, ...lines]
  const widths = head.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)))
  return table.map((line) =>
    line
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return numbers.has(column) ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd(),
  )
}

function verdictOn(rows: readonly Row[]): string[] {
  const missed = rows.filter((row) => !isMet(row))
  return [
    '',
    `${rows.length - missed.length} of ${rows.length} aims met${missed.length === 0 ? '.' : '; missed:'}`,
    ...missed.map((row) => {
      const notes = row.notes === undefined ? '' : ` (${row.notes})`
      return `  ${row.name}: ${ratioOf(row).toFixed(2)} instead of at most ${row.aim}${notes}`
    }),
  ]
}

// What is sent, put together as the form is: places of one group or one part of a list under its name.
import type { Review } from '../../../preload/shapes/drafts.ts'

type Row = Review['rows'][number]

export interface RowGroup {
  /** Absent: places that stand alone. */
  readonly title: string | undefined
  readonly rows: readonly {
    readonly pointer: string
    readonly label: string
    readonly value: string
    readonly source: Row['source']
  }[]
}

/** In the order of the form. */
export function rowGroups(rows: readonly Row[]): RowGroup[] {
  const groups: { title: string | undefined; rows: RowGroup['rows'][number][] }[] = []
  for (const { pointer, label, value, source } of rows) {
    const title = label.length > 1 ? label.slice(0, -1).join(' ') : undefined
    const row = { pointer, label: label.at(-1) ?? '', value, source }
    const last = groups.at(-1)
    if (last !== undefined && last.title === title) last.rows.push(row)
    else groups.push({ title, rows: [row] })
  }
  return groups
}

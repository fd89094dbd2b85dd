// How what was measured in check-ups went over the years: charts, and a table with the same numbers.
import { useEffect, useState } from 'react'
import type { MeasuredSeries } from '../../../preload/shapes/papers.ts'
import { Choice } from '../../components/Choice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import { LineChart } from './LineChart.tsx'
import { Table } from './Table.tsx'

/** Codes of 収縮期血圧 and 拡張期血圧, first, second and other measurements (JLAC10, 般). */
const upper = /^9A75\d/
const lower = /^9A76\d/

export function Course({ id }: { id: string }) {
  const { text } = useText()
  const words = text.papers.checkup
  const { state, run } = useCall(window.wallet.papers.measured)
  useEffect(() => void run({ id }), [run, id])
  const failure = failureOf(state)
  const several = state.step === 'done' ? state.value.filter(({ points }) => points.length > 1) : []
  return (
    <Part title={words.course}>
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      {state.step === 'running' && <Progress label={text.papers.reading} stoppable={false} />}
      {state.step === 'done' && (
        <p>
          <Ruby>{several.length === 0 ? words.courseNone : words.courseText}</Ruby>
        </p>
      )}
      {several.length > 0 && <Charts series={several} />}
    </Part>
  )
}

function Charts({ series }: { series: readonly MeasuredSeries[] }) {
  const { text, language } = useText()
  const words = text.papers.checkup
  const charts = chartsOf(series, words.pressure)
  const [shown, setShown] = useState(charts[0]?.id ?? '')
  const chart = charts.find(({ id }) => id === shown) ?? charts[0]
  const days = [...new Set(series.flatMap(({ points }) => points.map(({ on }) => on)))].sort()
  // Where each year has one, the year says it all.
  const yearly = new Set(days.map((day) => day.slice(0, 4))).size === days.length
  const heading = (day: string) => (yearly ? words.year(day.slice(0, 4)) : formatDate(day, language))
  const rows = series.map(({ label, unit, points }) => [
    unit === '' ? label : `${label}（${unit}）`,
    ...days.map((day) => points.find(({ on }) => on === day)?.value ?? '–'),
  ])
  return (
    <>
      <Choice
        label={words.chosen}
        row
        value={chart?.id ?? ''}
        onChange={setShown}
        options={charts.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {chart !== undefined && <LineChart name={chart.name} series={chart.series} />}
      <Table caption={words.course} head={[words.item, ...days.map(heading)]} rows={rows} />
    </>
  )
}

interface Chart {
  readonly id: string
  readonly name: string
  readonly series: readonly MeasuredSeries[]
}

/** Both blood pressures in one, first; everything else by itself. */
function chartsOf(series: readonly MeasuredSeries[], pressure: string): Chart[] {
  const both = series.filter(({ code }) => upper.test(code) || lower.test(code))
  const others = series.filter((one) => !both.includes(one))
  return [
    ...(both.length === 0 ? [] : [{ id: 'pressure', name: pressure, series: both }]),
    ...others.map((one) => ({ id: `${one.code} ${one.unit}`, name: one.label, series: [one] })),
  ]
}

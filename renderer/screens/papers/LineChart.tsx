// One to three things over time as lines. Lines differ by dash and mark as well as by colour, and each is named at its end; the
// same numbers stand in a table beside every chart.
import type { MeasuredSeries } from '../../../preload/shapes/papers.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { useText } from '../../text/TextContext.tsx'
import { type Frame, scaleOf } from './chartScale.ts'
import style from './Papers.module.css'

const size = { width: 640, height: 280 }
const frame: Frame = { left: 52, right: 500, top: 36, bottom: 240 }

interface Props {
  readonly name: string
  readonly series: readonly MeasuredSeries[]
}

export function LineChart({ name, series }: Props) {
  const { text } = useText()
  const points = series.flatMap((one) => one.points)
  if (points.length === 0) return null
  const { ticks, x, y } = scaleOf(points, frame)
  const days = [...new Set(points.map(({ on }) => on))].sort()
  const unit = series[0]?.unit ?? ''
  return (
    <svg
      className={style['chart']}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={withoutRuby(text.papers.checkup.chart(name))}
    >
      <text x={0} y={16}>
        {unit}
      </text>
      {ticks.map((tick) => (
        <g key={tick}>
          <path className={style['grid']} d={`M${frame.left} ${y(tick)}H${frame.right}`} />
          <text x={frame.left - 8} y={y(tick) + 5} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {days.map((on) => (
        <text key={on} x={x(on)} y={frame.bottom + 26} textAnchor="middle">
          {on.slice(0, 4)}
        </text>
      ))}
      {series.map((one, index) => (
        <g key={one.code} data-line={index} className={style['line']}>
          <polyline points={one.points.map(({ on, value }) => `${x(on)},${y(value)}`).join(' ')} />
          {one.points.map(({ on, value }) => (
            <Mark key={on} x={x(on)} y={y(value)} square={index % 2 === 1} />
          ))}
          <text x={frame.right + 12} y={y(one.points.at(-1)?.value ?? 0) + 5}>
            {one.label.slice(0, 9)}
          </text>
        </g>
      ))}
    </svg>
  )
}

function Mark({ x, y, square }: { x: number; y: number; square: boolean }) {
  return square ? <rect x={x - 5} y={y - 5} width={10} height={10} /> : <circle cx={x} cy={y} r={5.5} />
}

import style from './DayRange.module.css'
import { Field } from './Field.tsx'

interface Props {
  readonly labels: readonly [from: string, to: string]
  /** Days, YYYY-MM-DD; '' is none yet. */
  readonly from: string
  readonly to: string
  readonly onChange: (from: string, to: string) => void
  /** Errors are told only after somebody tried to send it. */
  readonly tried: boolean
  readonly missing: string
  readonly order: string
}

/** From one day to another, beside each other. */
export function DayRange({ labels, from, to, onChange, tried, missing, order }: Props) {
  const error = (day: string) => (tried && day === '' ? missing : undefined)
  return (
    <div className={style['days']}>
      <Field type="date" label={labels[0]} value={from} onChange={(day) => onChange(day, to)} error={error(from)} />
      <Field
        type="date"
        label={labels[1]}
        value={to}
        onChange={(day) => onChange(from, day)}
        error={error(to) ?? (tried && to < from ? order : undefined)}
      />
    </div>
  )
}

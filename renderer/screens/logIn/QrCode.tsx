import encodeQR from 'qr'
import { useMemo } from 'react'
import style from './QrCode.module.css'

/** A QR code (ISO/IEC 18004, level M) of black squares on white, in every theme. */
export function QrCode({ value, label }: { readonly value: string; readonly label: string }) {
  const rows = useMemo(() => encodeQR(value, 'raw', { ecc: 'medium', border: 4 }), [value])
  const squares = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg className={style['code']} viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <path d={squares} />
    </svg>
  )
}

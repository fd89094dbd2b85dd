import { withoutRuby } from '../../preload/text/ruby.ts'
import { useText } from '../text/TextContext.tsx'
import style from './CardDrawing.module.css'

/** The front of the card in outline; the numbers stand where the three are printed. */
export function CardDrawing() {
  const { text } = useText()
  return (
    <svg
      className={style['drawing']}
      viewBox="0 0 260 164"
      role="img"
      aria-label={withoutRuby(text.pinCare.secret.drawing)}
    >
      <rect x="2" y="2" width="256" height="160" rx="12" className={style['face']} />
      <rect x="16" y="56" width="62" height="80" rx="4" className={style['dim']} />
      <circle cx="47" cy="84" r="13" className={style['dim']} />
      <path d="M26 130c2-20 12-28 21-28s19 8 21 28" className={style['dim']} />
      <path d="M16 20h150M16 34h190" className={style['line']} />
      <path d="M92 66h60M92 114h60" className={style['line']} />
      {[
        { x: 92, y: 78, width: 74, name: '1' },
        { x: 92, y: 122, width: 74, name: '2' },
        { x: 182, y: 122, width: 52, name: '3' },
      ].map(({ x, y, width, name }) => (
        <g key={name}>
          <rect x={x} y={y} width={width} height="24" rx="4" className={style['place']} />
          <text x={x + width / 2} y={y + 17} textAnchor="middle" className={style['number']}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  )
}

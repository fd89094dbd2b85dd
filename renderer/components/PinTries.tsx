import style from './PinTries.module.css'
import { Ruby } from './Ruby.tsx'
import { TriesLeft } from './TriesLeft.tsx'

/** Which PIN will be asked, and its tries left, before anybody types. `most`: as in TriesLeft. */
export function PinTries({ name, left, most }: { name: string; left: number | null; most: number }) {
  return (
    <p className={style['pin']}>
      <strong>
        <Ruby>{name}</Ruby>
      </strong>
      <TriesLeft left={left} most={most} />
    </p>
  )
}

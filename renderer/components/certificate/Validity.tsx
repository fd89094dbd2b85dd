import type { CertificateView } from '../../../preload/shapes/certificates.ts'
import { formatDate } from '../../text/dates.ts'
import type { Text } from '../../text/ja.ts'
import { useText } from '../../text/TextContext.tsx'
import { Ruby } from '../Ruby.tsx'
import style from './Certificate.module.css'

/** Until when it holds, and from when it can be renewed. */
export function Validity({ certificate }: { certificate: CertificateView }) {
  const { text, language } = useText()
  const words = text.certificates
  const { validUntil, verdict, renewableFrom } = certificate
  const end = formatDate(validUntil, language)
  const renewable = renewableFrom === null ? undefined : `${renewableFrom}T00:00:00+09:00`
  return (
    <p className={style['until']}>
      <strong>
        <Ruby>{verdict === 'expired' ? words.ended(end) : words.until(end)}</Ruby>
      </strong>
      {verdict !== 'expired' && renewable !== undefined && (
        <span>
          <Ruby>{timeLeft(validUntil, words)}</Ruby>
        </span>
      )}
      {verdict !== 'expired' && renewable !== undefined && (
        <span>
          <Ruby>
            {new Date(renewable) > new Date() ? words.renewFrom(formatDate(renewable, language)) : words.renewNow}
          </Ruby>
        </span>
      )}
    </p>
  )
}

/** In days while they can be counted, then in whole months. */
function timeLeft(validUntil: string, { daysLeft, monthsLeft }: Text['certificates']): string {
  const days = Math.max(0, Math.floor((new Date(validUntil).getTime() - Date.now()) / 86_400_000))
  const months = Math.floor(days / (365.25 / 12))
  return days <= 100 ? daysLeft(days) : monthsLeft(Math.floor(months / 12), months % 12)
}

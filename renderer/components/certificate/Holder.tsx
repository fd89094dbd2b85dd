import type { CertificateView } from '../../../preload/shapes/certificates.ts'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { Fact } from '../Fact.tsx'
import { Ruby } from '../Ruby.tsx'
import style from './Certificate.module.css'

/** Whom a signing certificate names; where it could not hold a letter, another stands in its place. */
export function Holder({ certificate: { holder } }: { certificate: CertificateView }) {
  const { text, language } = useText()
  const words = text.certificates.holder
  if (holder === null)
    return (
      <p>
        <Ruby>{words.unreadable}</Ruby>
      </p>
    )
  const rows = [
    [words.name, holder.name, holder.substituted.name],
    [words.birthDate, formatDate(`${holder.birthDate}T00:00:00+09:00`, language), false],
    [words.sex, words.sexes[holder.sex], false],
    [words.address, holder.address, holder.substituted.address],
  ] as const
  return (
    <div className={style['holder']}>
      <h3>
        <Ruby>{words.title}</Ruby>
      </h3>
      <dl className={style['rows']}>
        {rows.map(([name, value, substituted]) => (
          <Fact key={name} name={name}>
            <Ruby>{value}</Ruby>
            {substituted && (
              <small>
                <Ruby>{words.substituted}</Ruby>
              </small>
            )}
          </Fact>
        ))}
      </dl>
    </div>
  )
}

import type { CredentialDetail } from '../../../preload/shapes/credentials.ts'
import { Fact } from '../../components/Fact.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatAge, formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Credential.module.css'

/** When it was issued, received and last asked about, until when it holds, and whose it is. */
export function History({ detail }: { detail: CredentialDetail }) {
  const { text, language } = useText()
  const rows: readonly { name: string; at: string | undefined; other: string; aged: boolean }[] = [
    { name: text.credential.issuedAt, at: detail.issuedAt, other: '—', aged: true },
    { name: text.credential.receivedAt, at: detail.receivedAt, other: '—', aged: true },
    {
      name: text.credential.checkedAt,
      at: detail.lastStatus?.checkedAt,
      other: text.credential.neverChecked,
      aged: true,
    },
    { name: text.credential.validUntil, at: detail.validUntil, other: text.credential.noEnd, aged: false },
  ]
  return (
    <Part title={text.credential.history}>
      <dl className={style['history']}>
        {rows.map(({ name, at, other, aged }) => (
          <Fact key={name} name={name}>
            {at === undefined ? (
              <Ruby>{other}</Ruby>
            ) : (
              <>
                {formatDate(at, language)}
                {aged && <small>{text.marks.aside(formatAge(at, language))}</small>}
              </>
            )}
          </Fact>
        ))}
        <Fact name={text.credential.issuer}>{detail.issuer}</Fact>
        <Fact name={text.credential.format}>
          {detail.format === 'x509' ? (
            <Ruby>{text.credential.x509}</Ruby>
          ) : (
            <>
              {detail.format}
              <small> {detail.type}</small>
            </>
          )}
        </Fact>
      </dl>
    </Part>
  )
}

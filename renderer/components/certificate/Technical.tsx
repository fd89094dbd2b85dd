import type { ReactNode } from 'react'
import type { CertificateView } from '../../../preload/shapes/certificates.ts'
import { formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { Fact } from '../Fact.tsx'
import { Findings } from '../Findings.tsx'
import { More } from '../More.tsx'
import { Ruby } from '../Ruby.tsx'
import style from './Certificate.module.css'

/** Everything that it says, and what was checked of its chain. */
export function Technical({ certificate }: { certificate: CertificateView }) {
  const { text, language } = useText()
  const { fields, usages, technical, checked } = text.certificates
  const { chain, keyUsage, extendedKeyUsage, policies } = certificate
  const known: Readonly<Record<string, string>> = usages
  const rows: readonly (readonly [string, ReactNode])[] = [
    [fields.subject, certificate.subject],
    [fields.issuer, certificate.issuer],
    [fields.serial, certificate.serial],
    [fields.validFrom, formatDateTime(certificate.validFrom, language)],
    [fields.validUntil, formatDateTime(certificate.validUntil, language)],
    [fields.key, certificate.key],
    [
      fields.usage,
      [...keyUsage, ...extendedKeyUsage].map((usage) => {
        const words = known[usage]
        return (
          <span key={usage} className={style['usage']}>
            {words !== undefined && <Ruby>{words}</Ruby>} <small>{usage}</small>
          </span>
        )
      }),
    ],
    [fields.policies, policies.join(', ') || '—'],
    [fields.sha256, inGroups(certificate.sha256)],
  ]
  return (
    <More title={technical}>
      <dl className={`${style['rows']} ${style['exact']}`}>
        {rows.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
      <Findings
        title={checked(chain.findings.filter(({ ok }) => ok).length, chain.findings.length)}
        findings={chain.findings}
      />
    </More>
  )
}

/** A fingerprint as people compare one: capitals in groups of four. */
const inGroups = (hex: string): string =>
  hex
    .toUpperCase()
    .match(/.{1,4}/g)
    ?.join(' ') ?? hex

// Who a signing certificate says its holder is: the four attributes in its alternative name.
import type { FourAttributes } from '../../preload/shapes.ts'
import type { CertificateFacts } from '../certificates/certificate.ts'

/** JPKI's identifiers of name, sex, birth date and address (two independent drivers and real certificates). */
const base = '1.2.392.200149.8.5.5'
const sexes: Readonly<Record<string, FourAttributes['sex']>> = { '1': 'male', '2': 'female', '9': 'other' }

/** Null where the certificate is none of JPKI's for signing, or says it in another way. */
export function holderOf({ subjectAltName }: CertificateFacts): FourAttributes | null {
  const text = (last: number): string | undefined =>
    subjectAltName.flatMap((name) => (name.kind === 'other' && name.oid === `${base}.${last}` ? [name.value] : []))[0]
  const [name, sex, born, address] = [text(1), text(3), text(4), text(5)]
  // The era's digit, then the day of the western calendar.
  const [, year, month, day] = /^\d(\d{4})(\d{2})(\d{2})$/.exec(born ?? '') ?? []
  if (name === undefined || sex === undefined || address === undefined || year === undefined) return null
  return { name, birthDate: `${year}-${month}-${day}`, sex: sexes[sex] ?? 'unknown', address }
}

// Who a signing certificate says its holder is: 基本4情報 in six otherName entries of its alternative name.
import type { CertificateView } from '../../preload/shapes/certificates.ts'
import type { CertificateFacts } from './certificate.ts'

export type CertificateHolder = NonNullable<CertificateView['holder']>

/** 1.2.392.200149.8.5.5.1 to .6 (two independent drivers and the certificates of test cards). */
const arc = '1.2.392.200149.8.5.5'
const sexes: Readonly<Record<string, CertificateHolder['sex']>> = {
  '0': 'unknown',
  '1': 'male',
  '2': 'female',
  '9': 'other',
}
/** First and last day of each era, by its digit: 明治, 大正, 昭和, 平成, 令和. On a day of change both are right. */
const eras: Readonly<Record<string, readonly [from: string, until: string]>> = {
  '1': ['1868-01-25', '1912-07-30'],
  '2': ['1912-07-30', '1926-12-25'],
  '3': ['1926-12-25', '1989-01-07'],
  '4': ['1989-01-08', '2019-04-30'],
  '5': ['2019-05-01', '9999-12-31'],
}
const longestText = 500

/**
 * Null where an entry is missing, there twice, or not of its form: attributes of a person are told whole or not at all.
 * The markers tell by a digit for each character whether another one stands in its place (代替文字).
 */
export function readHolder({ subjectAltName }: Pick<CertificateFacts, 'subjectAltName'>): CertificateHolder | null {
  const entries = (last: number): string[] =>
    subjectAltName.flatMap((name) => (name.kind === 'other' && name.oid === `${arc}.${last}` ? [name.value] : []))
  const [name, nameMarks, sexDigit, born, address, addressMarks] = [1, 2, 3, 4, 5, 6].map((last) => only(entries(last)))
  const sex = sexDigit === undefined ? undefined : sexes[sexDigit]
  const birthDate = born === undefined ? undefined : dayOf(born)
  if (name === undefined || address === undefined || sex === undefined || birthDate === undefined) return null
  if (!isText(name) || !isText(address) || !areMarks(nameMarks) || !areMarks(addressMarks)) return null
  return {
    name,
    birthDate,
    sex,
    address,
    substituted: { name: nameMarks.includes('1'), address: addressMarks.includes('1') },
  }
}

const only = (values: readonly string[]): string | undefined => (values.length === 1 ? values[0] : undefined)

const isText = (text: string): boolean =>
  text.length > 0 && text.length <= longestText && !/[\p{Cc}\p{Zl}\p{Zp}\ufffd]/u.test(text)

/** How characters outside the basic plane are counted is not known: the number of marks is not held against the text. */
const areMarks = (text: string | undefined): text is string =>
  text !== undefined && text.length <= longestText && /^[01]+$/.test(text)

/** An era's digit and a Gregorian day that exists and lies in that era (0: era not known). */
function dayOf(text: string): string | undefined {
  const [, era = '', year = '', month = '', day = ''] = /^([0-5])(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const written = `${year}-${month}-${day}`
  const date = new Date(`${written}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== written) return undefined
  const [from, until] = eras[era] ?? ['0000-00-00', '9999-12-31']
  return written >= from && written <= until ? written : undefined
}

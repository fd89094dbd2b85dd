import type { StoredCredential } from '../credentials/credential.ts'

/** Names of the claim in OpenID Connect Core 5.1, ISO/IEC 18013-5 7.2.1 and the certificates of JPKI. */
const names: ReadonlySet<unknown> = new Set(['birthdate', 'birth_date'])

/** Every birthday that a credential tells, as YYYYMMDD, each once. */
export function birthdaysOf(credentials: readonly Pick<StoredCredential, 'attributes'>[]): string[] {
  const days = credentials.flatMap(({ attributes }) =>
    attributes.flatMap(({ path, value }) => {
      const day = typeof value === 'string' && names.has(path.at(-1)) ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
      return day === null ? [] : [day.slice(1).join('')]
    }),
  )
  return [...new Set(days)]
}

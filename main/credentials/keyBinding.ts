// Judges the Key Binding JWT of an SD-JWT+KB (RFC 9901 7.3).
import type { KeyObject } from 'node:crypto'
import type { Finding } from '../certificates/finding.ts'
import { isArray, member } from './json.ts'
import { clockSkewSeconds, dateFindings, headerFindings, jwsHolds, parseJws } from './jws.ts'

/** What the verifier expects. Without audience or nonce the binding is not checked, and that is a finding that fails. */
export interface KeyBindingExpectation {
  readonly audience?: string
  readonly nonce?: string
  readonly at: Date
  readonly maxAgeSeconds: number
  readonly transactionDataHashes?: readonly string[]
}

export function keyBindingFindings(input: {
  jwt: string | undefined
  /** The key of the issuer's `cnf` claim. */
  key: KeyObject | undefined
  /** Base64url digest over everything before the Key Binding JWT. */
  sdHash: string
  expected: KeyBindingExpectation
}): Finding[] {
  const { expected } = input
  if (input.jwt === undefined) {
    return [{ rule: 'RFC 9901 7.3(2)', ok: false, message: 'it carries a Key Binding JWT' }]
  }
  const jws = parseJws(input.jwt)
  const claim = (name: string) => member(jws.payload, name)
  const iat = claim('iat')
  const now = expected.at.getTime() / 1000
  const findings: Finding[] = [
    ...headerFindings(jws),
    {
      rule: 'RFC 9901 7.3(5) typ',
      ok: member(jws.header, 'typ') === 'kb+jwt',
      message: 'the type of the Key Binding JWT is kb+jwt',
    },
    {
      rule: 'RFC 9901 7.3(5) signature',
      ok: jwsHolds(jws, input.key),
      message: "the holder's signature holds with the key of cnf",
    },
    {
      rule: 'RFC 9901 7.3(5) iat',
      ok: typeof iat === 'number' && iat <= now + clockSkewSeconds && iat >= now - expected.maxAgeSeconds,
      message: `the Key Binding JWT was made within the last ${expected.maxAgeSeconds} seconds`,
    },
    ...dateFindings(jws.payload, expected.at).filter(({ rule }) => rule !== 'RFC 7519 4.1.6'),
    expected.audience === undefined
      ? { rule: 'RFC 9901 7.3(5) aud', ok: false, message: 'not checked: no audience was given to check against' }
      : {
          rule: 'RFC 9901 7.3(5) aud',
          ok: claim('aud') === expected.audience,
          message: 'it was made for this verifier',
        },
    expected.nonce === undefined
      ? { rule: 'RFC 9901 7.3(5) nonce', ok: false, message: 'not checked: no nonce was given to check against' }
      : { rule: 'RFC 9901 7.3(5) nonce', ok: claim('nonce') === expected.nonce, message: 'it answers this request' },
    {
      rule: 'RFC 9901 7.3(5) sd_hash',
      ok: input.sdHash !== '' && claim('sd_hash') === input.sdHash,
      message: 'it covers exactly these disclosures',
    },
  ]
  if (expected.transactionDataHashes !== undefined) {
    const hashes = claim('transaction_data_hashes')
    findings.push({
      rule: 'OpenID4VP 1.0 B.3.3.1',
      ok: isArray(hashes) && JSON.stringify(hashes) === JSON.stringify(expected.transactionDataHashes),
      message: 'it covers the transaction data',
    })
  }
  return findings
}

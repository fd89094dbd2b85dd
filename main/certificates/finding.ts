/**
 * One rule that was checked. `rule` names standard and section ("RFC 5280 6.1.3", "ISO 18013-5 9.3.1"); `message` is for
 * people and holds no attribute value.
 */
export interface Finding {
  readonly rule: string
  readonly ok: boolean
  readonly message: string
}

/**
 * Rules are written as what should be the case; where it is not, the message says so. Messages that begin with "not" say it
 * already. Doing it twice changes nothing.
 */
export function stated(findings: readonly Finding[]): Finding[] {
  return findings.map(({ rule, ok, message }) => ({
    rule,
    ok,
    message: ok || /^(not|does not hold)\b/.test(message) ? message : `does not hold: ${message}`,
  }))
}

/** Valid means: something was checked, and nothing failed. */
export function allHold(findings: readonly Finding[]): boolean {
  return findings.length > 0 && findings.every((finding) => finding.ok)
}

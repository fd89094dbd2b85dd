// Asks pkijs for its own judgement of a whole path, beside the rules that are checked one by one.
import { webcrypto } from 'node:crypto'
import { CertificateChainValidationEngine, CryptoEngine } from 'pkijs'
import type { ReadCertificate } from './certificate.ts'
import type { Finding } from './finding.ts'

// The same object under two names of its type: Node's own and the browser's, which pkijs is written against.
const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as unknown as typeof globalThis.crypto })

/**
 * @param path leaf first, the pinned anchor last, at least two
 * The date given to pkijs lies within all validities where they overlap: dates are a finding of their own, so that
 * this judgement stays true whatever the clock says.
 */
export async function engineFinding(path: readonly ReadCertificate[]): Promise<Finding> {
  const anchor = path.at(-1)
  const rule = 'RFC 5280 6.1'
  const from = Math.max(...path.map(({ facts }) => Date.parse(facts.validFrom)))
  const until = Math.min(...path.map(({ facts }) => Date.parse(facts.validUntil)))
  try {
    const verdict = await new CertificateChainValidationEngine({
      trustedCerts: anchor === undefined ? [] : [anchor.parsed],
      // pkijs takes the last one for the leaf.
      certs: path
        .slice(0, -1)
        .reverse()
        .map(({ parsed }) => parsed),
      checkDate: new Date(until < from ? until : from + (until - from) / 2),
    }).verify({}, engine)
    return { rule, ok: verdict.result, message: `path validation: ${verdict.result ? 'holds' : verdict.resultMessage}` }
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'failed'
    return { rule, ok: false, message: `path validation: ${detail}` }
  }
}

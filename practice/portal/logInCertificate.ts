// May this certificate log in? Chain, validity, key usage, revocation – in that order, so that each has its own answer.
import { anchorRule, type ChainResult, verifyChain } from '../../main/certificates/chain.ts'
import { WalletError } from '../../main/failure.ts'
import type { PortalContext } from './context.ts'
import { Problem, type ProblemCode } from './problem.ts'
import { isRevoked } from './revocation.ts'

const validityRule = 'RFC 5280 6.1.3(a)(2)'
const usageRules = ['RFC 5280 4.2.1.3', 'RFC 5280 4.2.1.9', 'RFC 5280 4.2.1.12']

/** @returns why not, or undefined: it may */
export async function judgeLogInCertificate(
  context: PortalContext,
  certificate: Uint8Array,
): Promise<ProblemCode | undefined> {
  const { world, now } = context
  const chain = await readChain({
    chain: [certificate],
    anchors: world.trust().jpki.authentication,
    at: now(),
    purpose: 'jpkiAuthentication',
  })
  const failing = new Set(chain.findings.filter((finding) => !finding.ok).map((finding) => finding.rule))
  if (failing.has(anchorRule)) return 'issuer_mismatch'
  const others = [...failing].filter((rule) => rule !== validityRule && !usageRules.includes(rule))
  if (others.length > 0) return 'issuer_mismatch'
  if (failing.has(validityRule)) return chain.leaf.validUntil < now().toISOString() ? 'cert_expired' : 'issuer_mismatch'
  if (usageRules.some((rule) => failing.has(rule))) return 'cert_wrong_usage'
  return (await isRevoked(context, certificate)) ? 'cert_revoked' : undefined
}

async function readChain(input: Parameters<typeof verifyChain>[0]): Promise<ChainResult> {
  try {
    return await verifyChain(input)
  } catch (error) {
    if (error instanceof WalletError) throw new Problem('invalid_request', 'certificate: not an X.509 certificate')
    throw error
  }
}

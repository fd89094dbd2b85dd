// Whose signature it is: the chain that came along, up to somebody on our list.
import type { PaperState } from '../../preload/shapes/papers.ts'
import { anchorRule, datesRule, verifyChain } from '../certificates/chain.ts'
import type { Finding } from '../certificates/finding.ts'

/** @param chain DER, at least the signer's own certificate */
export async function signerState(
  chain: readonly Uint8Array[],
  anchors: readonly Uint8Array[],
  at: Date,
): Promise<{ findings: readonly Finding[]; state: PaperState }> {
  const { findings } = await verifyChain({ chain, anchors, at, purpose: 'credentialIssuer' })
  const failing = new Set(findings.filter(({ ok }) => !ok).map(({ rule }) => rule))
  const wrong = [...failing].some((rule) => rule !== anchorRule && rule !== datesRule)
  const state = wrong ? 'invalid' : failing.has(anchorRule) ? 'notOnList' : failing.size > 0 ? 'expired' : 'valid'
  return { findings, state }
}

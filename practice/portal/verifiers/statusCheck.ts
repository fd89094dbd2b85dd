// Asks the issuer's status list about a presented credential (Token Status List 8.3).
import { allHold, type Finding } from '../../../main/certificates/finding.ts'
import { statusRequest, verifyStatusList } from '../../../main/credentials/status.ts'
import type { VerifiedPresentation } from '../../../main/credentials/verifiedPresentation.ts'
import { WalletError } from '../../../main/failure.ts'
import type { PortalContext } from '../context.ts'

const rule = 'Token Status List 8.3'

/** A credential that does not hold anyway is not asked about; one that names no list cannot be withdrawn. */
export async function statusFindings(context: PortalContext, presentation: VerifiedPresentation): Promise<Finding[]> {
  const { status, findings } = presentation
  if (status === undefined || !allHold(findings)) return []
  // The practice verifiers know one issuer, and no address but its own.
  if (!status.uri.startsWith(`${context.origin}/`)) {
    return [{ rule, ok: false, message: 'the status list is at an address that is not the issuer' }]
  }
  try {
    const response = await context.fetch(statusRequest(status))
    if (response.status !== 200) return [{ rule, ok: false, message: 'the status list cannot be had' }]
    const roots = context.world.trust().issuers
    const { state } = await verifyStatusList(await response.text(), status, { roots, at: context.now() })
    return [{ rule, ok: state === 'valid', message: `the status list says ${state}` }]
  } catch (error) {
    if (!(error instanceof WalletError)) throw error
    return [{ rule, ok: false, message: 'the status list does not hold' }]
  }
}

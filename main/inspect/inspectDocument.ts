// A signed document as `inspect` and `verify` tell it: kind, valid, claims, findings, notes.
import type { DocumentSignature, DocumentVerdict } from '../../preload/shapes/documents.ts'
import type { Finding } from '../certificates/finding.ts'
import type { JsonObject } from '../credentials/json.ts'

export interface DocumentInspection {
  readonly kind: DocumentVerdict['kind']
  readonly valid: boolean
  readonly claims: JsonObject
  readonly findings: readonly Finding[]
  readonly notes: readonly string[]
}

/** Where there are several signatures, a finding says whose it is. */
export function inspectionOf({ kind, valid, signatures, notes }: DocumentVerdict): DocumentInspection {
  const several = signatures.length > 1
  const findings = signatures.flatMap((signature, index) =>
    signature.findings.map((finding) => ({
      ...finding,
      message: several ? `${finding.message} (signature ${index + 1})` : finding.message,
    })),
  )
  const unsigned = { rule: kind === 'pdf' ? 'ISO 32000-1 12.8' : 'RFC 5652 5.3', ok: false, message: 'not signed' }
  return {
    kind,
    valid,
    claims: { signatures: signatures.map(claimsOf) },
    findings: signatures.length === 0 ? [unsigned] : findings,
    notes,
  }
}

function claimsOf({ form, state, signer, claimedAt, coverage }: DocumentSignature): JsonObject {
  return {
    form,
    state,
    claimedAt,
    signer: signer && { ...signer, holder: signer.holder && { ...signer.holder } },
    coverage: coverage && { ...coverage, laterChanges: [...coverage.laterChanges] },
  }
}

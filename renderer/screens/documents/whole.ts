// What a document's signatures say together, in one word.
import type { DocumentSignature, DocumentVerdict } from '../../../preload/shapes/documents.ts'

export type Whole = 'none' | 'valid' | 'notOnList' | 'expired' | 'invalid' | 'notAll'

/** The worst of all signatures speaks for the document. */
export function wholeOf({ valid, signatures }: DocumentVerdict): Whole {
  if (signatures.length === 0) return 'none'
  const broken = signatures.filter(({ state }) => state === 'invalid')
  if (broken.length > 0) return broken.every(changedOnly) ? 'notAll' : 'invalid'
  if (signatures.some(({ state }) => state === 'notOnList')) return 'notOnList'
  if (signatures.some(({ state }) => state === 'expired')) return 'expired'
  return valid ? 'valid' : 'invalid'
}

/** Everything held but that the document was changed afterwards. */
const changedOnly = ({ coverage, findings }: DocumentSignature): boolean =>
  coverage !== null &&
  coverage.laterChanges.length > 0 &&
  findings.every(({ ok, rule }) => ok || rule === 'ISO 32000-1 7.5.6 later revisions')

// All signatures of a PDF: those that it shows, and those that an earlier revision showed and a later one hides.
import { orUndefined, type Pdf } from './openPdf.ts'
import { documentUpTo, type RevisionEnds } from './revisions.ts'
import { signatureFields } from './signatureFields.ts'
import type { PdfDictionary } from './value.ts'

export interface FoundSignature {
  readonly dictionary: PdfDictionary
  /** It stands in the file as it is, and not in an object stream. */
  readonly plain: boolean
  /** A field of the newest revision holds it. */
  readonly shown: boolean
}

/** In the order of the revisions in which they first stand. @throws document.broken */
export function findSignatures(pdf: Pdf, ends: RevisionEnds): readonly FoundSignature[] {
  const found = new Map<string, FoundSignature>()
  for (const end of ends.slice(0, -1)) {
    const revision = documentUpTo(pdf, end)
    for (const one of (revision && orUndefined(() => signaturesOf(revision))) ?? [])
      if (!found.has(one.key)) found.set(one.key, { ...one, shown: false })
  }
  for (const one of signaturesOf(pdf)) found.set(one.key, { ...one, shown: true })
  return [...found.values()].map(({ dictionary, plain, shown }) => ({ dictionary, plain, shown }))
}

/** The same dictionary at the same place is the same signature, whichever revision shows it. */
function signaturesOf(pdf: Pdf): { key: string; dictionary: PdfDictionary; plain: boolean }[] {
  return signatureFields(pdf).flatMap(({ name, signature }) => {
    if (signature === undefined) return []
    const { dictionary } = signature
    const plain = dictionary.source === pdf.bytes
    return [{ key: plain ? `at ${dictionary.start}` : `packed ${name}`, dictionary, plain }]
  })
}

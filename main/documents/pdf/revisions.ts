// The revisions of a PDF: where each of them ends, and the document as it was then (ISO 32000-1 7.5.6).
import { startAt } from './crossReferences.ts'
import { type Pdf, tryOpenPdf } from './openPdf.ts'
import { broken } from './value.ts'

/** The first byte after each revision's `%%EOF`, oldest first. */
export type RevisionEnds = readonly number[]

const mostRevisions = 100
/** Each revision is read with all its objects' places: revisions times objects, so that a hostile file ends in time. */
const mostPlaces = 5_000_000

/** Every `startxref … %%EOF` whose cross-references the newest revision builds on. @throws document.broken */
export function revisionEnds({ bytes, sections, locations }: Pdf): RevisionEnds {
  const starts = new Set(sections.map(({ offset }) => offset))
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const ends: number[] = []
  for (let at = file.indexOf('startxref'); at >= 0; at = file.indexOf('startxref', at + 9)) {
    const found = startAt(bytes, at)
    if (found === undefined || !starts.has(found.offset) || found.offset >= at) continue
    ends.push(found.end)
    if (ends.length > mostRevisions || ends.length * locations.size > mostPlaces) return broken('too many revisions')
  }
  return ends
}

/**
 * The number of the revision that ends there, from 1; 0 when none does. A line end after `%%EOF` belongs to it or not, as
 * its writer liked.
 */
export function revisionEndingAt(bytes: Uint8Array, ends: RevisionEnds, end: number): number {
  return (
    1 +
    ends.findIndex((one) => {
      const between = Buffer.from(bytes.subarray(one, Math.max(one, end))).toString('latin1')
      return one <= end && ['', '\n', '\r', '\r\n'].includes(between)
    })
  )
}

/** The document as it was when that revision was the last one; undefined when it cannot be followed. */
export function documentUpTo({ bytes }: Pdf, end: number): Pdf | undefined {
  return tryOpenPdf(bytes.subarray(0, end))
}

// A PDF with its signatures: every one that stands in any of its revisions, hidden ones too.
import { createHash } from 'node:crypto'
import type { DocumentChange, DocumentSignature, DocumentVerdict } from '../../preload/shapes/documents.ts'
import { type Finding, stated } from '../certificates/finding.ts'
import { fail } from '../failure.ts'
import { NotBer } from './cms/ber.ts'
import { type HashName, oids } from './cms/oids.ts'
import { type Cms, readCms } from './cms/readCms.ts'
import { type FoundSignature, findSignatures } from './pdf/findSignatures.ts'
import { laterChanges } from './pdf/laterChanges.ts'
import { openPdf, orUndefined, type Pdf } from './pdf/openPdf.ts'
import { documentUpTo, type RevisionEnds, revisionEndingAt, revisionEnds } from './pdf/revisions.ts'
import { signedBytes } from './pdf/signatureBytes.ts'
import { hasDynamicForm, isFinal, signatureFields } from './pdf/signatureFields.ts'
import { entryOf, isName, type PdfDictionary } from './pdf/value.ts'
import { type CmsOptions, clockNote, judgeSigner, revocationNote, timeOrNone, timeStampNote } from './verifyCms.ts'

const mostSignatures = 50
/** Signatures times objects: each is compared with what came later. */
const mostCompared = 5_000_000

/** @throws document.broken, document.encrypted */
export async function verifyPdf(bytes: Uint8Array, options: CmsOptions): Promise<DocumentVerdict> {
  const pdf = openPdf(bytes)
  if (pdf.encrypted) return fail({ code: 'document.encrypted' })
  const ends = revisionEnds(pdf)
  const found = findSignatures(pdf, ends)
  if (found.length > mostSignatures || found.length * pdf.locations.size > mostCompared)
    return fail({ code: 'document.broken', detail: 'too many signatures' })
  const judged: Judged[] = []
  for (const one of found) if (!isTimeStamp(one)) judged.push(await judgeSignature(pdf, ends, one, options))
  const signatures = judged.map(({ signature }) => signature)
  const stamped = found.some(isTimeStamp) || judged.some(({ timeStamped }) => timeStamped)
  return {
    kind: 'pdf',
    valid: signatures.length > 0 && signatures.every(({ state }) => state === 'valid'),
    signatures,
    notes: [revocationNote, clockNote, ...(stamped ? [timeStampNote] : [])],
  }
}

/** A document time stamp (ETSI EN 319 142-1 5.4.3) says when, and not who. */
const isTimeStamp = ({ dictionary }: FoundSignature): boolean =>
  isName(entryOf(dictionary, 'SubFilter'), 'ETSI.RFC3161')

interface Judged {
  readonly signature: DocumentSignature
  readonly timeStamped: boolean
}

async function judgeSignature(
  pdf: Pdf,
  ends: RevisionEnds,
  found: FoundSignature,
  options: CmsOptions,
): Promise<Judged> {
  const { dictionary } = found
  const signed = signedBytes(pdf.bytes, dictionary, found.plain)
  const place = placeOf(pdf, ends, found, signed.end)
  const cms = signed.contents === undefined ? undefined : readContents(signed.contents)
  const subFilter = entryOf(dictionary, 'SubFilter')
  const pades = isName(subFilter, 'ETSI.CAdES.detached')
  const around: Finding[] = [
    {
      rule: 'ISO 32000-1 12.8.3 form',
      ok: pades || isName(subFilter, 'adbe.pkcs7.detached'),
      message: 'the signature is PAdES or PKCS#7, detached',
    },
    ...signed.findings,
    ...place.findings,
    ...contentsFindings(signed.contents, cms),
  ]
  const [signer] = cms?.signers ?? []
  const coverage = {
    wholeFile: signed.end === pdf.bytes.length,
    revision: place.revision,
    revisions: ends.length,
    laterChanges: [...place.changes],
  }
  const form = pades ? 'pades' : 'adbe'
  if (cms === undefined || signer === undefined || signed.parts === undefined) {
    const nobody = { state: 'invalid', signer: null, claimedAt: null, findings: stated(around) } as const
    return { signature: { form, coverage, ...nobody }, timeStamped: false }
  }
  const digest = digestOver(signed.parts)
  const claimed = timeOrNone(signer) ?? dateOf(dictionary)
  const judged = await judgeSigner({ cms, signer, digest, bound: pades, around, claimed }, options)
  return { signature: { form, coverage, ...judged }, timeStamped: signer.timeStamped }
}

interface Place {
  readonly revision: number
  readonly changes: readonly DocumentChange[]
  readonly findings: readonly Finding[]
}

/** Which revision was signed, and what became of it since. */
function placeOf(pdf: Pdf, ends: RevisionEnds, found: FoundSignature, end: number | undefined): Place {
  const revision = end === undefined ? 0 : revisionEndingAt(pdf.bytes, ends, end)
  const own = revision === 0 || end === undefined ? undefined : documentUpTo(pdf, end)
  const belongs = own !== undefined && stands(own, found.dictionary)
  const changes = belongs && own.bytes.length < pdf.bytes.length ? laterChanges(own, pdf) : []
  const sealed = belongs && revision < ends.length && orUndefined(() => isFinal(own, found.dictionary)) !== false
  return {
    revision,
    changes,
    findings: [
      {
        rule: 'ISO 32000-1 12.8.1 revision',
        ok: belongs,
        message: 'the signature covers the whole file up to the end of its own revision',
      },
      {
        rule: 'ISO 32000-1 12.8.1 shown',
        ok: found.shown,
        message: 'the signature is still one of the document, and no later revision hides it',
      },
      {
        rule: 'ISO 32000-1 7.5.6 later revisions',
        ok: changes.length === 0,
        message:
          changes.length === 0
            ? 'nothing was changed after signing'
            : `not as it was signed: changed afterwards (${changes.join(', ')})`,
      },
      {
        rule: 'ISO 32000-1 12.8.2.2 certified',
        ok: !sealed,
        message: 'a document that was certified against every change has no later revision',
      },
      {
        rule: 'ISO 32000-1 12.7.8 dynamic form',
        ok: !hasDynamicForm(pdf),
        message: 'what it shows is not made by a program inside it (XFA)',
      },
    ],
  }
}

function stands(revision: Pdf, { start }: PdfDictionary): boolean {
  const fields = orUndefined(() => signatureFields(revision)) ?? []
  return fields.some(({ signature }) => {
    return signature?.dictionary.source === revision.bytes && signature.dictionary.start === start
  })
}

/** After the signature its room is filled with zeros: anything else would be hidden there. */
function contentsFindings(contents: Uint8Array | undefined, cms: Cms | undefined): Finding[] {
  const rest = contents === undefined || cms === undefined ? undefined : contents.subarray(cms.length)
  return [
    { rule: 'RFC 5652 5.1 structure', ok: cms !== undefined, message: 'the signature can be read as CMS' },
    {
      rule: 'ISO 32000-1 12.8.3.3 detached',
      ok: cms !== undefined && cms.content === undefined && cms.contentType === oids.data && cms.signers.length === 1,
      message: 'it is by one signer and holds no content of its own',
    },
    {
      rule: 'ISO 32000-1 12.8.1 padding',
      ok: rest?.every((byte) => byte === 0) === true,
      message: 'nothing but zeros stands after the signature',
    },
  ]
}

function readContents(contents: Uint8Array): Cms | undefined {
  try {
    return readCms(contents)
  } catch (error) {
    if (error instanceof NotBer) return undefined
    throw error
  }
}

function digestOver(parts: readonly Uint8Array[]): (hash: HashName) => Uint8Array {
  const known = new Map<HashName, Uint8Array>()
  return (hash) => {
    const before = known.get(hash)
    if (before !== undefined) return before
    const digest = createHash(hash)
    for (const part of parts) digest.update(part)
    const value = digest.digest()
    known.set(hash, value)
    return value
  }
}

/** The signature's /M (ISO 32000-1 7.9.4), which is signed like everything else. */
function dateOf(signature: PdfDictionary): Date | undefined {
  const written = entryOf(signature, 'M')
  const text = written?.kind === 'string' ? Buffer.from(written.bytes).toString('latin1') : ''
  const [, year, month, day, hour, minute, second, zone = ''] =
    /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(Z.*|[+-]\d{2}'\d{2}'?)?$/.exec(text) ?? []
  const offset = /^[+-]/.test(zone) ? zone.replaceAll("'", '').replace(/(\d{2})(\d{2})$/, '$1:$2') : 'Z'
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`)
  return Number.isNaN(instant.getTime()) ? undefined : instant
}

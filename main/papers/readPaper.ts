// What a paper says, and what can be said of its signature. Bytes in, words out; without network. The content alone tells of
// what form it is: names of files and what others called it do not count.
import type { PaperKind, PaperState, PaperVerdict, ReadPaper } from '../../preload/shapes/papers.ts'
import { documentKind } from '../documents/kind.ts'
import { type DocumentTrust, verifyDocument } from '../documents/verifyDocument.ts'
import { fail } from '../failure.ts'
import { readCheckup } from './checkup.ts'
import { readDrugs } from './drugs.ts'
import { healthCardIn, healthCardOf, type PublishedKeys, readHealthCard } from './healthCard.ts'
import { holdsMyNumber, jsonHoldsMyNumber } from './myNumber.ts'
import { codeOnPng, isPng } from './pictureCode.ts'
import { readPlainXml } from './plainXml.ts'
import { readPracticeForm } from './practiceForms.ts'
import { readRecord } from './records.ts'
import { readXml, type XmlElement, xmlText } from './xml.ts'
import { verifyXmlSignature } from './xmlSignature.ts'

/** Who is believed, as plain data. */
export interface PaperTrust {
  /** DER of the roots of offices and other issuers. */
  readonly issuers: readonly Uint8Array[]
  /** For PDFs that a person signed with a card. */
  readonly documents: DocumentTrust
  readonly issuerKeys: readonly PublishedKeys[]
}

const unsigned: PaperVerdict = { state: 'unsigned', form: null, signer: null, signedAt: null, findings: [] }

/** What of a paper a program can make no words of is shown as the file that it is. */
export interface PaperRead extends ReadPaper {
  /** A 個人番号 stands in it, as far as its form lets that be seen. */
  readonly holdsNumber: boolean
}

/**
 * @throws paper.broken, paper.tooLarge; paper.notUnderstood for what is neither PDF nor XML, health card (also as the QR code
 * on a PNG) or record;
 * document.broken, document.encrypted, document.tooLarge for a PDF
 */
export async function readPaper(bytes: Uint8Array, trust: PaperTrust, at: Date): Promise<PaperRead> {
  if (documentKind(bytes) === 'pdf') return { ...(await readPdf(bytes, trust, at)), holdsNumber: false }
  if (isPng(bytes)) return readPicture(bytes, trust, at)
  const text = xmlText(bytes).replace(/^\uFEFF/, '')
  if (text.trimStart().startsWith('<')) return readXmlPaper(text, trust, at)
  const value = jsonOf(text)
  const card = healthCardOf(text) ?? healthCardIn(value)
  if (card !== undefined) return { ...readHealthCard(card, trust.issuerKeys, at), holdsNumber: false }
  const record = readRecord(value)
  return record === undefined
    ? fail({ code: 'paper.notUnderstood', name: '' })
    : { ...record, verdict: unsigned, holdsNumber: jsonHoldsMyNumber(value) }
}

async function readXmlPaper(text: string, trust: PaperTrust, at: Date): Promise<PaperRead> {
  const signature = await verifyXmlSignature(text, trust.issuers, at)
  const whole = readXml(text)
  const holdsNumber = holdsMyNumber(whole)
  if (signature === undefined) return { ...knownForm(whole), verdict: unsigned, holdsNumber }
  // Where the signature holds, what it covers is read and nothing beside it.
  const { signed, verdict } = signature
  return { ...knownForm(signed === '' ? whole : readXml(signed)), verdict, holdsNumber }
}

function knownForm(root: XmlElement): Pick<ReadPaper, 'kind' | 'sheet'> {
  const ours = readPracticeForm(root)
  if (ours !== undefined) return ours
  const drugs = readDrugs(root)
  if (drugs !== undefined) return { kind: 'drugs', sheet: drugs }
  const checkup = readCheckup(root)
  if (checkup !== undefined) return { kind: 'checkup', sheet: checkup }
  return { kind: 'other', sheet: readPlainXml(root) }
}

/** A picture is kept for the health card on it; others are no papers. */
function readPicture(bytes: Uint8Array, { issuerKeys }: PaperTrust, at: Date): PaperRead {
  const card = healthCardOf(codeOnPng(bytes) ?? '')
  return card === undefined
    ? fail({ code: 'paper.notUnderstood', name: '' })
    : { ...readHealthCard(card, issuerKeys, at), holdsNumber: false }
}

/** As far as it is JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Then it is none of the forms that are JSON, which is what the caller asks.
    return undefined
  }
}

async function readPdf(bytes: Uint8Array, { documents, issuers }: PaperTrust, at: Date): Promise<ReadPaper> {
  const trust = { ...documents, anchors: [...documents.anchors, ...issuers] }
  const { signatures } = await verifyDocument(bytes, { trust, at })
  const kind: PaperKind = 'other'
  const [last] = signatures.slice(-1)
  if (last === undefined) return { kind, sheet: null, verdict: unsigned }
  // The worst of them is the word about the whole.
  const order: readonly PaperState[] = ['invalid', 'notOnList', 'expired', 'valid']
  const state = order.find((one) => signatures.some((signature) => signature.state === one)) ?? 'invalid'
  return {
    kind,
    sheet: null,
    verdict: {
      state,
      form: 'pdf',
      signer: last.signer?.subject.slice(0, 500) ?? null,
      signedAt: last.claimedAt,
      findings: signatures.flatMap(({ findings }) => findings).slice(0, 300),
    },
  }
}

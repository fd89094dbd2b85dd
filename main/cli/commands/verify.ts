import type { DocumentSignature } from '../../../preload/shapes/documents.ts'
import { mostSignedBytes } from '../../documents/kind.ts'
import { type DocumentTrust, verifyDocument } from '../../documents/verifyDocument.ts'
import { inspectionOf } from '../../inspect/inspectDocument.ts'
import { readTrust } from '../../inspect/trustFile.ts'
import type { Command } from '../parse.ts'
import { readWhole } from '../readWhole.ts'
import type { Desk, Result } from '../surroundings.ts'
import { type DocumentWords, documentWords } from './documentWords.ts'

/** The signatures of a document, by the card's authorities or those that are given: 0 valid, 1 not, 2 not understood, 3 not readable. */
export async function verify(command: Extract<Command, { name: 'verify' }>, desk: Desk): Promise<Result> {
  const { file, content, trust, at } = command
  const bytes = await readWhole(file, mostSignedBytes)
  const verdict = await verifyDocument(bytes, {
    trust: trust === undefined ? await cardAuthorities(desk) : givenTrust(await readWhole(trust, mostSignedBytes)),
    at: at === undefined ? desk.outside.now() : new Date(at),
    ...(content === undefined ? {} : { content: await readWhole(content, mostSignedBytes) }),
  })
  const inspection = inspectionOf(verdict)
  const words = documentWords[desk.language]
  const { labels } = desk.sentences
  const { kind, valid, claims, findings, notes } = inspection
  const all = verdict.signatures.length
  return {
    status: valid ? 0 : 1,
    json: { kind, valid, claims, findings, notes },
    lines: [
      `${kind}: ${all === 0 ? words.notSigned : valid ? labels.valid : labels.invalid}`,
      ...verdict.signatures.flatMap(({ state, signer, claimedAt, findings: own }, index) => [
        `${words.signatureOf(index + 1, all)}: ${words.states[state]}`,
        ...(signer === null ? [] : [`  ${signerLabel(state, words)}: ${signer.holder?.name ?? signer.subject}`]),
        ...(claimedAt === null ? [] : [`  ${words.claimedAt}: ${claimedAt}`]),
        ...own.map(({ rule, ok, message }) => `  ${ok ? '✓' : '✗'} ${rule}: ${message}`),
      ]),
      ...notes.map((note) => `- ${note}`),
    ],
  }
}

/** What a certificate says that nobody on the list vouches for is its claim. */
const signerLabel = (state: DocumentSignature['state'], words: DocumentWords): string =>
  state === 'valid' || state === 'expired' ? words.signer : words.claimedSigner

async function cardAuthorities({ outside, realm }: Desk): Promise<DocumentTrust> {
  const { jpki } = await outside.trust(realm)
  return { anchors: jpki.signature, ...(jpki.pinned && { pinned: jpki.pinned.signature }) }
}

const givenTrust = (bytes: Uint8Array): DocumentTrust => ({ anchors: readTrust(bytes).anchors })

// Sign documents with the card: looked through before the PIN is asked, one PIN for all of them, saved when all are signed.
import type { SignatureForm } from '../../preload/shapes/documents.ts'
import type { CertificateMemory } from '../card/certificateFile.ts'
import type { SeenCard } from '../card/seenCard.ts'
import { mostDocumentBytes } from '../documents/kind.ts'
import { checkSignable, prepareSignature } from '../documents/signDocument.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail } from '../failure.ts'
import type { Ports, ReaderId } from '../ports.ts'
import type { WorkStep } from '../work.ts'
import { askPin, type PinAsker } from './askPin.ts'
import { recorded } from './recorded.ts'
import { withSigningKey } from './withSigningKey.ts'

export interface SignDocuments<T> {
  readonly reader: ReaderId
  readonly form: SignatureForm
  /** What is signed: the bytes that the person has seen. Together at most four times `mostDocumentBytes`. */
  readonly documents: readonly Uint8Array[]
  /** Whose drawer is open, for the question. */
  readonly person?: string
  /** Writes it down where a drawer is open: form and number of documents, and no name of a file. */
  readonly drawer?: Drawer
  /** Signing certificates of the person whose turn it is; see withSignatureKey. */
  readonly ownMemory: CertificateMemory
  /** Told the certificate of a phone, or of a card that shows no other: throws card.otherPerson and the like. */
  readonly opened?: (seen: SeenCard, certificate: Uint8Array) => Promise<void>
  /** Called once, when all are signed, in the order of `documents`. */
  readonly save: (signed: readonly Uint8Array[]) => Promise<T>
  readonly step?: (name: WorkStep) => void
}

/**
 * A card that is pulled out in the middle leaves nothing: what was not signed whole is not saved.
 * @throws document.*: nothing was asked; card.*, app.cancelled; what `save` throws
 */
export async function signDocuments<T>(
  { now, cards, askSecret, signal, guard }: Pick<Ports, 'now'> & PinAsker,
  wanted: SignDocuments<T>,
): Promise<T> {
  const { reader, form, documents, person, drawer, ownMemory, opened, save, step = () => undefined } = wanted
  const total = documents.reduce((sum, { length }) => sum + length, 0)
  if (total > mostDocumentBytes * 4) fail({ code: 'document.tooLarge' })
  for (const content of documents) checkSignable(form, content)
  step('readingCard')
  const asked = await askPin(
    { cards, askSecret, signal, guard },
    { reader, pin: 'signature', purpose: 'sign', ...(person === undefined ? {} : { person }) },
  )
  const sign = async (): Promise<T> => {
    step('signing')
    const signed = await withSigningKey({ now, cards, signal }, asked, { ownMemory, opened }, async (key) => {
      const results: Uint8Array[] = []
      for (const content of documents) {
        const { certificate, chain } = key
        const prepared = prepareSignature({ form, content, certificate, chain, signingTime: now() })
        results.push(prepared.finish(await key.sign(prepared.message)))
      }
      return results
    })
    step('saving')
    return save(signed)
  }
  if (drawer === undefined) return sign()
  const at = now().toISOString()
  const items = [entryOf(form, documents.length)]
  return (await recorded(drawer, { at, act: 'sign', party: '', items }, sign)).result
}

const forms: Readonly<Record<SignatureForm, string>> = {
  pades: 'PDF, PAdES',
  adbe: 'PDF, PKCS#7',
  cms: 'CMS',
  'cms-detached': 'CMS',
}

function entryOf(form: SignatureForm, count: number) {
  const ja = `書類 ${count} 件（${forms[form]}）`
  const en = `${count} document${count === 1 ? '' : 's'} (${forms[form]})`
  return { credential: { ja, en }, attributes: [] }
}

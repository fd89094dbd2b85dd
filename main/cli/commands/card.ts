// What lies in the readers, without any PIN.
import type { CardInReader } from '../../../preload/shapes/card.ts'
import { plainFailureText } from '../../../preload/text/failureText.ts'
import { type Look, lookAtCard } from '../../card/look.ts'
import { type Failure, fail, WalletError } from '../../failure.ts'
import type { CardReaders, ReaderId, ReadersState } from '../../ports.ts'
import type { Desk, Result } from '../surroundings.ts'
import { cardWords } from './cardWords.ts'

type Seen = { readonly kind: 'card'; readonly look: Look } | { readonly kind: 'failed'; readonly failure: Failure }
type MyNumberCard = Extract<Look['card'], { kind: 'myNumber' }>
type LicenceCard = Extract<Look['card'], { kind: 'licence' }>

/** Yes when a card that is known lies in a reader. */
export async function card(desk: Desk): Promise<Result> {
  const readers = await desk.outside.readers()
  try {
    const state = await firstState(readers)
    if (state.service === 'down') return fail({ code: 'card.noService' })
    const wanted = desk.common.reader
    const listed = state.readers.filter(({ id }) => wanted === undefined || id === wanted)
    if (listed.length === 0) return fail({ code: 'card.noReader' })
    const full = listed.flatMap(({ id, card }) => (card === undefined ? [] : [{ id, atr: card.atr }]))
    if (full.length === 0) return fail({ code: 'card.absent' })
    const seen = []
    for (const { id, atr } of full) seen.push({ id, atr: hex(atr), seen: await look(readers, id, desk) })
    const [only] = seen
    // One card that cannot be read is the answer itself; beside others it is told among them.
    if (only?.seen.kind === 'failed' && seen.length === 1) return fail(only.seen.failure)
    const known = seen.some((one) => one.seen.kind === 'card' && one.seen.look.card.kind !== 'unknown')
    const empty = listed.filter((reader) => reader.card === undefined).map(({ id }) => ({ id, card: null }))
    const shown = seen.map(({ id, atr, seen: one }) => ({ id, atr, ...jsonOf(one) }))
    return {
      status: known ? 0 : 1,
      json: { ok: known, readers: [...shown, ...empty] },
      lines: seen.flatMap((one) => [`${desk.sentences.labels.reader}: ${one.id}`, ...linesOf(one.seen, one.atr, desk)]),
    }
  } finally {
    await readers.close()
  }
}

async function look(readers: CardReaders, id: ReaderId, { outside }: Desk): Promise<Seen> {
  try {
    return {
      kind: 'card',
      look: await readers.withCard(id, (transmit) => lookAtCard(transmit, { now: outside.now })),
    }
  } catch (error) {
    if (error instanceof WalletError) return { kind: 'failed', failure: error.failure }
    throw error
  }
}

function jsonOf(seen: Seen): Record<string, unknown> {
  if (seen.kind === 'failed') return { card: { kind: 'failed', failure: seen.failure } }
  const { card: looked, medium, applications } = seen.look
  if (looked.kind !== 'myNumber') return { card: looked, applications }
  // Whose drawer it opens is the household's to know.
  const { personId: _, authentication, hasSignatureCertificate, ...rest } = looked
  const certificates = { authentication, signature: hasSignatureCertificate ? 'present' : 'absent' }
  return { medium, applications, card: { ...rest, certificates } }
}

function linesOf(seen: Seen, atr: string, desk: Desk): string[] {
  const { labels } = desk.sentences
  if (seen.kind === 'failed') return [`  ${plainFailureText(seen.failure, desk.language).title}`]
  const { card: looked } = seen.look
  if (looked.kind === 'unknown') return [`  ${labels.card}: ${labels.unknownCard}`, `  ${labels.atr}: ${atr}`]
  return looked.kind === 'licence' ? licenceLines(looked, atr, desk) : myNumberLines(looked, atr, desk)
}

function myNumberLines(looked: MyNumberCard, atr: string, { language, sentences: { labels } }: Desk): string[] {
  const words = cardWords[language]
  const { label, medium, withoutPins, triesLeft, licence, authentication, hasSignatureCertificate } = looked
  const tries = (['authentication', 'signature', 'input'] as const).map(
    (pin) => `${labels[pin]} ${countOf(triesLeft[pin], labels)}`,
  )
  const licenceTries = licence === null ? '' : `, ${words.pins.licenceOnCard} ${countOf(licence.triesLeft, labels)}`
  const noLicencePin = licence !== null && !licence.pinSet ? ` (${words.noPinSet})` : ''
  return [
    `  ${labels.card}: ${words.media[medium]}${label === '' ? '' : ` (${label})`}`,
    `  ${labels.atr}: ${atr}`,
    ...(withoutPins ? [`  ${labels.withoutPins}`] : []),
    `  ${labels.tries}: ${[...tries, `${words.pins.resident} ${countOf(triesLeft.resident, labels)}`].join(', ')}${licenceTries}${noLicencePin}`,
    ...(licence === null ? [] : [`  ${words.licenceOnCard}: ${labels.present}`]),
    ...certificateLines(authentication, labels),
    `  ${labels.signatureCertificate}: ${hasSignatureCertificate ? labels.present : labels.absent}`,
  ]
}

function licenceLines(looked: LicenceCard, atr: string, { language, sentences: { labels } }: Desk): string[] {
  const words = cardWords[language]
  const { pinSet, triesLeft, issuedOn, expiresOn } = looked
  const tries = (['licence1', 'licence2'] as const).map(
    (pin) => `${words.pins[pin]} ${countOf(triesLeft[pin], labels)}`,
  )
  return [
    `  ${labels.card}: ${words.licenceCard}`,
    `  ${labels.atr}: ${atr}`,
    `  ${labels.tries}: ${tries.join(', ')}${pinSet ? '' : ` (${words.noPinSet})`}`,
    ...(issuedOn === null ? [] : [`  ${words.issuedOn}: ${issuedOn}`]),
    ...(expiresOn === null ? [] : [`  ${words.expiresOn}: ${expiresOn}`]),
  ]
}

const countOf = (left: number | null, labels: Desk['sentences']['labels']): string =>
  left === null ? labels.absent : left === 0 ? labels.locked : `${left}`

function certificateLines(
  facts: Extract<CardInReader, { kind: 'myNumber' }>['authentication'],
  labels: Desk['sentences']['labels'],
): string[] {
  if (facts === null) return [`  ${labels.certificate}: ${labels.absent}`]
  return [
    `  ${labels.certificate}: ${facts.subject}`,
    `    ${labels.issuer}: ${facts.issuer}`,
    `    ${labels.validUntil} ${facts.validUntil}${facts.expired ? ` (${labels.expired})` : ''}`,
    `    SHA-256 ${facts.sha256}`,
  ]
}

function firstState(readers: CardReaders): Promise<ReadersState> {
  return new Promise((resolve) => {
    const stop = readers.watch((state) => {
      resolve(state)
      setImmediate(() => stop())
    })
  })
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()

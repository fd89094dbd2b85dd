import type { CardInReader } from '../../../preload/shapes.ts'
import { plainFailureText } from '../../../preload/text/failureText.ts'
import { type Look, lookAtCard } from '../../card/look.ts'
import { type Failure, fail, WalletError } from '../../failure.ts'
import type { CardReaders, ReaderId, ReadersState } from '../../ports.ts'
import type { Desk, Result } from '../surroundings.ts'

type Seen =
  | { readonly kind: 'card'; readonly card: Look['card']; readonly medium: Look['medium'] }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What lies in the readers, without any PIN. Yes when a card that is known lies in one. */
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
    const known = seen.some((one) => one.seen.kind === 'card' && one.seen.card.kind === 'myNumber')
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
    const { card: seen, medium } = await readers.withCard(id, (transmit) => lookAtCard(transmit, { now: outside.now }))
    return { kind: 'card', card: seen, medium }
  } catch (error) {
    if (error instanceof WalletError) return { kind: 'failed', failure: error.failure }
    throw error
  }
}

function jsonOf(seen: Seen): Record<string, unknown> {
  if (seen.kind === 'failed') return { card: { kind: 'failed', failure: seen.failure } }
  if (seen.card.kind === 'unknown') return { card: seen.card }
  // Whose drawer it opens is the household's to know.
  const { personId: _, authentication, hasSignatureCertificate, ...rest } = seen.card
  const certificates = { authentication, signature: hasSignatureCertificate ? 'present' : 'absent' }
  return { medium: seen.medium, card: { ...rest, certificates } }
}

function linesOf(seen: Seen, atr: string, { language, sentences: { labels } }: Desk): string[] {
  if (seen.kind === 'failed') return [`  ${plainFailureText(seen.failure, language).title}`]
  if (seen.card.kind === 'unknown') return [`  ${labels.card}: ${labels.unknownCard}`, `  ${labels.atr}: ${atr}`]
  const { label, withoutPins, triesLeft, authentication, hasSignatureCertificate } = seen.card
  const phone = seen.medium === 'android' || seen.medium === 'iphone'
  const tries = (['authentication', 'signature', 'input'] as const).map((pin) => {
    const left = triesLeft[pin]
    return `${labels[pin]} ${left === null ? labels.absent : left === 0 ? labels.locked : left}`
  })
  return [
    `  ${labels.card}: ${label}${phone ? ` (${labels.phone})` : ''}`,
    `  ${labels.atr}: ${atr}`,
    ...(withoutPins ? [`  ${labels.withoutPins}`] : []),
    `  ${labels.tries}: ${tries.join(', ')}`,
    ...certificateLines(authentication, labels),
    `  ${labels.signatureCertificate}: ${hasSignatureCertificate ? labels.present : labels.absent}`,
  ]
}

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

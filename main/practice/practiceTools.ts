// The practice tools over the practice world: cards in memory readers, the practice portal, its desks.
import { cardsOf, createCardOf } from '../../practice/card/cardsOf.ts'
import type { PracticeCard } from '../../practice/card/practiceCard.ts'
import type { MemoryReaders } from '../../practice/memoryReaders.ts'
import { portalControl } from '../../practice/portal/portalControl.ts'
import type { World } from '../../practice/world.ts'
import type { PracticeCardKind, PracticeState } from '../../preload/shapes/practice.ts'
import { fail } from '../failure.ts'
import type { Fetch, ReaderId } from '../ports.ts'
import { desks, practicePerson } from './practicePeople.ts'
import type { PracticeTools } from './tools.ts'

/** The practice portal in a process of its own (or, in tests, in this one). */
export interface PortalRunner {
  /** Starts it, or finds the one that runs already for this practice world. */
  start(): Promise<{ origin: string; token: string }>
  stop(): Promise<void>
  /** Told when it ends by itself. */
  onEnd(listener: () => void): void
}

export interface PracticeSetting {
  readonly world: World
  /** Absent where cards come through PC/SC. */
  readonly readers?: { readonly port: MemoryReaders; readonly ids: readonly ReaderId[] }
  readonly portal: PortalRunner
  readonly fetch: Fetch
  /** Opens a page of the portal as a phone would. */
  readonly phone?: (address: URL) => void
}

export function createPracticeTools({ world, readers, portal, fetch, phone }: PracticeSetting): PracticeTools {
  // One card of each kind a person for the life of the program, so that spent tries stay spent while the card is out of the reader.
  const cards = new Map<string, PracticeCard>()
  const inserted = new Map<ReaderId, { readonly personId: string; readonly kind: PracticeCardKind }>()
  const listeners = new Set<(state: PracticeState) => void>()
  let running: { origin: string; token: string } | undefined
  let origin: string | undefined

  const read = (): PracticeState => ({
    people: world.people.map((person) => practicePerson(person)),
    readers: (readers?.ids ?? []).map((id) => {
      const { personId = null, kind = null } = inserted.get(id) ?? {}
      return { id, personId, kind }
    }),
    portal: running === undefined ? { running: false } : { running: true, origin: running.origin },
    verifiers: desks,
    phone: phone !== undefined,
  })
  const tell = (): void => {
    for (const listener of listeners) listener(read())
  }
  portal.onEnd(() => {
    running = undefined
    tell()
  })

  return {
    read,
    portalOrigin: () => origin,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    insertCard(reader, personId, kind = 'myNumber') {
      const person = world.person(personId)
      if (readers === undefined || person === undefined || !readers.ids.includes(reader))
        return fail({ code: 'practice.only' })
      if (!cardsOf(person).includes(kind)) return fail({ code: 'practice.only' })
      const which = `${person.id} ${kind}`
      const card = cards.get(which) ?? createCardOf(world, person, kind)
      cards.set(which, card)
      for (const [other, one] of inserted) if (one.personId === person.id && one.kind === kind) inserted.delete(other)
      readers.port.insert(reader, card)
      inserted.set(reader, { personId: person.id, kind })
      tell()
    },
    removeCard(reader) {
      readers?.port.remove(reader)
      inserted.delete(reader)
      tell()
    },
    async startPortal() {
      running = await portal.start()
      origin = running.origin
      tell()
    },
    async stopPortal() {
      await portal.stop()
      running = undefined
      tell()
    },
    async ask(verifier) {
      if (running === undefined) fail({ code: 'portal.unreachable' })
      const control = portalControl(fetch, running.origin, running.token)
      return (await control.requestFrom(verifier)).request
    },
    openPhone(address) {
      const url = new URL(address)
      if (phone === undefined || url.origin !== running?.origin) return fail({ code: 'practice.only' })
      phone(url)
    },
    async close() {
      listeners.clear()
      await portal.stop()
    },
  }
}

// Readers in memory: the practice card as a CardReaders port, without PC/SC. For practice mode without pcscd, and tests.
import { fail, WalletError } from '../main/failure.ts'
import type { CardReaders, ReaderId, ReadersState } from '../main/ports.ts'
import { CardPulledOut, CardReset, type PracticeCard } from './card/practiceCard.ts'

export interface MemoryReaders extends CardReaders {
  /** Puts the card in; one that is in another reader leaves that one. @throws when there is no such reader */
  insert(reader: ReaderId, card: PracticeCard): void
  /** Pulls the card out, in the middle of a command too. */
  remove(reader: ReaderId): void
  /** Attaches or detaches readers; cards in detached ones are pulled out. */
  setReaders(names: readonly ReaderId[]): void
  /** The smart-card service stops or starts; when it stops, every card loses power. */
  setService(service: 'up' | 'down'): void
  /** Another program holds the card in that reader, or lets go of it. */
  setBusy(reader: ReaderId, busy: boolean): void
}

interface Slot {
  readonly id: ReaderId
  card: PracticeCard | undefined
  insertion: number
  /** Lent to somebody of this process. */
  lent: boolean
  /** Held by another program. */
  busy: boolean
  /** Ends commands under way when the card leaves. */
  leaves: Set<() => void>
}

/** @param names of the readers that are attached at first */
export function createMemoryReaders(names: readonly ReaderId[] = ['Practice Reader 0']): MemoryReaders {
  let slots: Slot[] = names.map(newSlot)
  let service: 'up' | 'down' = 'up'
  const listeners = new Set<(state: ReadersState) => void>()

  const state = (): ReadersState =>
    service === 'down'
      ? { service }
      : {
          service,
          readers: slots.map(({ id, card, insertion }) => ({
            id,
            card: card === undefined ? undefined : { insertion, atr: Uint8Array.from(card.atr) },
          })),
        }
  const tell = (): void => {
    for (const listener of [...listeners]) listener(state())
  }
  const slotOf = (reader: ReaderId): Slot | undefined => slots.find(({ id }) => id === reader)

  function pullOut(slot: Slot): void {
    slot.card?.reset()
    slot.card = undefined
    for (const leave of [...slot.leaves]) leave()
  }

  /** The card answers, or leaves before it does. */
  async function transmit(slot: Slot, card: PracticeCard, insertion: number, command: Uint8Array) {
    if (service === 'down') return fail({ code: 'card.noService' })
    if (slot.card !== card || slot.insertion !== insertion) return fail({ code: 'card.removed' })
    let leave = (): void => undefined
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(new WalletError({ code: 'card.removed' }))
    })
    slot.leaves.add(leave)
    try {
      return await Promise.race([card.transmit(command), left])
    } catch (error) {
      if (error instanceof CardReset) return fail({ code: 'card.removed' }, error)
      if (!(error instanceof CardPulledOut)) throw error
      pullOut(slot)
      tell()
      return fail({ code: 'card.removed' }, error)
    } finally {
      slot.leaves.delete(leave)
    }
  }

  return {
    watch(listener) {
      listeners.add(listener)
      listener(state())
      return () => listeners.delete(listener)
    },
    async withCard(reader, work) {
      if (service === 'down') return fail({ code: 'card.noService' })
      const slot = slotOf(reader)
      if (slot === undefined) return fail({ code: 'card.noReader' })
      const { card, insertion } = slot
      if (card === undefined) return fail({ code: 'card.absent' })
      if (slot.lent || slot.busy) return fail({ code: 'card.busy' })
      slot.lent = true
      let over = false
      try {
        return await work(async (command) => {
          if (over) throw new Error('the card was used after it was given back')
          return await transmit(slot, card, insertion, Uint8Array.from(command))
        })
      } finally {
        over = true
        slot.lent = false
        if (slot.card === card) card.reset()
      }
    },
    async close() {
      listeners.clear()
    },
    insert(reader, card) {
      const slot = slotOf(reader)
      if (slot === undefined) throw new Error(`there is no reader ${reader}`)
      for (const other of slots) if (other.card !== undefined && (other === slot || other.card === card)) pullOut(other)
      card.reset()
      slot.card = card
      slot.insertion++
      tell()
    },
    remove(reader) {
      const slot = slotOf(reader)
      if (slot?.card === undefined) return
      pullOut(slot)
      tell()
    },
    setReaders(present) {
      for (const slot of slots) if (!present.includes(slot.id)) pullOut(slot)
      slots = present.map((id) => slotOf(id) ?? newSlot(id))
      tell()
    },
    setService(value) {
      service = value
      if (value === 'down') {
        for (const slot of slots) {
          if (slot.card === undefined) continue
          // To those who come back it is as if it had been inserted anew.
          slot.card.reset()
          slot.insertion++
          for (const leave of [...slot.leaves]) leave()
        }
      }
      tell()
    },
    setBusy(reader, busy) {
      const slot = slotOf(reader)
      if (slot !== undefined) slot.busy = busy
    },
  }
}

function newSlot(id: ReaderId): Slot {
  return { id, card: undefined, insertion: 0, lent: false, busy: false, leaves: new Set() }
}

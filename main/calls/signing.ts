// Signing with the wallet's own card, drawer and guard: for the screens, and for the command line, which names its files itself.
import type { SignatureForm } from '../../preload/shapes/documents.ts'
import { chooseReader } from '../journeys/chooseReader.ts'
import { signDocuments } from '../journeys/signDocuments.ts'
import type { Room } from './room.ts'

export interface SignWanted<T> {
  readonly form: SignatureForm
  /** What the person has seen. */
  readonly documents: readonly Uint8Array[]
  readonly reader?: string
  /** Whose card it is, where it shows that only after the PIN. */
  readonly whose?: string
  /** Where the results go, called once when all are signed. */
  readonly save: (signed: readonly Uint8Array[]) => Promise<T>
}

export type Signing = <T>(wanted: SignWanted<T>) => Promise<T>

/** With a drawer open the act is written down in it. @throws as signDocuments */
export function createSigning(room: Room): Signing {
  const { ports, bench, cards, desk, asker, guard, ownMemory } = room
  return ({ form, documents, reader, whose, save }) =>
    bench.run((work) => {
      const open = desk.read()
      return signDocuments(
        { now: ports.now, ...asker(work, whose) },
        {
          reader: chooseReader(cards.read(), reader),
          form,
          documents,
          ownMemory: ownMemory(),
          opened: guard.opened,
          save,
          step: work.step,
          ...(open === undefined ? {} : { drawer: open.drawer, person: open.actor?.name ?? open.name }),
        },
      )
    })
}
